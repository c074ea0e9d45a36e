extension [String] {
  /// The words as a sentence lists them: `a`, `a and b`, `a, b and c`.
  public var inWords: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order of first appearance.
  public var distinct: [Element] {
    var seen: Set<Element> = []
    var found: [Element] = []
    for element in self where seen.insert(element).inserted { found.append(element) }
    return found
  }
}
