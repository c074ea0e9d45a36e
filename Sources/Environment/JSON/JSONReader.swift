package import IISConfiguration
package import Text

/// Why a text is no JSON.
package struct JSONFault: Error, Hashable {
  /// What is wrong: one line, lower case, no full stop.
  package let message: Message
  /// Where.
  package let range: ByteRange
}

/// A strict reader of JSON (RFC 8259) that knows where everything stands; other readers do not tell.
///
/// Templates of Azure Resource Manager may have comments, and texts of several lines (Microsoft Learn, "Understand the
/// structure and syntax of ARM templates"); whether a text is one is known when it has been read.
package struct JSONReader {
  /// How deep arrays and objects may be nested.
  static let maximumDepth = 128

  /// What makes a text one of a template alone, or one that reads in two ways: where it stands first.
  private struct Peculiarities {
    var endlessComment: JSONFault?
    var ofTemplates: JSONFault?
    var inCaseOnly: JSONFault?
  }

  private let text: ArraySlice<UInt8>
  private var offset: Int
  private var peculiarities = Peculiarities()

  private init(text: ArraySlice<UInt8>) {
    self.text = text
    offset = text.startIndex
  }

  /// Reads a whole text: one value with nothing but blanks around it.
  package static func read(_ text: ArraySlice<UInt8>) throws(JSONFault) -> JSONValue {
    var reader = JSONReader(text: text)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.offset == text.endIndex else {
      throw reader.fault("there is something behind the end of the JSON text")
    }
    if let fault = reader.peculiarities.endlessComment { throw fault }
    if let fault = reader.peculiarities.ofTemplates, !value.isTemplate { throw fault }
    // Azure ignores case, so that it takes one of the two; in a plan of Terraform they are two.
    if let twin = reader.peculiarities.inCaseOnly, value["terraform_version"] == nil { throw twin }
    return value
  }

  /// Whether a text begins with a comment, as templates may.
  static func beginsWithComment(_ text: ArraySlice<UInt8>) -> Bool {
    let rest = text.drop { $0 == 0x20 || 0x09...0x0D ~= $0 }
    return rest.starts(with: "//".utf8) || rest.starts(with: "/*".utf8)
  }

  private func fault(_ message: Message, at start: Int? = nil) -> JSONFault {
    // Whatever is missed behind a comment that does not end is in it.
    if let endless = peculiarities.endlessComment { return endless }
    let start = (start ?? offset) - text.startIndex
    return JSONFault(message: message, range: ByteRange(start, min(start + 1, text.count)))
  }

  /// What may be wrong with a value in which others may stand.
  ///
  /// Not the sentences, as each that a function has in it takes stack for each level of nesting.
  private enum Mistake {
    case depth, value, valueEnds, array, arrayEnds, object, objectEnds, name, colon
  }

  private func fault(_ mistake: Mistake) -> JSONFault {
    switch mistake {
    case .depth: fault("values are nested more than \(Self.maximumDepth) deep")
    case .value: fault("this is no JSON value")
    case .valueEnds: fault("the JSON text ends where a value is expected")
    case .array: fault("a comma or the end of the array is missing")
    case .arrayEnds: fault("the JSON text ends within an array")
    case .object: fault("a comma or the end of the object is missing")
    case .objectEnds: fault("the JSON text ends within an object")
    case .name: fault("a member's name is missing")
    case .colon: fault("a colon is missing behind the member's name")
    }
  }

  private var next: UInt8? { offset < text.endIndex ? text[offset] : nil }

  private mutating func skipBlanks() {
    while let byte = next {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      case UInt8(ascii: "/") where skipComment(): break
      default: return
      }
    }
  }

  /// Skips `// …` and `/* … */`; whether there was one.
  private mutating func skipComment() -> Bool {
    let start = offset
    if text[offset...].starts(with: "//".utf8) {
      while let byte = next, byte != 0x0A, byte != 0x0D { offset += 1 }
    } else if text[offset...].starts(with: "/*".utf8) {
      offset += 2
      while offset < text.endIndex, !text[offset...].starts(with: "*/".utf8) { offset += 1 }
      if offset < text.endIndex {
        offset += 2
      } else {
        peculiarities.endlessComment = fault("a comment does not end", at: start)
      }
    } else {
      return false
    }
    allowInTemplates("a comment stands in it, which only templates may have", at: start)
    return true
  }

  private mutating func allowInTemplates(_ message: Message, at start: Int) {
    if peculiarities.ofTemplates == nil { peculiarities.ofTemplates = fault(message, at: start) }
  }

  private func place(from start: Int, to end: Int? = nil) -> ByteRange {
    ByteRange(start - text.startIndex, (end ?? offset) - text.startIndex)
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    guard depth <= Self.maximumDepth else { throw fault(.depth) }
    skipBlanks()
    let start = offset
    switch next {
    case UInt8(ascii: "{"): return JSONValue(content: try object(depth), range: place(from: start))
    case UInt8(ascii: "["): return JSONValue(content: try array(depth), range: place(from: start))
    default: return try scalar()
    }
  }

  private mutating func scalar() throws(JSONFault) -> JSONValue {
    let start = offset
    switch next {
    case UInt8(ascii: "\""):
      let text = try string()
      return JSONValue(content: .string(text), range: place(from: start + 1, to: offset - 1))
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || 0x30...0x39 ~= byte:
      return JSONValue(content: .number(try number()), range: place(from: start))
    case nil: throw fault(.valueEnds)
    default: throw fault(.value)
    }
  }

  private mutating func word(_ word: String, _ content: JSONValue.Content) throws(JSONFault) -> JSONValue {
    let start = offset
    guard text[offset...].starts(with: word.utf8) else { throw fault("this is no JSON value") }
    offset += word.utf8.count
    return JSONValue(content: content, range: place(from: start))
  }

  private mutating func array(_ depth: Int) throws(JSONFault) -> JSONValue.Content {
    offset += 1
    var elements: [JSONValue] = []
    skipBlanks()
    if next == UInt8(ascii: "]") {
      offset += 1
      return .array([])
    }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      switch next {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "]"):
        offset += 1
        return .array(elements)
      case nil: throw fault(.arrayEnds)
      default: throw fault(.array)
      }
    }
  }

  private mutating func object(_ depth: Int) throws(JSONFault) -> JSONValue.Content {
    offset += 1
    var members: [JSONValue.Member] = []
    var names = JSONNames()
    skipBlanks()
    if next == UInt8(ascii: "}") {
      offset += 1
      return .object([])
    }
    while true {
      skipBlanks()
      let start = offset
      let name = try self.name()
      if !names.insert(name.value, among: members) { try meet(name.value, among: members, at: start) }
      members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
      skipBlanks()
      switch next {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "}"):
        offset += 1
        return .object(members)
      case nil: throw fault(.objectEnds)
      default: throw fault(.object)
      }
    }
  }

  /// A member's name, and the colon behind it.
  private mutating func name() throws(JSONFault) -> Located<String> {
    guard next == UInt8(ascii: "\"") else { throw fault(next == nil ? .objectEnds : .name) }
    let start = offset
    let name = Located(try string(), at: place(from: start + 1, to: offset - 1))
    skipBlanks()
    guard next == UInt8(ascii: ":") else { throw fault(.colon) }
    offset += 1
    return name
  }

  /// Of two values readers take one or the other, and an attacker may mean a third.
  ///
  /// A function of its own, as what is nested takes stack for all that its reader may say.
  private mutating func meet(_ name: String, among members: [JSONValue.Member], at start: Int) throws(JSONFault) {
    guard !members.contains(where: { $0.name.value == name }) else {
      throw fault("the member is there twice", at: start)
    }
    let twin = fault("the member is there twice, in another case", at: start)
    peculiarities.inCaseOnly = peculiarities.inCaseOnly ?? twin
  }

  private mutating func number() throws(JSONFault) -> String {
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    if next == UInt8(ascii: "0") { offset += 1 } else { try digits() }
    if next == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    return String(decoding: text[start..<offset], as: UTF8.self)
  }

  private mutating func digits() throws(JSONFault) {
    let start = offset
    while let byte = next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { offset += 1 }
    guard offset > start else { throw fault("a digit is missing in a number") }
  }

  /// Reads a string from its first quote on.
  private mutating func string() throws(JSONFault) -> String {
    let start = offset
    offset += 1
    var plain = offset
    var decoded: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        defer { offset += 1 }
        // Few strings have escapes.
        if decoded.isEmpty { return String(decoding: text[plain..<offset], as: UTF8.self) }
        return String(decoding: decoded + text[plain..<offset], as: UTF8.self)
      case UInt8(ascii: "\\"):
        decoded += text[plain..<offset]
        let scalar = try escape()
        decoded += Array(String(Character(scalar)).utf8)
        plain = offset
      case 0x09, 0x0A, 0x0D:
        allowInTemplates("a control character stands in a string", at: offset)
        offset += 1
      case 0..<0x20: throw fault("a control character stands in a string")
      default: offset += 1
      }
    }
    throw fault("a string does not end", at: start)
  }

  /// Reads an escape from its backslash on; half of a surrogate pair becomes U+FFFD.
  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    let start = offset
    offset += 1
    guard let byte = next else { throw fault("a string does not end", at: start) }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw fault("this is no escape of JSON", at: start)
    }
    let first = try unit(start)
    guard 0xD800...0xDBFF ~= first, text[offset...].starts(with: "\\u".utf8) else {
      return Unicode.Scalar(first) ?? "\u{FFFD}"
    }
    let before = offset
    offset += 2
    let second = try unit(before)
    guard 0xDC00...0xDFFF ~= second else {
      offset = before
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func unit(_ start: Int) throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw fault("this is no escape of JSON", at: start)
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }
}
