internal import IISConfiguration
internal import Text

/// The findings of a report, counted by what they are about, so that two reports on a file and its edited form compare.
///
/// A finding is the same if rule, site and setting are; one that points to another place, as the one before it is no
/// longer the nearest, is the same if it says the same of the same site.
struct FindingTally {
  /// A rule, a site and a setting.
  struct Key: Hashable {
    let rule: String
    /// Nothing for the server as a whole.
    let site: String?
    let setting: String
  }

  private struct Entry {
    let key: Key
    let message: Message
    let severity: Severity
  }

  private var entries: [Entry] = []
  private var counts: [Key: Int] = [:]

  init(_ report: FileReport) {
    var hint = OutlineHint()
    for finding in report.findings {
      for key in Self.keys(of: finding, in: report.source, &hint) {
        entries.append(Entry(key: key, message: finding.message, severity: finding.severity))
        counts[key, default: 0] += 1
      }
    }
  }

  /// What a finding is about, for each of its sites.
  static func keys(of finding: Finding, in source: SourceFile, _ hint: inout OutlineHint) -> [Key] {
    var setting = ""
    if let location = finding.location {
      setting =
        location.path == source.path
        ? source.outline?.place(of: location.range, near: &hint)?.path.names.joined(separator: "/") ?? ""
        : "\(location.path):\(location.range.start)"
    }
    let sites: [String?] = finding.sites.isEmpty ? [nil] : finding.sites
    return sites.map { Key(rule: finding.rule, site: $0, setting: setting) }
  }

  /// How many findings are about this.
  subscript(key: Key) -> Int { counts[key, default: 0] }

  /// The worst finding that an earlier report does not have, or that is worse than there; nothing where there is none.
  func worstNew(since earlier: FindingTally) -> (key: Key, severity: Severity)? {
    new(since: earlier).max { $0.severity < $1.severity }
  }

  /// The findings that an earlier report does not have, or that are worse than there.
  func new(since earlier: FindingTally) -> [(key: Key, severity: Severity)] {
    newEntries(since: earlier).map { ($0.key, $0.severity) }
  }

  private func newEntries(since earlier: FindingTally) -> [Entry] {
    var new: [Entry] = []
    var known = earlier.severities { AnyKey.exact($0.key) }
    var others: [Entry] = []
    for entry in entries {
      guard let worst = known[.exact(entry.key)]?.popLast() else {
        others.append(entry)
        continue
      }
      if entry.severity > worst { new.append(entry) }
    }
    guard !others.isEmpty else { return new }
    var left = earlier.unmatched(by: self).reduce(into: [AnyKey: [Severity]]()) {
      $0[.said(rule: $1.key.rule, site: $1.key.site, $1.message), default: []].append($1.severity)
    }
    for entry in others {
      let key = AnyKey.said(rule: entry.key.rule, site: entry.key.site, entry.message)
      if let severity = left[key]?.popLast(), entry.severity <= severity { continue }
      new.append(entry)
    }
    return new
  }

  private enum AnyKey: Hashable {
    case exact(Key)
    case said(rule: String, site: String?, Message)
  }

  /// How bad the findings of each key are, the worst last.
  private func severities(_ key: (Entry) -> AnyKey) -> [AnyKey: [Severity]] {
    entries.reduce(into: [AnyKey: [Severity]]()) { $0[key($1), default: []].append($1.severity) }
      .mapValues { $0.sorted() }
  }

  /// The entries beyond those that another tally has of the same key.
  private func unmatched(by other: FindingTally) -> [Entry] {
    var left = other.counts
    return entries.filter { entry in
      guard let count = left[entry.key], count > 0 else { return true }
      left[entry.key] = count - 1
      return false
    }
  }
}
