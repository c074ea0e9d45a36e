internal import IISConfiguration

/// Finds names that an object has twice, in whatever case.
struct JSONNames {
  /// Up to so many names each is compared with all others.
  private static let few = 24

  /// The names in lower case; nothing as long as they are few and all of ASCII, as nearly all are.
  private var all: Set<String>?

  /// Adds the name of a member to those of the members before it.
  ///
  /// - Parameters:
  ///   - name: The name as the text spells it.
  ///   - members: All members whose names were added before.
  /// - Returns: Whether it is a new one.
  mutating func insert(_ name: String, among members: [JSONValue.Member]) -> Bool {
    if all == nil, members.count < Self.few, name.utf8.allSatisfy({ $0 < 0x80 }) {
      return !members.contains { $0.name.value.isSameName(as: name) }
    }
    if all == nil { all = Set(members.map { $0.name.value.lowercased() }) }
    return all?.insert(name.lowercased()).inserted ?? false
  }
}
