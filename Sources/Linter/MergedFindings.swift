internal import IISConfiguration
internal import Text

/// Findings in order, those of one cause merged: same rule, same place, and the same said of it.
///
/// The order is that of files, the configuration first, then of places, then of the catalogue, then of the sites; so
/// output depends neither on wording nor on who was ready first. A merged finding lists all sites and takes the highest
/// of their severities.
func merged(_ findings: [Finding], configuration: String) -> [Finding] {
  let order = findings.indices.sorted { left, right in
    switch findings[left].order(before: findings[right], configuration) {
    case .some(let isBefore): isBefore
    case nil: left < right
    }
  }
  var merged: [Finding] = []
  merged.reserveCapacity(findings.count)
  var rest = order[...]
  while let first = rest.first {
    let group = rest.prefix { findings[$0].isBeside(findings[first]) }
    rest = rest[group.endIndex...]
    if group.count == 1 {
      merged.append(findings[first])
    } else {
      merged += oneACause(group.map { findings[$0] })
    }
  }
  return merged
}

/// Of findings of one rule at one place, one for each thing that is said.
private func oneACause(_ findings: [Finding]) -> [Finding] {
  var merged: [Finding] = []
  var known: [Message: Int] = [:]
  for finding in findings {
    if let index = known[finding.message] {
      merged[index].absorb(finding)
    } else {
      known[finding.message] = merged.count
      merged.append(finding)
    }
  }
  for index in merged.indices { merged[index].sites = merged[index].sites.distinct }
  return merged
}

extension Finding {
  /// Whether the finding comes before another; nothing where rule and place are the same.
  fileprivate func order(before other: Finding, _ configuration: String) -> Bool? {
    if let isBefore = location.order(before: other.location, configuration) { return isBefore }
    return number == other.number ? nil : number < other.number
  }

  fileprivate func isBeside(_ other: Finding) -> Bool { number == other.number && location == other.location }

  /// Takes in a finding of the same cause.
  fileprivate mutating func absorb(_ other: Finding) {
    if other.severity > severity {
      severity = other.severity
      notes = other.notes
      help = other.help
    }
    stops += other.stops
    sites += other.sites
  }
}

extension Location? {
  /// Whether the place comes before another; nothing where they are the same.
  fileprivate func order(before other: Location?, _ configuration: String) -> Bool? {
    guard let self else { return other == nil ? nil : true }
    guard let other else { return false }
    if self.path != other.path {
      if self.path == configuration { return true }
      if other.path == configuration { return false }
      return self.path < other.path
    }
    return self.range == other.range ? nil : self.range < other.range
  }
}

extension Finding {
  /// What the reader of a file says of it.
  init(_ failure: ReadingFailure, of rule: RunningRule, in path: String) {
    self.init(
      rule: rule.id, number: rule.number, severity: rule.severity(nil), message: failure.message, notes: [],
      help: failure.help, sites: [], location: failure.range.map { Location(path, $0) }, related: [], fixes: [],
      stops: [])
  }
}
