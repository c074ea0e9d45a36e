internal import Text

/// Why bytes are no text, and what could be read before the fault.
struct Undecodable: Error {
  var prefix: [UInt8]
  var reason: Message
}

/// The bytes as UTF-8.
func decode(_ bytes: consuming [UInt8], from encoding: TextEncoding) throws(Undecodable) -> [UInt8] {
  switch encoding {
  case .utf8:
    try validateUTF8(bytes)
    return bytes
  case .utf16LittleEndian: return try decodeUTF16(bytes, highByte: 1)
  case .utf16BigEndian: return try decodeUTF16(bytes, highByte: 0)
  case .utf32: throw Undecodable(prefix: [], reason: "UTF-32 is not supported")
  case .declared(let name):
    guard let text = NamedEncoding.decode(bytes, from: name) else {
      throw Undecodable(prefix: [], reason: "its bytes cannot be read in the encoding that it declares")
    }
    return text
  }
}

private func validateUTF8(_ bytes: [UInt8]) throws(Undecodable) {
  do {
    _ = try UTF8Span(validating: bytes.span)
  } catch {
    let offset = error.byteOffsets.lowerBound
    throw Undecodable(prefix: Array(bytes[..<offset]), reason: "byte 0x\(code: hex(bytes[offset])) at offset \(offset)")
  }
}

private func decodeUTF16(_ bytes: [UInt8], highByte: Int) throws(Undecodable) -> [UInt8] {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count / 2 + bytes.count / 16)
  let units = stride(from: 0, to: bytes.count - 1, by: 2).lazy.map {
    UInt16(bytes[$0 + highByte]) << 8 | UInt16(bytes[$0 + 1 - highByte])
  }
  let faulty = transcode(
    units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true, into: { text.append($0) })
  if faulty { throw Undecodable(prefix: text, reason: "half of a surrogate pair") }
  if !bytes.count.isMultiple(of: 2) { throw Undecodable(prefix: text, reason: "an odd number of bytes") }
  return text
}

private func hex(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.count == 1 ? "0" + digits : digits
}
