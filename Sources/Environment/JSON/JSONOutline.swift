internal import IISConfiguration

/// Names places of a JSON text by the members around them; an element of an array by its `name`, never by its number.
struct JSONOutline: SourceOutline {
  let root: JSONValue

  func place(of range: ByteRange, near hint: inout Int) -> OutlinePlace? {
    var path: [String] = []
    var value = root
    while let (step, next) = value.step(towards: range) {
      path.append(step)
      value = next
    }
    return OutlinePlace(path: path.reversed())
  }
}

extension JSONValue {
  /// The member or the element that a range lies in, and what a path calls it.
  fileprivate func step(towards range: ByteRange) -> (String, JSONValue)? {
    if let member = members.first(where: { $0.name.range.encloses(range) || $0.value.range.encloses(range) }) {
      return (member.name.value, member.value)
    }
    guard let element = elements.first(where: { $0.range.encloses(range) }) else { return nil }
    return ("[\(element["name"]?.string?.value ?? "")]", element)
  }
}

extension ByteRange {
  fileprivate func encloses(_ other: ByteRange) -> Bool { start <= other.start && other.end <= end }
}
