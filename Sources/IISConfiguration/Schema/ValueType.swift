internal import Text

/// What an attribute may hold, in the terms of IIS's schema files.
///
/// The types and their validators are described at the head of IIS_schema.xml; a value is checked when the file is
/// loaded, so one that does not fit keeps the section from loading.
indirect enum ValueType: Sendable {
  case bool
  /// A whole number in a range; the schema's `int`, `uint` and `int64` differ in their ranges only.
  case integer(ClosedRange<Int64>)
  case string(mayBeEmpty: Bool)
  case enumeration([Choice])
  case flags([Choice])
  /// `[d.]hh:mm:ss`
  case timeSpan

  /// A name that the schema knows, and the number that stands for it.
  struct Choice: Sendable {
    let name: String
    let number: Int64
    /// The name's bytes, which are compared with those of the file once for each value.
    let bytes: [UInt8]

    init(_ name: String, _ number: Int64) {
      self.name = name
      self.number = number
      bytes = Array(name.utf8)
    }
  }

  static let int = Self.integer(Int64(Int32.min)...Int64(Int32.max))
  static let uint = Self.integer(0...Int64(UInt32.max))
  static let int64 = Self.integer(.min ... .max)
  static let text = Self.string(mayBeEmpty: true)
  static let nonEmptyText = Self.string(mayBeEmpty: false)
}

extension ValueType {
  /// What a value of a file comes to.
  enum Reading: Equatable, Sendable {
    /// It is of its type, and stands for this number.
    case number(Int64)
    /// It is of its type, which is text or a time span.
    case text
    /// It is not of its type.
    case unreadable
  }

  /// The number of a value in the very bytes that Microsoft's tools write, which is nearly every value.
  ///
  /// Nothing for any other spelling, for flags, text and time spans: ``check(_:)`` and ``number(_:)`` know those.
  func usualNumber(_ written: Span<UInt8>) -> Int64? {
    switch self {
    case .bool:
      equals(written, boolBytes.true) ? 1 : equals(written, boolBytes.false) ? 0 : nil
    case .integer(let range): plainNumber(written).flatMap { range.contains($0) ? $0 : nil }
    case .enumeration(let choices): choices.first { equals(written, $0.bytes) }?.number
    case .flags, .string, .timeSpan: nil
    }
  }

  /// What a value turned out to be.
  enum Verdict: Equatable {
    /// As the schema spells it.
    case usual
    /// Understood, but spelt as no tool of Microsoft's spells it; the usual spelling.
    case unusual(String)
    /// Not of this type.
    case invalid
  }

  /// Holds a value against the type.
  func check(_ text: String) -> Verdict {
    switch self {
    case .string(let mayBeEmpty): return mayBeEmpty || !text.isEmpty ? .usual : .invalid
    case .timeSpan: return isTimeSpan(text) ? .usual : .invalid
    default:
      guard let number = number(text) else { return .invalid }
      return isUsual(text, number) ? .usual : spelling(of: number).map { .unusual($0) } ?? .invalid
    }
  }

  /// The number that a value stands for: 0 or 1 for a bool, the bits of flags; nothing for text and time spans.
  func number(_ text: String) -> Int64? {
    switch self {
    case .bool:
      if text == "true" { return 1 }
      if text == "false" { return 0 }
      return choiceNumber(text, of: [Choice("false", 0), Choice("true", 1)])
    case .integer(let range): return wholeNumber(text).flatMap { range.contains($0) ? $0 : nil }
    case .enumeration(let choices): return choiceNumber(text, of: choices)
    case .flags(let choices): return flagBits(text, of: choices)
    case .string, .timeSpan: return nil
    }
  }

  /// What the type accepts, for a message.
  var expectation: Message {
    switch self {
    case .bool: return "true or false"
    case .integer(.min ... .max): return "a whole number"
    case .integer(let range) where range.lowerBound == range.upperBound: return "\(range.lowerBound)"
    case .integer(let range): return "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .string: return "a text that is not empty"
    case .enumeration(let choices): return "one of \(code: choices.map(\.name).joined(separator: ", "))"
    case .flags(let choices): return "a list, with commas, of \(code: choices.map(\.name).joined(separator: ", "))"
    case .timeSpan: return "a time span written hh:mm:ss, or d.hh:mm:ss with days"
    }
  }

