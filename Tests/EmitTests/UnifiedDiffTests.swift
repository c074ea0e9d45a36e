import Emit
import Foundation
import IISConfiguration
@testable import Linter
import Reachability
import TestSupport
import Testing

/// Diffs of edited texts, as people read them and as git applies them.
@Suite(.timeLimited) struct UnifiedDiffTests {
  /// What fixes would make of a file, without any rule.
  private func fixed(_ bytes: [UInt8], _ edits: [(Range<Int>, String)], _ path: String = "a.config") throws -> FixedFile
  {
    let file = EditableFile(path: path, bytes: bytes)
    let edits = try #require(TextEdits(edits.map { TextEdit(ByteRange($0.lowerBound, $0.upperBound), $1) }))
    return try FixedFile(edited: file, edits)
  }

  private func diff(_ text: String, _ edits: [(Range<Int>, String)], forTerminal: Bool = false) throws -> String {
    let diff = UnifiedDiff(try fixed(Array(text.utf8), edits), forTerminal: forTerminal)
    return String(decoding: diff.bytes, as: UTF8.self)
  }

  private static let numbers = (1...20).map { "line \($0)\n" }.joined()

  @Test func aChangedLineHasThreeLinesAroundIt() throws {
    let text = (1...11).map { "line \($0)\n" }.joined()
    #expect(
      try diff(text, [(text.utf8.count - 11..<text.utf8.count - 9, "ten")]) == """
        --- a/a.config
        +++ b/a.config
        @@ -7,5 +7,5 @@
         line 7
         line 8
         line 9
        -line 10
        +line ten
         line 11

        """)
  }

  @Test func nearChangesAreOneHunkAndFarOnesTwo() throws {
    let text = Self.numbers
    func start(_ line: Int) -> Int { (1..<line).reduce(0) { $0 + "line \($1)\n".utf8.count } }
    let near = try diff(text, [(start(4)..<start(5), ""), (start(11)..<start(11), "new\nlines\n")])
    #expect(near.matches(of: /@@ -.* @@/).map { String($0.output) } == ["@@ -1,13 +1,14 @@"])
    let far = try diff(text, [(start(4)..<start(5), ""), (start(12)..<start(12), "new\nlines\n")])
    #expect(far.matches(of: /@@ -.* @@/).map { String($0.output) } == ["@@ -1,7 +1,6 @@", "@@ -9,6 +8,8 @@"])
  }

  @Test func aMissingLineEndIsSaid() throws {
    #expect(
      try diff("a\nb", [(2..<3, "c")]) == """
        --- a/a.config
        +++ b/a.config
        @@ -1,2 +1,2 @@
         a
        -b
        \\ No newline at end of file
        +c
        \\ No newline at end of file

        """)
  }

  @Test func aPasswordIsNeverShown() throws {
    let text =
      "<a>\n<b password=\"hunter2\" c=\"1\" />\n<d connectionString=\"Server=x;Pwd=secret9;\" e=\"1\" />\n</a>\n"
    let one = try #require(text.utf8.firstRange(of: "c=\"1".utf8)).upperBound
    let place = text.utf8.distance(from: text.startIndex, to: one)
    let shown = UnifiedDiff(try fixed(Array(text.utf8), [(place - 1..<place, "2")]), forTerminal: false)
    let output = String(decoding: shown.bytes, as: UTF8.self)
    #expect(!output.contains("hunter2") && !output.contains("secret9"))
    #expect(output.contains("-<b password=\"•••••••\" c=\"1\" />\n+<b password=\"•••••••\" c=\"2\" />\n"))
    #expect(shown.obstacle?.description.contains("a password stands in a line of it and is masked") == true)
  }

  @Test func nothingInvisibleReachesATerminal() throws {
    let text = "<a>\r\n\t<b c=\"\u{200E}\u{9B}1\" />\r\n</a>\r\n"
    let edit = [(5..<5, "<x/>")]
    #expect(
      try diff(text, edit, forTerminal: true) == """
        --- a/a.config
        +++ b/a.config
        @@ -1,3 +1,3 @@
         <a>
        -\t<b c="‹U+200E›‹U+009B›1" />
        +<x/>\t<b c="‹U+200E›‹U+009B›1" />
         </a>

        """)
    #expect(try diff(text, edit).contains("-\t<b c=\"\u{200E}\u{9B}1\" />\r\n"), "a patch needs the very bytes")
  }

  /// A lone CR begins a line for whoever reads a log.
  @Test func aLineEndInsideOfALineIsShownByAnotherSign() throws {
    let file = try fixed(Array("<a>\r::warning::x\n<b/>\n".utf8), [(17..<18, "c")])
    let shown = UnifiedDiff(file, forTerminal: false)
    #expect(String(decoding: shown.bytes, as: UTF8.self).contains(" <a>\u{240D}::warning::x\n"))
    #expect(shown.obstacle != nil)
  }

  /// Whoever runs this in a pipeline shows the diff in its log.
  @Test(arguments: [
    ("<a> ##vso[task.setvariable variable=a]b", "<a> ##vso(task.setvariable variable=a]b"),
    ("##VSO[a]", "##VSO(a]"), ("##[error]", "##(error]"), ("  ::error::x", "  :.error::x"), ("::stop", ":.stop"),
  ])
  func noLineIsACommandOfABuildService(_ line: String, _ inert: String) throws {
    let text = "<a>\n\(line)\n</a>\n"
    let shown = UnifiedDiff(try fixed(Array(text.utf8), [(0..<3, "<b>")]), forTerminal: false)
    #expect(
      String(decoding: shown.bytes, as: UTF8.self)
        == "--- a/a.config\n+++ b/a.config\n@@ -1,3 +1,3 @@\n-<a>\n+<b>\n \(inert)\n </a>\n")
    #expect(shown.obstacle?.description.contains("build services take for a command") == true)
    #expect(UnifiedDiff(try fixed(Array("<a># a::b\n".utf8), [(0..<3, "<b>")]), forTerminal: false).obstacle == nil)
  }

  @Test func aNameThatIsMaskedIsNoNameForAPatch() throws {
    let file = try fixed(Array("a\n".utf8), [(0..<1, "b")], "password=hunter2/a.config")
    let shown = UnifiedDiff(file, forTerminal: false)
    #expect(!String(decoding: shown.bytes, as: UTF8.self).contains("hunter2") && shown.obstacle != nil)
  }

  @Test(arguments: [
    ("a.config", "a/a.config"), ("/srv/x/a.config", "a/srv/x/a.config"), ("./a b.config", "a/a b.config\t"),
    ("q\"\\ä.config", "\"a/q\\\"\\\\\\303\\244.config\""), ("\u{202E}x", "\"a/\\342\\200\\256x\""),
    ("line\nend", "\"a/line\\012end\""), ("../x/a.config", "a/x/a.config"), ("x/./y/../../a.config", "a/a.config"),
    ("..", "a/"), ("../../..a.config", "a/..a.config"),
  ])
  func namesAreWrittenAsGitReadsThem(_ path: String, _ expected: String) throws {
    let diff = UnifiedDiff(try fixed(Array("a\n".utf8), [(0..<1, "b")], path), forTerminal: false)
    #expect(String(decoding: diff.bytes, as: UTF8.self).hasPrefix("--- \(expected)\n+++ "))
  }

  @Test func aFileInUTF16IsNoPatch() throws {
    let bytes: [UInt8] = [0xFF, 0xFE] + "<ä/>\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let shown = UnifiedDiff(try fixed(bytes, [(1..<3, "b")]), forTerminal: false)
    #expect(String(decoding: shown.bytes, as: UTF8.self).hasSuffix("@@ -1 +1 @@\n-<ä/>\n+<b/>\n"))
    #expect(shown.obstacle?.description.contains("not in UTF-8") == true)
  }

  /// Random edits of random texts, with every kind of line end, marks and blanks in names: git makes of each file what
  /// the edits make of it.
  @Test func gitAppliesWhatIsShown() throws {
    let folder = try ScratchFolder()
    var random = SystemRandom(seed: 11)
    var patches: [UInt8] = []
    var expected: [(path: String, bytes: [UInt8])] = []
    for number in 0..<300 {
      let end = ["\n", "\r\n"][random.next(below: 2)]
      var text = (0..<random.next(below: 40)).map { "\($0 % (1 + random.next(below: 9)))\t\u{E4}\(end)" }.joined()
      if random.next(below: 3) == 0 { text += "no end" }
      let mark: [UInt8] = random.next(below: 4) == 0 ? [0xEF, 0xBB, 0xBF] : []
      let path = number % 5 == 0 ? "folder \(number)/a \"b\".config" : "\(number)/a.config"
      var edits: [(Range<Int>, String)] = []
      var start = 0
      let bytes = Array(text.utf8)
      while edits.count < 4, start <= bytes.count {
        start += random.next(below: bytes.count / 2 + 2)
        let until = start + random.next(below: 12)
        // No edit cuts a letter or a line end, as none of a rule's does.
        guard until <= bytes.count, isBoundary(start, bytes), isBoundary(until, bytes) else { break }
        edits.append((start..<until, ["", "x", "y\(end)", "\(end)z\(end)\(end)"][random.next(below: 4)]))
        start = until + 1
      }
      let file = try fixed(mark + bytes, edits.filter { !$0.0.isEmpty || !$0.1.isEmpty }, path)
      // An empty file is another thing to git than one that is not there.
      guard !bytes.isEmpty, file.bytes.count > mark.count else { continue }
      _ = try folder.write(path, Data(mark + bytes))
      let diff = UnifiedDiff(file, forTerminal: false)
      #expect(diff.obstacle == nil)
      patches += diff.bytes
      expected.append((path, file.bytes))
    }
    try #require(expected.count > 200)
    let patch = try folder.write("all.patch", Data(patches))
    let git = try run(
      URL(fileURLWithPath: "/usr/bin/env"), ["git", "apply", "--whitespace=nowarn", patch], folder: folder.url)
    #expect(git.status == 0, "\(git.errors.prefix(500))")
    for (path, bytes) in expected {
      let made = try Data(contentsOf: folder.url.appendingPathComponent(path))
      #expect(Array(made) == bytes, "\(path)")
    }
  }

  private func isBoundary(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    offset == bytes.count || bytes[offset] & 0xC0 != 0x80 && bytes[offset] != 0x0A
  }

  private struct SystemRandom {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }
}

extension FixedFile {
  /// A file with edits that nobody has held against rules.
  fileprivate init(edited file: EditableFile, _ edits: TextEdits) throws {
    let report = Lint(rules: [], deployment: DeploymentOptions()).run(file.source)
    self.init(
      file: file, before: report, after: report, edits: edits, bytes: try file.applying(edits), mended: [], unmended: []
    )
  }
}
