extension [String] {
  /// The words as a sentence lists them: `a`, `a and b`, `a, b and c`.
  public var inWords: String {
    guard let last, count > 1 else { return first ?? "" }
    return Array(dropLast()).separated(by: ", ") + " and " + last
  }

  /// The words with something between each two.
  ///
  /// The same as `joined(separator:)`, which looks for types by their names when it is first called. Only what each `lint` says needs it.
  public func separated(by separator: String) -> String {
    var text = first ?? ""
    for word in dropFirst() { text += separator + word }
    return text
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order of first appearance.
  @inlinable public var distinct: [Element] {
    var distinct: [Element] = []
    var seen: Set<Element> = []
    for element in self {
      // A few are looked through as quickly, and mostly there are no more.
      if distinct.count == 8, seen.isEmpty { seen = Set(distinct) }
      let isNew = distinct.count < 8 ? !distinct.contains(element) : seen.insert(element).inserted
      if isNew { distinct.append(element) }
    }
    return distinct
  }
}
