internal import IISConfiguration
public import Linter
public import Text

/// What fixes change of a file, as `diff -u` shows it.
///
/// The bytes are those of the file, so that `patch` and `git apply` take them, unless something must not be shown.
public struct UnifiedDiff: Sendable {
  /// The diff.
  public let bytes: [UInt8]
  /// Why it is not to be taken for a patch; nothing where it is one.
  public let obstacle: Message?

  private static let context = 3

  /// The diff of a file; for a terminal nothing invisible is in it.
  public init(_ fixed: FixedFile, forTerminal: Bool) {
    var writer = DiffWriter(fixed, forTerminal: forTerminal)
    writer.write(Self.context)
    bytes = writer.output
    obstacle = writer.obstacle
  }
}

private struct DiffWriter {
  private(set) var output: [UInt8] = []
  private let old: TextLines
  private let new: TextLines
  private let changes: [ChangedLines]
  private let oldSecrets: Secrets
  private let newSecrets: Secrets
  private let path: String
  private let mark: ArraySlice<UInt8>
  private let forTerminal: Bool
  private let encodingObstacle: Message?
  private var showsSecrets = false
  private var hasControls = false
  private var hasCommands = false

  init(_ fixed: FixedFile, forTerminal: Bool) {
    let source = fixed.file.source
    old = TextLines(source.text)
    new = TextLines(fixed.edits.applied(to: source.text)[...])
    changes = ChangedLines.made(by: fixed.edits, old: old, new: new)
    oldSecrets = Secrets(of: source)
    newSecrets = Secrets(of: new.text)
    path = source.path
    mark = source.encoding == .utf8 ? fixed.file.byteOrderMark : []
    self.forTerminal = forTerminal
    encodingObstacle =
      source.encoding == .utf8
      ? nil : "the file is not in UTF-8, and this shows its text: it is no patch; \(code: "--write") changes the file"
  }

  /// Why the diff is no patch.
  var obstacle: Message? {
    if showsSecrets {
      return "a password stands in a line of it and is masked: it is no patch; \(code: "--write") changes the file"
    }
    if hasControls {
      return
        "a line of it holds control characters, which are shown by others: it is no patch; \(code: "--write") changes the file"
    }
    if hasCommands {
      return
        "a line of it holds what build services take for a command, and is shown otherwise: it is no patch; \(code: "--write") changes the file"
    }
    return encodingObstacle
  }

  mutating func write(_ context: Int) {
    guard !changes.isEmpty else { return }
    showsSecrets = Secrets.masked(path) != path
    output += "--- \(DiffPath.header(path, "a"))\n+++ \(DiffPath.header(path, "b"))\n".utf8
    var rest = changes[...]
    while let first = rest.first {
      var count = 1
      while count < rest.count,
        rest[rest.startIndex + count].old.lowerBound - rest[rest.startIndex + count - 1].old.upperBound <= 2 * context
      {
        count += 1
      }
      writeHunk(Array(rest.prefix(count)), first, context)
      rest = rest.dropFirst(count)
    }
  }

  private mutating func writeHunk(_ hunk: [ChangedLines], _ first: ChangedLines, _ context: Int) {
    let last = hunk.last ?? first
    let before = min(context, first.old.lowerBound)
    let after = min(context, old.count - last.old.upperBound)
    let oldRange = (first.old.lowerBound - before)..<(last.old.upperBound + after)
    let newRange = (first.new.lowerBound - before)..<(last.new.upperBound + after)
    output += "@@ -\(Self.range(oldRange)) +\(Self.range(newRange)) @@\n".utf8
    var line = oldRange.lowerBound
    for change in hunk {
      for kept in line..<change.old.lowerBound { write(" ", kept, of: old, oldSecrets) }
      for gone in change.old { write("-", gone, of: old, oldSecrets) }
      for added in change.new { write("+", added, of: new, newSecrets) }
      line = change.old.upperBound
    }
    for kept in line..<oldRange.upperBound { write(" ", kept, of: old, oldSecrets) }
  }

  /// Lines as a hunk's head names them: `3,7`, a single one by its number, and none by the one before.
  private static func range(_ lines: Range<Int>) -> String {
    switch lines.count {
    case 0: "\(lines.lowerBound),0"
    case 1: "\(lines.lowerBound + 1)"
    default: "\(lines.lowerBound + 1),\(lines.count)"
    }
  }

  private mutating func write(_ sign: String, _ number: Int, of lines: TextLines, _ secrets: Secrets) {
    let range = lines.range(of: number..<number + 1)
    var line = lines[number]
    let isEnded = line.last == UInt8(ascii: "\n")
    if isEnded { line = line.dropLast() }
    output += sign.utf8
    let bytes = ByteRange(range.lowerBound, range.upperBound - (isEnded ? 1 : 0))
    let hasSecret = !secrets.overlapping(bytes).isEmpty
    let hasControl = line.dropLast(line.last == UInt8(ascii: "\r") ? 1 : 0).contains { $0 < 0x20 && $0 != 0x09 }
    let hasCommand = BuildLogText.hasCommand(line)
    if hasSecret || hasControl || hasCommand || forTerminal {
      showsSecrets = showsSecrets || hasSecret
      hasControls = hasControls || hasControl
      hasCommands = hasCommands || hasCommand
      var shown = secrets.masked(lines.text, in: bytes)
      if shown.utf8.last == UInt8(ascii: "\r") { shown = String(decoding: shown.utf8.dropLast(), as: UTF8.self) }
      shown = shown.split(separator: "\t", omittingEmptySubsequences: false).map { visible(String($0)) }
        .joined(separator: "\t")
      output += (hasCommand ? BuildLogText.inertLine(shown) : shown).utf8
    } else {
      if number == 0 { output += mark }
      output += line
    }
    output += (isEnded ? "\n" : "\n\\ No newline at end of file\n").utf8
  }
}

/// A file's name in a diff's head.
enum DiffPath {
  /// The name behind `a/` or `b/`, without what `patch` and git would not take: a slash or `..` at its beginning.
  ///
  /// One with anything but visible ASCII is quoted as git quotes it; behind one with a blank stands a tab, which ends it.
  static func header(_ path: String, _ side: String) -> String {
    let parts = Secrets.masked(path).split(separator: "/").reduce(into: [Substring]()) { parts, part in
      // The folder above the one in which this runs: whoever applies the patch does it there.
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    let name = "\(side)/\(parts.joined(separator: "/"))"
    guard name.utf8.allSatisfy({ 0x20..<0x7F ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else {
      return "\"" + name.utf8.map(quoted).joined() + "\""
    }
    return name.contains(" ") ? name + "\t" : name
  }

  private static func quoted(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return "\\" + String(decoding: [byte], as: UTF8.self)
    case 0x20..<0x7F: return String(decoding: [byte], as: UTF8.self)
    default:
      let digits = String(byte, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
  }
}
