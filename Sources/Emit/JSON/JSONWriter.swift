/// Writes JSON (RFC 8259) into one buffer, members in the order in which they are given.
///
/// Whoever writes says for each object and array whether its members stand in lines of their own.
struct JSONWriter {
  /// What was written so far, as UTF-8.
  var bytes: [UInt8] = []
  private var depth = 0
  private var isFirst = true
  private var isInLines = false
  private var gap = 0

  /// A writer of a document.
  init() {}

  /// A writer of elements that stand in lines of their own so deep in a document that is written elsewhere.
  init(elementsAtDepth depth: Int) {
    self.depth = depth
    isInLines = true
  }

  /// Writes `{…}`.
  mutating func object(inLines: Bool = false, _ members: (inout JSONWriter) -> Void) {
    enclose("{", "}", inLines: inLines, members)
  }

  /// Writes `[…]`.
  mutating func array<Element>(
    _ elements: some Sequence<Element>, inLines: Bool = false, _ write: (inout JSONWriter, Element) -> Void
  ) {
    enclose("[", "]", inLines: inLines) { writer in
      for element in elements { writer.element { write(&$0, element) } }
    }
  }

  /// Writes an array of strings.
  mutating func strings(_ strings: [String]) {
    array(strings) { $0.string($1) }
  }

  /// Writes what `write` writes as one element.
  mutating func element(_ write: (inout JSONWriter) -> Void) {
    separate()
    write(&self)
  }

  /// Writes a member's name; its value comes next.
  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(addingCapacity: name.utf8CodeUnitCount + 4) { output in
      output.append(UInt8(ascii: "\""))
      name.withUTF8Buffer { unsafe $0.forEach { output.append($0) } }
      output.append(UInt8(ascii: "\""))
      output.append(UInt8(ascii: ":"))
      output.append(UInt8(ascii: " "))
    }
  }

  /// Writes a member's name that is made when it is written; its value comes next.
  mutating func key(named name: String) {
    separate()
    string(name)
    raw(": ")
  }

  /// Writes a member whose value is a string.
  mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  /// Writes a member whose value is a number, or null.
  mutating func member(_ name: StaticString, _ value: Int?) {
    key(name)
    if let value { number(value) } else { null() }
  }

  /// Writes a member whose value is true or false.
  mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    raw(value ? "true" : "false")
  }

  /// Writes a member whose value is some bytes in hexadecimal digits, the highest of each word first.
  mutating func member(_ name: StaticString, hexadecimal words: [2 of UInt64]) {
    key(name)
    bytes.append(addingCapacity: 34) { output in
      output.append(UInt8(ascii: "\""))
      for index in words.indices {
        for digit in 1...16 {
          let four = UInt8(truncatingIfNeeded: words[index] &>> UInt64(64 &- 4 &* digit)) & 0xF
          output.append(four < 10 ? UInt8(ascii: "0") &+ four : UInt8(ascii: "a") &- 10 &+ four)
        }
      }
      output.append(UInt8(ascii: "\""))
    }
  }

  /// Writes null.
  mutating func null() {
    raw("null")
  }

  /// Writes a string; what nobody sees, or what reorders text, is written by number.
  mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    if isPlain(value.utf8Span.span) {
      bytes.append(contentsOf: value.utf8)
    } else {
      for scalar in value.unicodeScalars { escape(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Ends the document.
  mutating func end() {
    raw("\n")
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": raw("\\\"")
    case "\\": raw("\\\\")
    case "\n": raw("\\n")
    case "\r": raw("\\r")
    case "\t": raw("\\t")
    case _ where substitute(for: scalar) != nil:
      for unit in UTF16.encode(scalar) ?? .init() {
        let digits = String(unit, radix: 16)
        append("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)")
      }
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
    }
  }

  private mutating func enclose(
    _ open: StaticString, _ close: StaticString, inLines: Bool, _ members: (inout JSONWriter) -> Void
  ) {
    let (outerIsFirst, outerIsInLines) = (isFirst, isInLines)
    (isFirst, isInLines) = (true, inLines)
    depth += 1
    raw(open)
    members(&self)
    depth -= 1
    if inLines, !isFirst { startLine() }
    raw(close)
    (isFirst, isInLines) = (outerIsFirst, outerIsInLines)
  }

  private mutating func separate() {
    if !isFirst { raw(isInLines ? "," : ", ") }
    if isInLines { startLine() }
    isFirst = false
  }

  private mutating func startLine() {
    raw("\n")
    for _ in 0..<depth { raw("  ") }
  }

  /// Signs, of which few are longer than a word of the machine: byte by byte is quickest.
  private mutating func raw(_ text: StaticString) {
    bytes.append(addingCapacity: text.utf8CodeUnitCount) { output in
      text.withUTF8Buffer { unsafe $0.forEach { output.append($0) } }
    }
  }

  private mutating func number(_ value: Int) {
    guard value >= 0 else { return append(String(value)) }
    // Lines and columns, of which there are four a finding.
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var first = digits.count
    var rest = UInt(value)
    repeat {
      first &-= 1
      digits[first] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    bytes.append(addingCapacity: digits.count - first) { output in
      for index in first..<digits.count { output.append(digits[index]) }
    }
  }

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }
}

// MARK: - Documents in pieces

extension JSONWriter {
  /// Writes `[…]` around elements in lines of their own, which are written elsewhere.
  mutating func frame(isEmpty: Bool) {
    enclose("[", "]", inLines: true) { json in
      json.gap = json.bytes.count
      json.isFirst = isEmpty
    }
  }

  /// The document, parted where the elements belong.
  var framed: (head: [UInt8], tail: [UInt8]) { (Array(bytes[..<gap]), Array(bytes[gap...])) }

  /// Some members of an object in one line, for ``members(_:)``.
  static func members(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    write(&json)
    return json.bytes
  }

  /// Writes an element of an array that is written elsewhere.
  mutating func element(to output: inout [UInt8], _ write: (inout JSONWriter) -> Void) {
    swap(&bytes, &output)
    element(write)
    swap(&bytes, &output)
  }

  /// Writes members that were written once for many objects.
  mutating func members(_ members: [UInt8]) {
    separate()
    bytes.append(contentsOf: members)
  }
}

/// Whether a string can be written as it is, as nearly every string can.
private func isPlain(_ text: borrowing Span<UInt8>) -> Bool {
  var index = 0
  while index < text.count {
    let byte = text[index]
    guard byte &- 0x20 < 0x5F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { return false }
    index &+= 1
  }
  return true
}
