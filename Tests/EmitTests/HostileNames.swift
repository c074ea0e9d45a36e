/// Names that a site, a path or a value may have, and that must reach no terminal and no pipeline as they are.
enum Hostile {
  static let names = [
    "'; Remove-Item C:\\ #", "\" & calc & \"", "$(id)", "`id`", "a&#10;::error::b", "a\n::error::b", "a\r\n::error::b",
    "\r::add-mask::x", "%PATH%", "%0A::error::x", "’", "“”", "]]>", "::error::", "::error file=x::y", "##[error]x",
    "::stop-commands::x", "\u{1B}[2J\u{1B}]0;x\u{7}", "\u{9B}31m", "\u{202E}txt.exe", "\u{2066}a\u{2069}", "\u{200B}",
    "a\u{2028}b\u{2029}c\u{85}d", "\u{8}\u{8}\u{8}", "\u{0}", "\u{7F}", "\u{FEFF}", "\u{E0041}",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))", "a,b=c:d", "\\u0041\\n", "\"},{\"rule\":\"x\"", "{0} {{x}}", "日本語", "e\u{301}", "",
  ]
}
