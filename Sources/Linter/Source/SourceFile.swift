/// A file as it was given: its name, and its text as UTF-8 without a byte order mark.
///
/// Every ``ByteRange`` of a finding counts bytes of ``text``.
public struct SourceFile: Sendable {
  /// The name as the user gave it; `-` is standard input.
  public let path: String
  /// The text and a NUL behind it, which is where libxml2 sees that the text ends.
  let terminatedText: [UInt8]
  /// How the file spelt its text.
  public let encoding: TextEncoding
  /// Why the bytes are no text, if they are none.
  let decodingFailure: ReadingFailure?

  /// The text as UTF-8; up to the fault, followed by U+FFFD, when the bytes could not be decoded.
  public var text: ArraySlice<UInt8> { terminatedText.dropLast() }

  /// Decodes a file's bytes; never fails, but ``ConfigurationReader/read(_:)`` will if the bytes are no text.
  ///
  /// Bytes that nobody else holds are not copied if they are UTF-8.
  public init(path: String, bytes: consuming [UInt8]) {
    self.path = path
    let (encoding, mark) = TextEncoding.detect(bytes)
    self.encoding = encoding
    if mark > 0 { bytes.removeFirst(mark) }
    do throws(Undecodable) {
      var text = try decode(bytes, from: encoding)
      text.append(0)
      terminatedText = text
      decodingFailure = nil
    } catch {
      terminatedText = error.prefix + Array("\u{FFFD}\0".utf8)
      decodingFailure = .malformed(
        "not readable as \(encoding): \(error.reason)",
        at: ByteRange(error.prefix.count, terminatedText.count - 1),
        help: "save the file as UTF-8, the encoding that IIS itself writes")
    }
  }

  /// The text of a range, decoded from UTF-8.
  public func string(_ range: ByteRange) -> String {
    String(decoding: text[range.indices.clamped(to: text.indices)], as: UTF8.self)
  }
}

/// Why bytes are no text, and what could be read before the fault.
private struct Undecodable: Error {
  var prefix: [UInt8]
  var reason: String
}

private func decode(_ bytes: consuming [UInt8], from encoding: TextEncoding) throws(Undecodable) -> [UInt8] {
  switch encoding {
  case .utf8:
    try validateUTF8(bytes)
    return bytes
  case .utf16LittleEndian: return try decodeUTF16(bytes, highByte: 1)
  case .utf16BigEndian: return try decodeUTF16(bytes, highByte: 0)
  case .utf32: throw Undecodable(prefix: [], reason: "UTF-32 is not supported")
  case .declared(let name):
    guard let text = LibXML2.decode(bytes, from: name) else {
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
    throw Undecodable(prefix: Array(bytes[..<offset]), reason: "byte 0x\(hex(bytes[offset])) at offset \(offset)")
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
