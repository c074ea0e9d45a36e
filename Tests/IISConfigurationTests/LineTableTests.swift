import TestSupport
import Testing
@testable import IISConfiguration

@Suite(.timeLimited) struct LineTableTests {
  private func position(of needle: String, in text: String) throws -> [Int] {
    let bytes = Array(text.utf8)
    let start = try #require(bytes.firstRange(of: Array(needle.utf8))).lowerBound
    let position = LineTable(SourceFile(path: "t", bytes: bytes)).position(of: start)
    return [position.line, position.column]
  }

  @Test(arguments: [
    ("X", 1, 1), ("ab\nX", 2, 1), ("ab\r\nX", 2, 1), ("ab\rX", 2, 1), ("a\r\r\nX", 3, 1), ("a\n\rX", 3, 1),
    ("a\n\n\nX", 4, 1), ("\t\tX", 1, 3), ("\tä\t字X", 1, 5), ("😀😀X", 1, 3), ("e\u{301}X", 1, 3),
    ("😀\r\n\u{1F468}\u{200D}\u{1F469}X", 2, 4), ("a\u{2028}X", 1, 3), ("a\u{85}X", 1, 3),
  ]) func countsScalars(_ text: String, _ line: Int, _ column: Int) throws {
    #expect(try position(of: "X", in: text) == [line, column])
  }

  @Test func aMarkIsNoColumn() {
    let source = SourceFile(path: "t", bytes: [0xEF, 0xBB, 0xBF] + Array("aX".utf8))
    #expect(LineTable(source).position(of: 1) == SourcePosition(line: 1, column: 2))
  }

  @Test(arguments: [0, 1, 1023, 1024, 1025, 5000]) func longLinesAreNoTrouble(_ length: Int) throws {
    #expect(try position(of: "X", in: String(repeating: "字", count: length) + "X") == [1, length + 1])
    #expect(try position(of: "X", in: "字\n" + String(repeating: "a", count: length) + "X") == [2, length + 1])
  }

  @Test func knowsALineWithoutItsEnd() {
    let source = SourceFile(path: "t", bytes: Array("one\r\ntwo\rthree\n".utf8))
    let table = LineTable(source)
    #expect(
      [0, 4, 5, 8, 9, 14, 15].map { source.string(table.lineRange(at: $0)) } == [
        "one", "one", "two", "two", "three", "three", "",
      ])
  }

  @Test func offsetsOutsideAreTheEnds() {
    let table = LineTable(SourceFile(path: "t", bytes: Array("ab\nc".utf8)))
    #expect(table.position(of: -5) == SourcePosition(line: 1, column: 1))
    #expect(table.position(of: 500) == SourcePosition(line: 2, column: 2))
    #expect(LineTable(SourceFile(path: "t", bytes: [])).position(of: 0) == SourcePosition(line: 1, column: 1))
  }
}
