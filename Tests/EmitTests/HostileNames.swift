/// Names that a site, a path or a value may have, and that must break out of no literal, comment, line or cell, and
/// reach no terminal and no pipeline as they are.
enum Hostile {
  /// All of them.
  static let names = scripts + lines + scalars + markup + long

  /// What ends literals and comments, or means something, in PowerShell, cmd and sh.
  private static let scripts = [
    "'; Remove-Item C:\\ #", "\" & calc & \"", "$(id)", "`id`", "a\nid\n", "a\r\nRemove-Item C:\\\r\n", "%PATH%", "%%i",
    "%~", "\u{2019}; calc #", "\u{2018}", "“”", "\u{201C}; calc", "\u{201A}\u{201B}\u{201E}", "#> calc <#",
    "*/ calc /*", "^", "a^\ncalc", "!x!", "`", "x `", "\\", "x \\", "/?", "& calc", "| calc", "> x", "< x", "'@\n",
    "\"@", "@'\n", "Requires -Version 99", "$env:PATH", "SIG # Begin signature block", "EOF", ")", "}", "(", "{", ";",
    "~", "*", "-WhatIf", "goto failed",
  ]

  /// Commands of CI logs, and what ends lines.
  private static let lines = [
    "::error::x", "a&#10;::error::b", "a\n::error::x", "a\r\n::error::b", "\r::add-mask::x", "%0A::error::x",
    "::error file=x::y", "##[error]x", "::stop-commands::x", "x\u{85}calc", "x\u{2028}calc", "x\u{B}calc", "x\u{C}calc",
    "a\u{2028}b\u{2029}c\u{85}d",
  ]

  /// What moves a cursor, reorders a line, or is not seen.
  private static let scalars = [
    "a\u{1B}[2J", "\u{1B}[2J\u{1B}]0;x\u{7}", "\u{9B}31m", "\u{202E}txt.exe", "\u{202E}\u{2066}x\u{2069}", "\u{200B}",
    "\u{8}\u{8}\u{8}", "\0", "\u{7F}", "\u{FEFF}", "\u{E0041}", "\u{1A}", "đ\u{91}", "日本語", "川俣", "e\u{301}",
    "", " ", "trailing ",
  ]

  /// What is markup, or means something in JSON and in lists of properties.
  private static let markup = [
    "]]>", "<script>alert(1)</script>", "[x](javascript:alert(1))", "a,b=c:d", "\\u0041\\n", "\"},{\"rule\":\"x\"",
    "{0} {{x}}",
  ]

  private static let long = [String(repeating: "x", count: 20_000), String(repeating: "\u{202E}'", count: 2000)]

  /// Those that XML can hold; a name with other characters reaches scripts only as the input file's.
  static let siteNames = names.filter { name in
    name.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\r" || $0 == "\t" }
  }

  /// As much of a name as a binding's host name can hold.
  static func hostName(in name: String) -> String {
    String(name.filter { $0 != ":" && !$0.isWhitespace })
  }
}
