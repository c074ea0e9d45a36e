/// SipHash-2-4 with 128 bits (Aumasson and Bernstein, 2012; the reference implementation's `siphash.c`), key 0.
///
/// It names things: equal names mean equal things as surely as those of a cryptographic hash for anybody who does not
/// work against it, at a tenth of the cost. Bytes are fed as they come.
public struct SipHash: Sendable {
  private var v0: UInt64 = 0x736f_6d65_7073_6575
  private var v1: UInt64 = 0x646f_7261_6e64_6f6d ^ 0xee
  private var v2: UInt64 = 0x6c79_6765_6e65_7261
  private var v3: UInt64 = 0x7465_6462_7974_6573
  /// Bytes that do not fill a word yet, the first in the lowest place.
  private var tail: UInt64 = 0
  private var count: UInt64 = 0

  /// A hash of nothing so far.
  public init() {}

  /// Feeds bytes.
  public mutating func combine(_ bytes: borrowing Span<UInt8>) {
    var index = 0
    let held = 8 &* (count & 7)
    while index &+ 8 <= bytes.count {
      let word = unsafe UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      // What is held comes first, and as much is held of the word; a shift by all 64 bits leaves nothing.
      compress(tail | word &<< held)
      tail = word >> (64 &- held)
      index &+= 8
    }
    count &+= UInt64(index)
    while index < bytes.count {
      combine(bytes[index])
      index += 1
    }
  }

  /// Feeds a part whose end is told apart from what follows, whatever both hold.
  public mutating func combine(part text: String) {
    combine(text.utf8Span.span)
    // No byte of UTF-8.
    combine(0xFF)
  }

  private mutating func combine(_ byte: UInt8) {
    tail |= UInt64(byte) &<< (8 &* (count & 7))
    count &+= 1
    guard count & 7 == 0 else { return }
    compress(tail)
    tail = 0
  }

  /// The hash of all that was fed: 16 bytes, as two numbers.
  public var value: (low: UInt64, high: UInt64) {
    var state = self
    state.compress(tail | count << 56)
    state.v2 ^= 0xee
    for _ in 0..<4 { state.round() }
    let low = state.v0 ^ state.v1 ^ state.v2 ^ state.v3
    state.v1 ^= 0xdd
    for _ in 0..<4 { state.round() }
    return (low, state.v0 ^ state.v1 ^ state.v2 ^ state.v3)
  }

  private mutating func compress(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  @inline(__always) private mutating func round() {
    v0 = v0 &+ v1
    v1 = rotated(v1, 13) ^ v0
    v0 = rotated(v0, 32)
    v2 = v2 &+ v3
    v3 = rotated(v3, 16) ^ v2
    v0 = v0 &+ v3
    v3 = rotated(v3, 21) ^ v0
    v2 = v2 &+ v1
    v1 = rotated(v1, 17) ^ v2
    v2 = rotated(v2, 32)
  }
}

private func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 { word &<< count | word &>> (64 &- count) }
