import TestSupport
import Testing
import Text

/// SipHash-2-4 with 128 bits, held against an independent implementation.
@Suite(.timeLimited) struct SipHashTests {
  private func hash(_ bytes: [UInt8]) -> String {
    var hash = SipHash()
    hash.combine(bytes.span)
    return [hash.value.low, hash.value.high].map { word in
      (0..<8).map { byte in
        let digits = String(UInt8(truncatingIfNeeded: word >> (8 * byte)), radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }.joined()
  }

  /// What OpenSSL 3.0.19 says of the bytes 0, 1, 2 and so on, so many of them: `openssl mac -macopt size:16 … SIPHASH`.
  @Test(arguments: [
    (0, "5049d74780a3e07d4202ab47d4cef2f4"), (1, "d41e12e85e4cafb831f094e57538b801"),
    (7, "78369bf9405ce46157d77ff83381b2ff"), (8, "4b6534f901eb440ee95540294a75af84"),
    (15, "9fb8537a9c0f25128384ea0249c0955e"), (63, "4e3d42cf5df942ef96fae55b4875d8de"),
  ])
  func isThatOfOpenSSL(_ count: Int, _ digits: String) {
    #expect(hash((0..<count).map { UInt8($0) }) == digits)
  }

  @Test func piecesAreTheSameAsTheWhole() {
    let bytes = (0..<100).map { UInt8($0) }
    for cut in 0...100 {
      var pieces = SipHash()
      let (head, tail) = (bytes[..<cut], bytes[cut...])
      pieces.combine(head.span)
      pieces.combine(tail.span)
      var whole = SipHash()
      whole.combine(bytes.span)
      #expect(pieces.value == whole.value)
    }
  }

  @Test func partsKeepTheirEnds() {
    func hash(_ parts: [String]) -> UInt64 {
      var hash = SipHash()
      for part in parts { hash.combine(part: part) }
      return hash.value.low
    }
    #expect(hash(["ab", "c"]) != hash(["a", "bc"]) && hash(["", "a"]) != hash(["a", ""]))
  }
}
