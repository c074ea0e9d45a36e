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
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    let (encoding, mark) = TextEncoding.detect(bytes)
    self.encoding = encoding
    let content = mark == 0 ? bytes : Array(bytes[mark...])
    let decoded: Result<[UInt8], Undecodable>
    switch encoding {
    case .utf8: decoded = validateUTF8(content)
    case .utf16LittleEndian: decoded = decodeUTF16(content, highByte: 1)
    case .utf16BigEndian: decoded = decodeUTF16(content, highByte: 0)
    case .utf32: decoded = .failure(Undecodable(prefix: [], reason: "UTF-32 is not supported"))
    case .declared(let name):
      decoded =
        LibXML2.decode(content, from: name).map(Result.success)
        ?? .failure(
          Undecodable(prefix: [], reason: "its bytes cannot be read in the encoding that it declares"))
    }
    switch decoded {
    case .success(var text):
      text.append(0)
      terminatedText = text
      decodingFailure = nil
    case .failure(let failure):
      terminatedText = failure.prefix + Array("\u{FFFD}\0".utf8)
      decodingFailure = .malformed(
        "not readable as \(encoding): \(failure.reason)",
        at: ByteRange(failure.prefix.count, terminatedText.count - 1),
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

private func validateUTF8(_ bytes: [UInt8]) -> Result<[UInt8], Undecodable> {
  do {
    _ = try UTF8Span(validating: bytes.span)
    return .success(bytes)
  } catch {
    let offset = error.byteOffsets.lowerBound
    return .failure(
      Undecodable(prefix: Array(bytes[..<offset]), reason: "byte 0x\(hex(bytes[offset])) at offset \(offset)"))
  }
}

private func decodeUTF16(_ bytes: [UInt8], highByte: Int) -> Result<[UInt8], Undecodable> {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count / 2 + bytes.count / 16)
  let units = stride(from: 0, to: bytes.count - 1, by: 2).lazy.map {
    UInt16(bytes[$0 + highByte]) << 8 | UInt16(bytes[$0 + 1 - highByte])
  }
  let faulty = transcode(
    units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true, into: { text.append($0) })
  if faulty { return .failure(Undecodable(prefix: text, reason: "half of a surrogate pair")) }
  if !bytes.count.isMultiple(of: 2) {
    return .failure(Undecodable(prefix: text, reason: "an odd number of bytes"))
  }
  return .success(text)
}

private func hex(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return digits.count == 1 ? "0" + digits : digits
}
