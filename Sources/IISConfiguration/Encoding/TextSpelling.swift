extension TextEncoding {
  /// How the encoding spells a text, which is given as UTF-8; nothing where it cannot.
  func encode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    switch self {
    case .utf8: return Array(text)
    case .utf16LittleEndian: return encodeUTF16(text) { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian: return encodeUTF16(text) { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    case .utf32: return nil
    case .declared(let name): return text.isEmpty ? [] : NamedEncoding.encode(Array(text), to: name)
    }
  }
}

private func encodeUTF16(_ text: ArraySlice<UInt8>, _ bytes: (UInt16) -> [UInt8]) -> [UInt8]? {
  var encoded: [UInt8] = []
  encoded.reserveCapacity(text.count * 2)
  let isFaulty = transcode(
    text.makeIterator(), from: UTF8.self, to: UTF16.self, stoppingOnError: true, into: { encoded += bytes($0) })
  return isFaulty ? nil : encoded
}
