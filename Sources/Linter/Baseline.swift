/// The findings that a project had when it began, and lives with until somebody mends them.
public struct Baseline: Hashable, Sendable {
  /// What some findings are about that no edit elsewhere tells apart.
  public struct Entry: Hashable, Sendable {
    /// The file, relative to the baseline's folder, with `/` between names.
    public let path: String
    /// The site; nothing for the server as a whole.
    public let site: String?
    /// The rule's id.
    public let rule: String
    /// The names from the outermost in; empty where nothing is known.
    public let setting: String
    /// What stands there; a secret as its SHA-256.
    public let value: String

    /// An entry.
    public init(path: String, site: String?, rule: String, setting: String, value: String) {
      self.path = path
      self.site = site
      self.rule = rule
      self.setting = setting
      self.value = value
    }
  }

  /// How many findings there are of each kind; more than none.
  public private(set) var counts: [Entry: Int]

  /// A baseline of so many findings of each kind.
  public init(_ counts: [Entry: Int] = [:]) {
    self.counts = counts.filter { $0.value > 0 }
  }

  /// Adds findings that are there in any case.
  public mutating func add(_ entry: Entry, count: Int = 1) { counts[entry, default: 0] += count }

  /// Adds what another has.
  public mutating func add(_ other: Baseline) {
    for (entry, count) in other.counts { add(entry, count: count) }
  }

  /// What this has more than another.
  public func subtracting(_ other: Baseline) -> Baseline {
    Baseline(counts.mapValues { $0 }.merging(other.counts.filter { counts[$0.key] != nil }) { $0 - $1 })
  }

  /// How many findings it has.
  public var total: Int { counts.values.reduce(0, +) }

  /// The entries in order: by file, site, rule, setting and value.
  public var entries: [(entry: Entry, count: Int)] {
    counts.map { ($0.key, $0.value) }.sorted { $0.entry < $1.entry }
  }
}

extension Baseline.Entry: Comparable {
  /// By file, site, rule, setting and value; what concerns no site comes first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.path, left.site ?? "", left.rule, left.setting, left.value)
      < (right.path, right.site ?? "", right.rule, right.setting, right.value)
  }
}
