internal import IISConfiguration

/// Names places of a JSON text by the members around them; an element of an array by its `name`, never by its number.
struct JSONOutline: SourceOutline {
  let root: JSONValue

  func place(of range: ByteRange, near hint: inout OutlineHint) -> OutlinePlace? {
    var path: [String] = []
    var value = root
    while let (step, next) = value.step(towards: range) {
      path.append(step)
      value = next
    }
    return OutlinePlace(path: OutlinePath(path.reversed()))
  }
}

extension JSONValue {
  /// The member or the element that a range lies in, and what a path calls it.
  fileprivate func step(towards range: ByteRange) -> (String, JSONValue)? {
    if let member = members.first(holding: range, \.extent) { return (member.name.value, member.value) }
    guard let element = elements.first(holding: range, \.range) else { return nil }
    return ("[\(element["name"]?.string?.value ?? "")]", element)
  }
}

extension JSONValue.Member {
  /// From the beginning of the name to the end of the value.
  fileprivate var extent: ByteRange { ByteRange(name.range.start, value.range.end) }
}

extension Array {
  /// The one that a range lies in, of things that stand in their order in a text: there may be tens of thousands.
  fileprivate func first(holding range: ByteRange, _ extent: (Element) -> ByteRange) -> Element? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if extent(self[middle]).end < range.end { low = middle + 1 } else { high = middle }
    }
    guard low < count, extent(self[low]).start <= range.start else { return nil }
    return self[low]
  }
}