  /// How Microsoft's tools write a number of this type.
  private func spelling(of number: Int64) -> String? {
    switch self {
    case .bool: number == 1 ? "true" : "false"
    case .integer: String(number)
    case .enumeration(let choices): choices.first { $0.number == number }?.name
    case .flags(let choices):
      choices.filter { $0.number & number == $0.number }.map(\.name).joined(separator: ", ")
    case .string, .timeSpan: nil
    }
  }

  private func isUsual(_ text: String, _ number: Int64) -> Bool {
    switch self {
    case .flags(let choices):
      // Order and blanks after commas differ between tools; the names themselves do not.
      text.isEmpty
        || flagNames(text).allSatisfy { name in choices.contains { $0.name == name } }
    case .integer: text == String(number) || text.drop { $0 == "0" } == String(number).drop { $0 == "0" }
    default: text == spelling(of: number)
    }
  }
}

private func choiceNumber(_ text: String, of choices: [ValueType.Choice]) -> Int64? {
  if let exact = choices.first(where: { $0.name == text }) { return exact.number }
  let word = trimBlanks(text).lowercased()
  if let number = Int64(word) { return choices.first { $0.number == number }?.number }
  return choices.first { $0.name.lowercased() == word }?.number
}

private func flagBits(_ text: String, of choices: [ValueType.Choice]) -> Int64? {
  let all = choices.reduce(0) { $0 | $1.number }
  var bits: Int64 = 0
  for name in flagNames(text) {
    if let number = choiceNumber(name, of: choices) {
      bits |= number
    } else if let number = Int64(name), number >= 0, number & ~all == 0 {
      bits |= number
    } else {
      return nil
    }
  }
  return bits
}

private func flagNames(_ text: String) -> [String] {
  guard !trimBlanks(text).isEmpty else { return [] }
  return text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
    trimBlanks(Substring($0))
  }
}

/// A number of one to eighteen digits, of which the first is not 0 unless it is the only one.
private func plainNumber(_ written: Span<UInt8>) -> Int64? {
  guard 1...18 ~= written.count, written[0] != UInt8(ascii: "0") || written.count == 1 else { return nil }
  var number: Int64 = 0
  for index in written.indices {
    guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= written[index] else { return nil }
    number = number * 10 + Int64(written[index] - UInt8(ascii: "0"))
  }
  return number
}

private func wholeNumber(_ text: String) -> Int64? {
  let word = trimBlanks(text)
  if word.hasPrefix("0x") || word.hasPrefix("0X") {
    let digits = word.dropFirst(2)
    return digits.allSatisfy(\.isHexDigit) ? Int64(digits, radix: 16) : nil
  }
  return Int64(word)
}

private func isTimeSpan(_ text: String) -> Bool {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 3 else { return false }
  let dayAndHour = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  guard let hour = dayAndHour.last else { return false }
  let limits = [(hour, 23), (parts[1], 59), (parts[2], 59)]
  guard limits.allSatisfy({ isTwoDigits($0.0, atMost: $0.1) }) else { return false }
  return dayAndHour.count == 1 || UInt32(dayAndHour[0]) != nil
}

private func isTwoDigits(_ text: Substring, atMost limit: Int) -> Bool {
  1...2 ~= text.utf8.count && text.utf8.allSatisfy { 0x30...0x39 ~= $0 } && (Int(text) ?? .max) <= limit
}

/// The text without blanks around it.
func trimBlanks(_ text: some StringProtocol) -> String {
  let scalars = text.unicodeScalars
  let isInk: (Unicode.Scalar) -> Bool = { $0 != " " && !(0x09...0x0D ~= $0.value) }
  guard let first = scalars.firstIndex(where: isInk), let last = scalars.lastIndex(where: isInk) else { return "" }
  return String(text[first..<scalars.index(after: last)])
}

private let boolBytes = (true: Array("true".utf8), false: Array("false".utf8))

private func equals(_ written: Span<UInt8>, _ name: [UInt8]) -> Bool {
  written.count == name.count && written.indices.allSatisfy { written[$0] == name[$0] }
}
