internal import IISConfiguration
internal import Text

/// Text for GitHub Flavored Markdown.
enum MarkdownText {
  /// A text from the input as a code span, in which nothing is markup: no link, no tag, no emphasis, no address.
  ///
  /// A span is fenced by more backticks than any run inside. Characters that do not print, or that change the
  /// direction of what follows, are shown by their number, and so is the pipe: it would end a table's cell.
  static func code(_ text: String, atMost longest: Int = 60) -> String {
    // By scalar: a backtick or a pipe with an accent on it is one for Markdown, and none for Character.
    let scalars = printable(text, atMost: longest).unicodeScalars
    let shown = scalars.map { $0 == "|" ? "\\u{7C}" : String($0) }.joined()
    guard !scalars.allSatisfy({ $0 == " " }) else { return "`\"\(shown)\"`" }
    var longest = 0
    var run = 0
    for scalar in scalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    // CommonMark takes one space away on each side if there are two, also the text's own.
    let isOpen: (Unicode.Scalar?) -> Bool = { $0 == "`" || $0 == " " }
    let padding = isOpen(scalars.first) || isOpen(scalars.last) ? " " : ""
    return fence + padding + shown + padding + fence
  }

  /// A sentence of the tool's own, which may hold names from the input: what could be markup is escaped (CommonMark 2.4).
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in visible(text).unicodeScalars {
      if "\\`*_{}[]<>#|!~&@$".unicodeScalars.contains(scalar) { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    // Without the beginnings of an address that a page would turn into a link.
    return escaped.replacing("://", with: "\\://").replacing("www.", with: "www\\.")
  }

  /// Words that hold pieces of other programs or of the input: a code span where escapes would not keep a page from
  /// making a link of them, as it makes one of `a\\@example.com`.
  static func foreign(_ text: String) -> String {
    text.contains("@") ? code(text, atMost: .max) : escaped(printable(text, atMost: .max))
  }

  /// Several texts from the input, with commas; those beyond the tenth are counted.
  static func codes(_ texts: [String]) -> String {
    let shown = texts.prefix(10).map { code($0) }
    return (shown + (texts.count > shown.count ? ["\(texts.count - shown.count) more"] : [])).inWords
  }

  /// A table; its cells are Markdown of one line without a pipe.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([tableHead(header)] + rows.map(row)).joined(separator: "\n")
  }

  /// The two lines with which a table begins.
  static func tableHead(_ header: [String]) -> String { row(header) + "\n" + row(header.map { _ in "---" }) }

  /// A row of a table.
  static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// A list.
  static func list(_ items: [String]) -> String {
    items.map { "- " + $0 }.joined(separator: "\n")
  }
}
