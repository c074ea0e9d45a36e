internal import IISConfiguration
internal import Linter

/// The words of a finding as reports that have only lines print them: secrets masked, nothing invisible.
struct FindingText {
  private let words: FindingWords
  private let sites: Labelled?
  private let waived: Labelled?

  /// How many sites are named before the rest is only counted.
  private static let namedSites = 3

  init(_ finding: Finding, _ words: FindingWords) {
    self.words = words
    sites = Self.sites(finding.sites)
    waived = finding.waiver.map { Labelled(label: "waived", text: waiverText($0)) }
  }

  /// What is wrong.
  var message: String { words.message }

  /// The sites, why it is waived, why it matters, what to do.
  var details: [Labelled] { [sites, waived].compactMap(\.self) + words.details }

  /// The names of the sites, as far as they are named.
  var siteNames: String? { sites?.text }

  /// What is wrong, of which sites, and what to do, for readers that show one line of a finding.
  var line: String {
    let about = sites.map { " (\($0.label): \($0.text))" } ?? ""
    let why = waived.map { "; \($0.label): \($0.text)" } ?? ""
    let help = words.help.map { "; \($0)" } ?? ""
    return message + about + why + help
  }

  /// All in one, a line for each, with other places that it speaks of.
  func lines(_ finding: Finding, _ places: FindingPlaces) -> String {
    let related = finding.related.map { "\($0.message): \(places.text(of: $0.location))" }
    return ([message] + related + details.map { "\($0.label): \($0.text)" }).joined(separator: "\n")
  }

  private static func sites(_ sites: [String]) -> Labelled? {
    guard let first = sites.first else { return nil }
    guard sites.count > 1 else { return Labelled(label: "site", text: name(first)) }
    // One name more takes no more room than "and 1 more".
    let named = sites.count <= namedSites + 1 ? sites.count : namedSites
    let names = sites.prefix(named).map(name).joined(separator: ", ")
    let rest = named == sites.count ? "" : " and \(sites.count - named) more (\(sites.count) in all)"
    return Labelled(label: "sites", text: names + rest)
  }

  private static func name(_ site: String) -> String {
    site.isEmpty ? "(without a name)" : terminalText(site)
  }
}

/// Why a project lives with a finding, and until when: `reason (until 2027-03-31)`.
func waiverText(_ waiver: Waiver) -> String {
  terminalText(Secrets.maskedValue(waiver.reason)) + (waiver.expires.map { " (until \($0))" } ?? "")
}

/// A line of a finding's text.
struct Labelled {
  let label: String
  let text: String
}

/// Those words of a finding that do not tell of which sites it speaks.
struct FindingWords {
  let message: String
  let help: String?
  let details: [Labelled]

  init(_ finding: Finding) {
    message = finding.message.description
    let help = finding.help?.description
    self.help = help
    details =
      finding.notes.map { Labelled(label: "note", text: $0.description) }
      + (help.map { [Labelled(label: "help", text: $0)] } ?? [])
  }
}

/// What the text format calls a file.
func visiblePath(_ path: String) -> String {
  path == "-" ? "standard input" : visible(path)
}
