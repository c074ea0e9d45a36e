internal import IISConfiguration
internal import Text

/// Why a text is no JSON.
struct JSONFault: Error, Hashable {
  /// What is wrong: one line, lower case, no full stop.
  let message: Message
  /// Where.
  let range: ByteRange
}

/// A strict reader of JSON (RFC 8259) that knows where everything stands; other readers do not tell.
///
/// Templates of Azure Resource Manager may have comments, and texts of several lines (Microsoft Learn, "Understand the
/// structure and syntax of ARM templates"); whether a text is one is known when it has been read.
struct JSONReader {
  /// How deep arrays and objects may be nested.
  static let maximumDepth = 128

  /// What makes a text one of a template alone, or one that reads in two ways: where it stands first.
  private struct Peculiarities {
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
  static func read(_ text: ArraySlice<UInt8>) throws(JSONFault) -> JSONValue {
    var reader = JSONReader(text: text)
    let value = try reader.value(depth: 0)
    try reader.skipBlanks()
    guard reader.offset == text.endIndex else {
      throw reader.fault("there is something behind the end of the JSON text")
    }
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
    let start = (start ?? offset) - text.startIndex
    return JSONFault(message: message, range: ByteRange(start, min(start + 1, text.count)))
  }

  private var next: UInt8? { offset < text.endIndex ? text[offset] : nil }

  private mutating func skipBlanks() throws(JSONFault) {
    while let byte = next {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      case UInt8(ascii: "/") where try skipComment(): break
      default: return
      }
    }
  }

  /// Skips `// …` and `/* … */`; whether there was one.
  private mutating func skipComment() throws(JSONFault) -> Bool {
    let start = offset
    if text[offset...].starts(with: "//".utf8) {
      while let byte = next, byte != 0x0A, byte != 0x0D { offset += 1 }
    } else if text[offset...].starts(with: "/*".utf8) {
      offset += 2
      while offset < text.endIndex, !text[offset...].starts(with: "*/".utf8) { offset += 1 }
      guard offset < text.endIndex else { throw fault("a comment does not end", at: start) }
      offset += 2
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
    guard depth <= Self.maximumDepth else { throw fault("values are nested more than \(Self.maximumDepth) deep") }
    try skipBlanks()
    let start = offset
    switch next {
    case UInt8(ascii: "{"): return JSONValue(content: try object(depth), range: place(from: start))
    case UInt8(ascii: "["): return JSONValue(content: try array(depth), range: place(from: start))
    case UInt8(ascii: "\""):
      let text = try string()
      return JSONValue(content: .string(text), range: place(from: start + 1, to: offset - 1))
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || 0x30...0x39 ~= byte:
      return JSONValue(content: .number(try number()), range: place(from: start))
    case nil: throw fault("the JSON text ends where a value is expected")
    default: throw fault("this is no JSON value")
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
    try skipBlanks()
    if next == UInt8(ascii: "]") {
      offset += 1
      return .array([])
    }
    while true {
      elements.append(try value(depth: depth + 1))
      try skipBlanks()
      switch next {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "]"):
        offset += 1
        return .array(elements)
      case nil: throw fault("the JSON text ends within an array")
      default: throw fault("a comma or the end of the array is missing")
      }
    }
  }

  private mutating func object(_ depth: Int) throws(JSONFault) -> JSONValue.Content {
    offset += 1
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    try skipBlanks()
    if next == UInt8(ascii: "}") {
      offset += 1
      return .object([])
    }
    while true {
      try skipBlanks()
      guard next == UInt8(ascii: "\"") else {
        throw fault(next == nil ? "the JSON text ends within an object" : "a member's name is missing")
      }
      let start = offset
      let name = Located(try string(), at: place(from: start + 1, to: offset - 1))
      // Of two values readers take one or the other, and an attacker may mean a third.
      if !names.insert(name.value.lowercased()).inserted {
        guard !members.contains(where: { $0.name.value == name.value }) else {
          throw fault("the member is there twice", at: start)
        }
        let twin = fault("the member is there twice, in another case", at: start)
        peculiarities.inCaseOnly = peculiarities.inCaseOnly ?? twin
      }
      try skipBlanks()
      guard next == UInt8(ascii: ":") else { throw fault("a colon is missing behind the member's name") }
      offset += 1
      members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
      try skipBlanks()
      switch next {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "}"):
        offset += 1
        return .object(members)
      case nil: throw fault("the JSON text ends within an object")
      default: throw fault("a comma or the end of the object is missing")
      }
    }
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
        decoded += text[plain..<offset]
        offset += 1
        return String(decoding: decoded, as: UTF8.self)
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
