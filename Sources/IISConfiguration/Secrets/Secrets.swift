/// Whether attributes of this name hold a password or an encrypted value.
func isPasswordName(_ name: String) -> Bool {
  let lower = name.lowercased()
  return lower.hasSuffix("password") || lower == "encryptedvalue"
}

/// Where a text holds secrets, found textually, so that it works in files that are no XML too.
///
/// Whoever prints a piece of a source asks here first. Secret are the values behind names that contain `password` or
/// what it becomes by a slip, `passwd`, `pass`, `pwd`, `sessionKey`, `validationKey` and their like in any case
/// (attributes, elements, `key`/`value` pairs, parts of a connection string), what stands in `[enc:…:enc]`, and the
/// password of an address. Where a text is malformed, rather too much is taken than too little.
public struct Secrets: Sendable {
  /// The secret bytes: in order, disjoint.
  public let ranges: [ByteRange]

  /// Reads a text once.
  public init(in text: borrowing Span<UInt8>) {
    var found: [ByteRange] = []
    var index = 0
    while index < text.count {
      // A NUL is never XML: perhaps UTF-16 that was not recognised, whose names nobody can see.
      if text[index] == 0 {
        ranges = [ByteRange(0, text.count)]
        return
      }
      let secret = text.isNearWord(index) ? text.secret(at: index) : nil
      if let secret, secret.start < secret.end { found.append(secret) }
      index = max(index + 1, secret?.end ?? 0)
    }
    ranges = Self.joined(found)
  }

  /// The secrets of a source's text.
  public init(of text: ArraySlice<UInt8>) {
    self.init(in: text.span)
  }

  /// Secrets that were found in several ways.
  init(joining found: [ByteRange]) {
    ranges = Self.joined(found)
  }

  /// The secrets that share bytes with a range.
  public func overlapping(_ range: ByteRange) -> ArraySlice<ByteRange> {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].end <= range.start { low = middle + 1 } else { high = middle }
    }
    return ranges[low...].prefix { $0.start < range.end }
  }

  /// In order and disjoint: a value may stand before its key.
  private static func joined(_ found: [ByteRange]) -> [ByteRange] {
    guard found.count > 1 else { return found }
    var joined: [ByteRange] = []
    for next in found.sorted() {
      guard let last = joined.last, next.start <= last.end else {
        joined.append(next)
        continue
      }
      joined[joined.count - 1] = ByteRange(last.start, max(last.end, next.end))
    }
    return joined
  }
}

extension Secrets {
  /// The text with a `•` for each character of a secret.
  public static func masked(_ text: String) -> String {
    let secrets = Secrets(in: text.utf8Span.span)
    return secrets.ranges.isEmpty ? text : secrets.masked(Array(text.utf8)[...], in: ByteRange(0, text.utf8.count))
  }

  /// A single value or name with a `•` for each character of a secret; a NUL in it says nothing of its encoding.
  public static func maskedValue(_ text: String) -> String {
    let masked = masked(text)
    // What holds a NUL is a secret as a whole, or it has another.
    guard masked != text, text.utf8.contains(0) else { return masked }
    return text.split(separator: "\0", omittingEmptySubsequences: false).map { Self.masked(String($0)) }
      .joined(separator: "\0")
  }

  /// A part of a text with a `•` for each character of a secret.
  public func masked(_ text: ArraySlice<UInt8>, in range: ByteRange) -> String {
    let bytes = text[range.indices.clamped(to: text.indices)]
    var secrets = overlapping(range)
    guard !secrets.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
    var masked: [UInt8] = []
    for index in bytes.indices {
      while let first = secrets.first, first.end <= index { secrets.removeFirst() }
      if let first = secrets.first, first.start <= index {
        if bytes[index] & 0xC0 != 0x80 { masked.append(contentsOf: "•".utf8) }
      } else {
        masked.append(bytes[index])
      }
    }
    return String(decoding: masked, as: UTF8.self)
  }
}
