/// A name that is the same as another when they differ only in case, as site names do for IIS.
///
/// Compares and hashes the name's own bytes: a set of many names builds no text for those in ASCII.
public struct CaselessName: Sendable {
  /// The name as written.
  public let text: String

  /// A name.
  public init(_ text: String) {
    self.text = text
  }

  /// The name's bytes; those of its lower case where it is not ASCII.
  package var folded: String.UTF8View {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8 : text.lowercased().utf8
  }
}

extension CaselessName: Hashable {
  /// Whether both are the same but for case.
  public static func == (left: Self, right: Self) -> Bool {
    left.folded.elementsEqual(right.folded) { lowercase($0) == lowercase($1) }
  }

  /// Hashes what ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) {
    var word: UInt64 = 0
    var count = 0
    for byte in folded {
      word = word << 8 | UInt64(lowercase(byte))
      count += 1
      if count.isMultiple(of: 8) { hasher.combine(word) }
    }
    hasher.combine(word)
    hasher.combine(count)
  }
}

package func lowercase(_ byte: UInt8) -> UInt8 {
  UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
}
