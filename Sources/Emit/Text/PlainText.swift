/// The little Markdown of a rationale as plain text: code without its backticks, links as `text (address)`.
func plainText(_ markdown: String) -> String {
  markdown
    .replacing(/\[(?<text>[^\]]*)\]\((?<address>[^)\s]*)\)/) { "\($0.output.text) (\($0.output.address))" }
    .replacing("`", with: "")
}
