internal import IISConfiguration
internal import Text

/// A message as Markdown: what comes from a file as a code span, and nothing of it markup.
struct MarkdownStyle: MessageStyle {
  func words(_ text: String) -> String { MarkdownText.escaped(text) }
  func quoted(_ text: String) -> String { MarkdownText.code(text) }
  func name(_ text: String) -> String { MarkdownText.code(text) }
  func foreign(_ text: String) -> String { MarkdownText.foreign(text) }
  func code(_ text: String) -> String { MarkdownText.foreign(text) }
}
