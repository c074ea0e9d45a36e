/// What a file's XML declaration says, and where in the text.
struct XMLDeclaration {
  /// A value and the bytes that it stands in.
  struct Value {
    let text: String
    let indices: Range<Int>
  }

  /// The version of XML.
  let version: Value?
  /// The encoding.
  let encoding: Value?

  /// The declaration of a text; nothing where it has none.
  init?(_ text: ArraySlice<UInt8>) {
    guard text.starts(with: "<?xml".utf8) else { return nil }
    let head = text.prefix(1024)
    guard let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    version = Self.value(of: "version", in: head[..<end])
    encoding = Self.value(of: "encoding", in: head[..<end])
  }

  private static func value(of name: String, in declaration: ArraySlice<UInt8>) -> Value? {
    // Not by firstRange(of:), which takes long enough to be seen with many small files.
    guard let start = declaration.indices.first(where: { declaration[$0...].starts(with: name.utf8) }) else {
      return nil
    }
    let quoted = declaration[(start + name.utf8.count)...].drop { $0 <= 0x20 || $0 == UInt8(ascii: "=") }
    guard let quote = quoted.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let value = quoted.dropFirst().prefix { $0 != quote }
    return Value(text: String(decoding: value, as: UTF8.self), indices: value.indices)
  }
}
