/// Reads expressions of templates.
struct ExpressionParser {
  /// The longest expression that Azure takes, in characters (Microsoft Learn, "ARM template limits").
  static let maximumLength = 24_576
  /// How deep calls may stand in each other here; real templates have about ten at most.
  private static let maximumDepth = 32

  private let text: [UInt8]
  private var offset = 0

  /// A reader of what stands between the brackets.
  init(_ text: Substring) {
    self.text = Array(text.utf8)
  }

  /// The expression, if the text is one from its beginning to its end.
  mutating func whole() -> TemplateExpression? {
    guard let expression = expression(0) else { return nil }
    skipBlanks()
    return offset == text.count ? expression : nil
  }

  /// Whether a byte may be in a function's or a member's name.
  static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private mutating func expression(_ depth: Int) -> TemplateExpression? {
    guard depth < Self.maximumDepth, var found = primary(depth) else { return nil }
    // A chain of members nests the expression too.
    var links = depth
    while true {
      links += 1
      guard links < Self.maximumDepth else { return nil }
      if take(".") {
        // `a.?b` is null where there is no `a`, which makes no difference for what is there.
        _ = take("?")
        guard let name = name() else { return nil }
        found = .element(found, .text(name))
      } else if take("[") {
        _ = take("?")
        guard let part = expression(depth + 1), take("]") else { return nil }
        found = .element(found, part)
      } else {
        return found
      }
    }
  }

  private mutating func primary(_ depth: Int) -> TemplateExpression? {
    skipBlanks()
    guard offset < text.count else { return nil }
    switch text[offset] {
    case UInt8(ascii: "'"): return quoted().map { .text($0) }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    default: return call(depth)
    }
  }

  private mutating func call(_ depth: Int) -> TemplateExpression? {
    guard var called = name() else { return nil }
    // Functions of a template's own have a namespace before them; `sys` is Azure's.
    while take(".") {
      guard let member = name() else { return nil }
      called += ".\(member)"
    }
    guard take("(") else { return nil }
    let name = called.lowercased()
    let function = name.hasPrefix("sys.") ? String(name.dropFirst(4)) : name
    if take(")") { return .call(function, []) }
    var arguments: [TemplateExpression] = []
    while let argument = expression(depth + 1) {
      arguments.append(argument)
      if take(")") { return .call(function, arguments) }
      guard take(",") else { return nil }
    }
    return nil
  }

  private mutating func number() -> TemplateExpression? {
    let start = offset
    if text[offset] == UInt8(ascii: "-") { offset += 1 }
    while offset < text.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= text[offset] { offset += 1 }
    return Int(String(decoding: text[start..<offset], as: UTF8.self)).map { .number($0) }
  }

  /// A text in quotes; a quote in it is doubled.
  private mutating func quoted() -> String? {
    offset += 1
    var bytes: [UInt8] = []
    while offset < text.count {
      let byte = text[offset]
      offset += 1
      if byte == UInt8(ascii: "'") {
        guard offset < text.count, text[offset] == byte else { return String(decoding: bytes, as: UTF8.self) }
        offset += 1
      }
      bytes.append(byte)
    }
    return nil
  }

  private mutating func name() -> String? {
    skipBlanks()
    let start = offset
    while offset < text.count, Self.isOfName(text[offset]) { offset += 1 }
    return start == offset ? nil : String(decoding: text[start..<offset], as: UTF8.self)
  }

  private mutating func take(_ sign: Character) -> Bool {
    skipBlanks()
    guard offset < text.count, text[offset] == sign.asciiValue else { return false }
    offset += 1
    return true
  }

  private mutating func skipBlanks() {
    while offset < text.count, text[offset] == 0x20 || 0x09...0x0D ~= text[offset] { offset += 1 }
  }
}
