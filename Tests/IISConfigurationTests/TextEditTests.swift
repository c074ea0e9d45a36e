import Testing
import TestSupport
@testable import IISConfiguration

/// Edits of a text, and edits of what they make.
@Suite(.timeLimited) struct TextEditTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func editsAreMadeInOrder() throws {
    let edits = try #require(
      TextEdits([
        TextEdit(ByteRange(6, 11), "there"), TextEdit(ByteRange(0, 0), "> "), TextEdit(ByteRange(5, 6), ""),
      ]))
    #expect(text(edits.applied(to: Array("hello world".utf8)[...])) == "> hellothere")
  }

  @Test func whatOverlapsIsRefusedAndTheSameTwiceIsOne() {
    let first = TextEdit(ByteRange(2, 5), "x")
    #expect(TextEdits([first, TextEdit(ByteRange(4, 6), "y")]) == nil)
    #expect(
      TextEdits([TextEdit(ByteRange(3, 3), "a"), TextEdit(ByteRange(3, 3), "b")]) == nil, "the order is not known")
    #expect(TextEdits([first, first])?.edits == [first])
    #expect(TextEdits([first, TextEdit(ByteRange(5, 5), "y")])?.edits.count == 2, "they touch only")
  }

  /// Two rounds of random edits as one give the same text, change no byte that neither changed, and know whence it came.
  @Test func roundsOfEditsAreOne() throws {
    var random = Random(seed: 7)
    for _ in 0..<2000 {
      let original = (0..<random.next(below: 30)).map { _ in UInt8(ascii: "a") + UInt8(random.next(below: 26)) }
      let first = randomEdits(of: original.count, &random)
      let middle = first.applied(to: original[...])
      let second = randomEdits(of: middle.count, &random)
      let both = first.followed(by: second)
      #expect(both.applied(to: original[...]) == second.applied(to: middle[...]))
      #expect(TextEdits(both.edits) == both, "in order and disjoint")
      for edit in both.edits { #expect(!edit.range.indices.isEmpty || !edit.replacement.isEmpty) }
    }
  }

  /// One at a time, in any order, is as good as all at once.
  @Test func editsAreTakenOneByOne() {
    var random = Random(seed: 3)
    for _ in 0..<2000 {
      let all = (0..<5).map { _ in
        let start = random.next(below: 12)
        return TextEdit(
          ByteRange(start, start + random.next(below: 3)), String(repeating: "#", count: random.next(below: 2)))
      }
      var taken = TextEdits()
      let isWhole = all.allSatisfy { taken.take([$0]) }
      #expect(isWhole == (TextEdits(all) != nil), "\(all)")
      if isWhole { #expect(taken == TextEdits(all)) }
      var none = TextEdits()
      #expect(none.take(all) == isWhole && none.edits.isEmpty == !isWhole)
    }
  }

  @Test func placesAreFoundAgain() throws {
    let edits = try #require(TextEdits([TextEdit(ByteRange(2, 4), "XYZ"), TextEdit(ByteRange(6, 6), "!")]))
    #expect(text(edits.applied(to: Array("abcdefgh".utf8)[...])) == "abXYZef!gh")
    let places = OriginalPlaces(edits)
    #expect((0..<10).map { places.original(of: $0) } == [0, 1, 2, 2, 2, 4, 5, 6, 6, 7])
  }

  private func randomEdits(of length: Int, _ random: inout Random) -> TextEdits {
    var edits = TextEdits()
    for _ in 0..<random.next(below: 4) {
      let start = random.next(below: length + 1)
      let edit = TextEdit(
        ByteRange(start, start + random.next(below: length - start + 1)),
        String(repeating: "#", count: random.next(below: 4)))
      // One that replaces nothing by nothing is none.
      guard !edit.range.indices.isEmpty || !edit.replacement.isEmpty else { continue }
      edits = TextEdits(edits.edits + [edit]) ?? edits
    }
    return edits
  }

  private struct Random {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}
