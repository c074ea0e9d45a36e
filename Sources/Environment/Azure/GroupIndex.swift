internal import NetworkModel

/// Finds the groups that ids mean, among thousands.
struct GroupIndex {
  /// The groups that an id means.
  struct Match {
    /// Those that have the id; else those of its name, where the rest is not told.
    var certain: [Int]
    /// Those that it may mean; none where there are certain ones.
    var possible: [Int]
  }

  /// Of more groups without a known name than these, each may be any.
  private static let mostCompared = 256

  private var ids: [ResourceID?] = []
  private var byID: [ResourceID: [Int]] = [:]
  private var byName: [String: [Int]] = [:]
  private var unnamed: [Int] = []

  /// An index of some groups by their numbers.
  init(_ groups: [NetworkSecurityGroup]) {
    for group in groups { add(group) }
  }

  /// Takes one more, which has the next number; one that only stands for a doubt is never found.
  mutating func add(_ group: NetworkSecurityGroup, isFound: Bool = true) {
    let id = group.identity
    let number = ids.count
    ids.append(isFound ? id : nil)
    guard isFound else { return }
    byID[id, default: []].append(number)
    if let name = id.comparableName { byName[name, default: []].append(number) } else { unnamed.append(number) }
  }

  /// The groups that an id means.
  func find(_ id: ResourceID) -> Match {
    // Where both names are known and differ, there is nothing to compare.
    let candidates = id.comparableName.map { (byName[$0] ?? []) + unnamed } ?? ids.indices.filter { ids[$0] != nil }
    guard candidates.count <= Self.mostCompared else {
      let same = byID[id] ?? []
      return Match(certain: same, possible: same.isEmpty ? candidates : [])
    }
    var found: [ResourceID.Relation: [Int]] = [:]
    for number in candidates {
      if let relation = ids[number]?.relation(to: id) { found[relation, default: []].append(number) }
    }
    let certain = found[.same] ?? found[.namesake] ?? []
    return Match(certain: certain, possible: certain.isEmpty ? found[.unknown] ?? [] : [])
  }
}
