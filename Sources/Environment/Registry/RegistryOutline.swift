internal import IISConfiguration

/// Names places of a registry export by the value that stands on their line: `"{C0FFEE}"`.
struct RegistryOutline: SourceOutline {
  let text: ArraySlice<UInt8>

  func place(of range: ByteRange, near hint: inout OutlineHint) -> OutlinePlace? {
    let offset = text.startIndex + min(range.start, text.count)
    let line = text[..<offset].lastIndex { $0 == UInt8(ascii: "\n") }.map { $0 + 1 } ?? text.startIndex
    let name = text[line..<offset].prefix { $0 != UInt8(ascii: "=") }
    return OutlinePlace(path: OutlinePath([String(decoding: name, as: UTF8.self)]))
  }
}
