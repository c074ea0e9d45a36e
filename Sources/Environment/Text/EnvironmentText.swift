/// Decodes a file of the environment, whatever wrote it: PowerShell 5.1's `>` writes UTF-16, `netsh` the console's code page.
///
/// Bytes that are no text become U+FFFD, one each. All readers look for ASCII, which every such code page has in its place.
func decodeEnvironmentText(_ bytes: [UInt8]) -> [UInt8] {
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return repaired(Array(bytes[3...])) }
  if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes[2...], highByte: 1) }
  if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes[2...], highByte: 0) }
  // Without a mark, ASCII in UTF-16 shows itself by a NUL in each pair of bytes.
  let head = Array(bytes.prefix(64))
  if head.count >= 4, head.count.isMultiple(of: 2) || bytes.count > 64 {
    let high = stride(from: 1, to: head.count, by: 2).filter { head[$0] == 0 }.count
    let low = stride(from: 0, to: head.count, by: 2).filter { head[$0] == 0 }.count
    if high > head.count / 4, low == 0 { return utf16(bytes[...], highByte: 1) }
    if low > head.count / 4, high == 0 { return utf16(bytes[...], highByte: 0) }
  }
  return repaired(bytes)
}

private func utf16(_ bytes: ArraySlice<UInt8>, highByte: Int) -> [UInt8] {
  let start = bytes.startIndex
  let units = stride(from: start, to: bytes.endIndex - 1, by: 2).lazy.map {
    UInt16(bytes[$0 + highByte]) << 8 | UInt16(bytes[$0 + 1 - highByte])
  }
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count / 2 + bytes.count / 16)
  _ = transcode(
    units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false, into: { text.append($0) })
  return text
}

private func repaired(_ bytes: [UInt8]) -> [UInt8] {
  if (try? UTF8Span(validating: bytes.span)) != nil { return bytes }
  return Array(String(decoding: bytes, as: UTF8.self).utf8)
}
