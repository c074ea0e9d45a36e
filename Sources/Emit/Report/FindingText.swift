internal import Linter

/// The words of a finding as reports that have only lines print them: secrets masked, nothing invisible.
struct FindingText {
  /// What is wrong.
  let message: String
  /// A label and what it labels, in order: the sites, why it matters, what to do.
  let details: [(label: String, text: String)]

  /// How many sites are named before the rest is only counted.
  private static let namedSites = 3

  init(_ finding: Finding) {
    message = visible(Secrets.masked(finding.message))
    var details: [(label: String, text: String)] = []
    if let sites = Self.sites(finding.sites) { details.append(sites) }
    for note in finding.notes { details.append(("note", visible(Secrets.masked(note)))) }
    if let help = finding.help { details.append(("help", visible(Secrets.masked(help)))) }
    self.details = details
  }

  /// All in one, a line for each.
  func lines(separator: String) -> String {
    ([message] + details.map { "\($0.label): \($0.text)" }).joined(separator: separator)
  }

  private static func sites(_ sites: [String]) -> (label: String, text: String)? {
    guard let first = sites.first else { return nil }
    guard sites.count > 1 else { return ("site", name(first)) }
    // One name more takes no more room than "and 1 more".
    let named = sites.count <= namedSites + 1 ? sites.count : namedSites
    let names = sites.prefix(named).map(name).joined(separator: ", ")
    return ("sites", named == sites.count ? names : "\(names) and \(sites.count - named) more (\(sites.count) in all)")
  }

  private static func name(_ site: String) -> String {
    site.isEmpty ? "(without a name)" : visible(Secrets.masked(site))
  }
}

/// What the text format calls a file.
func visiblePath(_ path: String) -> String {
  path == "-" ? "standard input" : visible(path)
}
