/// An attribute of a ``Markup``, with the places of its name and its value.
struct Attribute: Sendable {
  let markup: Markup
  let index: Int

  private var record: Markup.AttributeRecord { markup.attributes[index] }

  /// The interned name.
  var name: Name { record.name }

  /// The name as written, with its prefix.
  var spelling: String { markup.spelling(name) }

  /// Where the value stands, without its quotes.
  var place: ByteRange { markup.valuePlace(of: record) }

  /// Where the name stands.
  var namePlace: ByteRange { markup.namePlace(of: record) }

  /// Looks at the value's bytes as written.
  func withWritten<Result>(_ look: (Span<UInt8>) -> Result) -> Result { markup.withText(place, look) }

  /// Whether the value is empty.
  var isEmpty: Bool { record.valueLength == 0 }

  /// Whether the value is a sign of ASCII and nothing else, also if it is written as a reference.
  func isSign(_ sign: UInt8) -> Bool {
    withWritten { written -> Bool? in
      guard written.count > 1 else { return !written.isEmpty && written[0] == sign }
      return written[0] == UInt8(ascii: "&") ? nil : false
    } ?? (Array(value.utf8) == [sign])
  }

  /// The value, character references replaced and white space normalised (XML 1.0, section 3.3.3).
  var value: String {
    let plain = withWritten { written -> String? in
      for index in written.indices where written[index] == UInt8(ascii: "&") || written[index] < 0x20 { return nil }
      return unsafe written.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
    return plain ?? decodeAttributeValue(markup.source.text[place.indices])
  }

  /// The number that the value stands for, if it is of a type with numbers.
  func number(as type: ValueType) -> Int64? {
    withWritten { type.usualNumber($0) } ?? type.number(value)
  }
}

extension Markup {
  /// Where an attribute's value stands, without its quotes.
  func valuePlace(of record: AttributeRecord) -> ByteRange {
    ByteRange(Int(record.valueStart), Int(record.valueStart) + Int(record.valueLength))
  }

  /// Where an attribute's name stands: before its value come a quote, an equals sign and perhaps blanks.
  func namePlace(of record: AttributeRecord) -> ByteRange {
    withTerminatedText { text in
      var end = max(Int(record.valueStart) - 1, 0)
      while end > 0, isBlankOrEquals(text[end - 1]) { end -= 1 }
      var start = end
      while start > 0, !isBlankOrEquals(text[start - 1]) { start -= 1 }
      return ByteRange(start, end)
    }
  }

  private func isBlankOrEquals(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "="): true
    default: false
    }
  }
}

/// Decodes an attribute value: the five predefined entities, character references, and white space.
///
/// The parser has checked that there is nothing else (XML 1.0, sections 3.3.3 and 4.6).
private func decodeAttributeValue(_ bytes: ArraySlice<UInt8>) -> String {
  var decoded: [UInt8] = []
  decoded.reserveCapacity(bytes.count)
  var index = bytes.startIndex
  while index < bytes.endIndex {
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\r"):
      if index < bytes.endIndex, bytes[index] == UInt8(ascii: "\n") { index += 1 }
      decoded.append(UInt8(ascii: " "))
    case UInt8(ascii: "\n"), UInt8(ascii: "\t"): decoded.append(UInt8(ascii: " "))
    case UInt8(ascii: "&"):
      let end = bytes[index...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.endIndex
      decoded.append(contentsOf: reference(String(decoding: bytes[index..<end], as: UTF8.self)).utf8)
      index = min(end + 1, bytes.endIndex)
    default: decoded.append(byte)
    }
  }
  return String(decoding: decoded, as: UTF8.self)
}

private func reference(_ name: String) -> String {
  switch name {
  case "amp": return "&"
  case "lt": return "<"
  case "gt": return ">"
  case "quot": return "\""
  case "apos": return "'"
  default:
    let digits = name.dropFirst()
    let number =
      digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let number, let scalar = Unicode.Scalar(number) else { return "\u{FFFD}" }
    return String(Character(scalar))
  }
}
