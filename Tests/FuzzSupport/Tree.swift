/// An element of a well-formed file as the mutator sees it: values as they are spelt, comments and texts left out.
package struct Tree: Sendable {
  /// An attribute, its value as it is spelt between the quotes.
  struct Attribute: Sendable {
    var name: String
    var value: String
  }

  var name: String
  var attributes: [Attribute] = []
  var children: [Tree] = []

  /// How many elements there are.
  var count: Int { children.reduce(1) { $0 + $1.count } }

  /// Changes the element with this number in document order; the root has 0.
  mutating func change(_ number: Int, _ change: (inout Tree) -> Void) {
    var left = number
    visit(&left, change)
  }

  private mutating func visit(_ left: inout Int, _ change: (inout Tree) -> Void) {
    if left == 0 { change(&self) }
    left -= 1
    for index in children.indices where left >= 0 { children[index].visit(&left, change) }
  }

  /// The element with this number in document order.
  func element(_ number: Int) -> Tree {
    var found = self
    var copy = self
    copy.change(number) { found = $0 }
    return found
  }
}

extension Tree {
  /// Reads a file; nothing where it is not well-formed enough to keep a structure of.
  package init?(_ text: ArraySlice<UInt8>) {
    var open: [Tree] = []
    var rest = text
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(start + 1)...]
      switch rest.first {
      case UInt8(ascii: "?"), UInt8(ascii: "!"):
        let end = rest.starts(with: "!--".utf8) ? "-->" : ">"
        guard let range = rest.firstRange(of: Array(end.utf8)) else { return nil }
        rest = rest[range.upperBound...]
      case UInt8(ascii: "/"):
        guard let closed = open.popLast() else { return nil }
        guard !open.isEmpty else {
          self = closed
          return
        }
        open[open.count - 1].children.append(closed)
      default:
        guard open.count < 100, let (element, isEmpty) = Self.startTag(&rest) else { return nil }
        if !isEmpty {
          open.append(element)
        } else if open.isEmpty {
          self = element
          return
        } else {
          open[open.count - 1].children.append(element)
        }
      }
    }
    return nil
  }

  private static func startTag(_ rest: inout ArraySlice<UInt8>) -> (Tree, isEmpty: Bool)? {
    var element = Tree(name: word(&rest))
    guard !element.name.isEmpty else { return nil }
    while true {
      rest = rest.drop { $0 <= 0x20 }
      guard let first = rest.first else { return nil }
      if first == UInt8(ascii: ">") { return (element, false) }
      if first == UInt8(ascii: "/") { return (element, true) }
      let name = word(&rest)
      rest = rest.drop { $0 <= 0x20 || $0 == UInt8(ascii: "=") }
      guard !name.isEmpty, let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = rest.dropFirst().firstIndex(of: quote)
      else { return nil }
      let value = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
      element.attributes.append(Attribute(name: name, value: value))
      rest = rest[(end + 1)...]
    }
  }

  private static func word(_ rest: inout ArraySlice<UInt8>) -> String {
    let word = rest.prefix { $0 > 0x20 && !"=/>".utf8.contains($0) }
    rest = rest[word.endIndex...]
    return String(decoding: word, as: UTF8.self)
  }
}

extension Tree {
  /// The file, with this line end.
  func text(lineEnd: String) -> String {
    var text = ""
    write(to: &text, lineEnd: lineEnd)
    return text
  }

  private func write(to text: inout String, lineEnd: String) {
    text += "<\(name)"
    for attribute in attributes {
      text += " \(attribute.name)=\"\(attribute.value.replacing("\"", with: "&quot;"))\""
    }
    guard !children.isEmpty else {
      text += "/>" + lineEnd
      return
    }
    text += ">" + lineEnd
    for child in children { child.write(to: &text, lineEnd: lineEnd) }
    text += "</\(name)>" + lineEnd
  }
}
