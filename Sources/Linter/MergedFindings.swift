internal import IISConfiguration
internal import Text

/// Findings in order, those of one cause merged: same rule, same place, and the same said of it.
///
/// The order is that of files, the configuration first, then of places, then of the catalogue, then of the sites; so
/// output depends neither on wording nor on who was ready first. A merged finding lists all sites and takes the highest
/// of their severities.
func merged(_ findings: [Finding], configuration: String) -> [Finding] {
  let files = FileOrder(findings, configuration: configuration)
  let order = findings.indices.map { FindingOrder(findings[$0], at: $0, files) }.sorted()
  var merged: [Finding] = []
  merged.reserveCapacity(findings.count)
  var rest = order[...]
  while let first = rest.first {
    let group = rest.prefix { $0.isBeside(first) }
    rest = rest[group.endIndex...]
    if group.count == 1 {
      merged.append(findings[first.index])
    } else {
      merged += oneACause(group.map { findings[$0.index] })
    }
  }
  return merged
}

/// Of findings of one rule at one place, one for each thing that is said.
private func oneACause(_ findings: [Finding]) -> [Finding] {
  var causes: [[Finding]] = []
  var known: [Message: Int] = [:]
  for finding in findings {
    if let index = known[finding.message] {
      causes[index].append(finding)
    } else {
      known[finding.message] = causes.count
      causes.append([finding])
    }
  }
  return causes.map { Finding(merging: $0) }
}

/// Which file of a report comes before which.
private struct FileOrder {
  private let configuration: String
  private let others: [String: Int]

  init(_ findings: [Finding], configuration: String) {
    self.configuration = configuration
    var paths: Set<String> = []
    for finding in findings {
      if let path = finding.location?.path, path != configuration { paths.insert(path) }
    }
    others = Dictionary(paths.sorted().enumerated().map { ($1, $0 + 1) }) { first, _ in first }
  }

  /// The number of a file; the configuration's is 0.
  func number(of path: String) -> Int { path == configuration ? 0 : others[path] ?? 0 }
}

/// Where a finding belongs among others: numbers alone, as there may be hundreds of thousands.
private struct FindingOrder: Comparable {
  /// Of findings without a place, which come first, -1.
  let file: Int
  let range: ByteRange
  let rule: Int
  let index: Int

  init(_ finding: Finding, at index: Int, _ files: FileOrder) {
    file = finding.location.map { files.number(of: $0.path) } ?? -1
    range = finding.location?.range ?? ByteRange(0, 0)
    rule = finding.number
    self.index = index
  }

  /// Whether rule and place are the same.
  func isBeside(_ other: Self) -> Bool { file == other.file && range == other.range && rule == other.rule }

  static func < (left: Self, right: Self) -> Bool {
    if left.file != right.file { return left.file < right.file }
    if left.range != right.range { return left.range < right.range }
    return (left.rule, left.index) < (right.rule, right.index)
  }
}

extension Finding {
  /// Findings of one cause as one: for all sites, as bad as the worst, and with its words; it counts if one does.
  fileprivate convenience init(merging findings: [Finding]) {
    let worst = findings.dropFirst().reduce(findings[0]) { $1.severity > $0.severity ? $1 : $0 }
    self.init(
      rule: worst.rule, number: worst.number, severity: worst.severity, statement: worst.statement,
      sites: findings.flatMap(\.sites).distinct, location: worst.location, related: worst.related, fixes: worst.fixes,
      stops: findings.flatMap(\.stops),
      concern: findings.contains { $0.concern == .reachability } ? .reachability : .hardening,
      counts: findings.contains(where: \.counts))
  }
}
