public import IISConfiguration
public import Reachability

/// What the rules have found so far in one file.
public struct Report: Sendable {
  private(set) var findings: [Finding] = []
  /// What could not be decided, each once, in order.
  private(set) var remarks: [String] = []
  private var rule = ""
  private var severity = Severity.note
  private var site: FTPSite?
  private var ceiling = Severity.error

  /// Makes a finding of the rule that runs now.
  ///
  /// - Parameters:
  ///   - message: What is wrong: one line, lower case, no full stop.
  ///   - range: The shortest guilty range: a value where there is one, else a start tag.
  ///   - path: The file of the environment that the range is in; nothing for the configuration.
  ///   - severity: How bad it is, if not as bad as the rule says.
  ///   - sites: The sites concerned, if not the one that is being checked.
  ///   - notes: Why it matters here.
  ///   - help: What to do.
  ///   - stops: The sessions that it stops; of the site that is being checked, unless they say of which.
  public mutating func add(
    _ message: String, at range: ByteRange?, in path: String? = nil, severity: Severity? = nil, sites: [String]? = nil,
    notes: [String] = [], help: String? = nil, stops: StoppedSessions? = nil
  ) {
    var stops = stops
    if stops?.sites == nil, let site { stops?.sites = [site.site.index] }
    findings.append(
      Finding(
        rule: rule, severity: min(severity ?? self.severity, ceiling), message: message, notes: notes, help: help,
        sites: sites.map(unique) ?? site.map { [$0.name] } ?? [], range: range, path: path,
        stops: stops.map { [$0] } ?? []))
  }

  /// Says what could not be decided: no finding, but not a pass either.
  public mutating func remark(_ text: String) {
    if !remarks.contains(text) { remarks.append(text) }
  }

  /// The sites, each once: two may share a name.
  private func unique(_ sites: [String]) -> [String] {
    guard sites.count > 1 else { return sites }
    var seen: Set<String> = []
    return sites.filter { seen.insert($0).inserted }
  }

  /// Says which rule speaks, and how bad its findings may be at most.
  mutating func enter(_ rule: String, _ severity: Severity, ceiling: Severity = .error) {
    self.rule = rule
    self.severity = severity
    self.ceiling = ceiling
  }

  /// Says which site is checked; none for the server as a whole.
  mutating func enter(_ site: FTPSite?) {
    self.site = site
  }

  /// Findings in order, those of one cause merged: same rule, place and message.
  ///
  /// A merged finding lists all sites and takes the highest of their severities.
  static func merged(_ findings: [Finding]) -> [Finding] {
    let order = findings.indices.sorted { left, right in
      if findings[left] < findings[right] { return true }
      return !(findings[right] < findings[left]) && left < right
    }
    var merged: [Finding] = []
    merged.reserveCapacity(findings.count)
    var seenSites: Set<String> = []
    for index in order {
      let next = findings[index]
      guard let last = merged.last, !(last < next), !(next < last) else {
        merged.append(next)
        seenSites = Set(next.sites)
        continue
      }
      if next.severity > last.severity {
        merged[merged.count - 1].severity = next.severity
        merged[merged.count - 1].notes = next.notes
        merged[merged.count - 1].help = next.help
      }
      merged[merged.count - 1].stops += next.stops
      for site in next.sites where seenSites.insert(site).inserted {
        merged[merged.count - 1].sites.append(site)
      }
    }
    return merged
  }
}
