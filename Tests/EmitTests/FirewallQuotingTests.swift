import TestSupport
import Testing
@testable import Emit

/// The one quoting function of each dialect, held against the reader of that language.
@Suite(.timeLimited) struct FirewallQuotingTests {
  @Test(arguments: [
    ("", "''"), ("plain", "'plain'"), ("it's", "'it''s'"), ("‘’‚‛", "'‘‘’’‚‚‛‛'"), ("“$x` \" #>", "'“$x` \" #>'"),
  ]) func powerShellLiterals(_ text: String, _ literal: String) {
    #expect(PowerShellText.quoted(text) == literal)
  }

  @Test func powerShellLiteralsReadBack() throws {
    for name in Hostile.names {
      let reader = try PowerShellReader("New-Thing \(PowerShellText.quoted(name)) more\n")
      #expect(reader.tokens == [.word("New-Thing"), .string(name), .word("more"), .lineEnd])
    }
  }

  @Test func powerShellArrays() {
    #expect(PowerShellText.array(["21", "990"]) == "@('21', '990')")
  }

  @Test(arguments: [
    ("", "\"\""), ("a b", "\"a b\""), ("50%", "\"50%%\""), ("a & b | c ^ !x!", "\"a & b | c ^ !x!\""),
    ("C:\\dir\\", "\"C:\\dir\\\\\""),
  ]) func batchArguments(_ text: String, _ argument: String) throws {
    #expect(BatchText.quoted(text) == argument)
    let read = try BatchReader("x \(argument) more\r\n")
    #expect(read.lines == [.command(["x", text, "more"])])
  }

  @Test func batchCannotHoldEverything() {
    for text in ["\"", "ä", "a\nb", "\0", "\u{7F}", "\u{2019}"] { #expect(BatchText.quoted(text) == nil) }
  }

  @Test func batchArgumentsReadBack() throws {
    for name in Hostile.names where name.utf8.count < 1000 {
      guard let argument = BatchText.quoted(name) else { continue }
      #expect(try BatchReader("x \(argument)\r\n").lines == [.command(["x", name])])
    }
  }

  @Test(arguments: [
    ("*", "'*'"), ("", "''"), ("50000-50100", "50000-50100"), ("2001:db8::5", "2001:db8::5"), ("it's", "'it'\\''s'"),
    ("$(id) `id` \"q\" \\", "'$(id) `id` \"q\" \\'"),
  ]) func shellWords(_ text: String, _ word: String) {
    #expect(ShellText.quoted(text) == word)
  }

  @Test func shellWordsReadBack() throws {
    // The stub of az ends a call with an empty word.
    let names = Hostile.names.filter { !$0.isEmpty && !$0.contains("\0") && $0.utf8.count < 1000 }
    let script = "az " + names.map(ShellText.quoted).joined(separator: " ") + "\n"
    #expect(try ShellReader.commands(script) == [["az"] + names])
    #expect(try ShellRun(script, arguments: []).calls == [["az"] + names])
  }

  @Test func comments() {
    let examples = [
      ("plain text", "plain text"), ("a\nb", "a\\u{a}b"), ("\0\u{1B}", "\\u{0}\\u{1b}"), ("\u{202E}", "\\u{202e}"),
      ("C:\\x", "C:\\x"), ("blank ", "blank\\u{20}"), ("e\u{301}", "e\\u{301}"), ("\r\n", "\\u{d}\\u{a}"),
    ]
    for (text, visible) in examples {
      #expect(visibleASCII(text) == visible)
      #expect(PowerShellText.comment(text) == "# " + visible)
      #expect(ShellText.comment(text) == "# " + visible)
      #expect(BatchText.comment(text) == "rem " + visible)
    }
  }

  @Test func batchCommentsHoldNothingThatCmdReads() {
    #expect(BatchText.comment("%PATH% & x ^") == "rem \\u{25}PATH\\u{25} \\u{26} x \\u{5e}")
    #expect(BatchText.comment("/?") == "rem /\\u{3f}")
  }

  @Test func longTextsAreCut() {
    #expect(abbreviated(String(repeating: "x", count: 200)).count == 200)
    #expect(abbreviated(String(repeating: "x", count: 250)).hasSuffix("xxx... (50 more characters)"))
  }

  @Test(arguments: [
    ("", "\"\""), ("a \"b\" \\", #""a \"b\" \\""#), ("${x} %{y}", #""$${x} %%{y}""#), ("$ {x} %", #""$ {x} %""#),
    ("a\nü\u{1F600}", #""a\u000a\u00fc\U0001f600""#),
  ]) func terraformLiterals(_ text: String, _ literal: String) {
    #expect(HCLText.quoted(text) == literal)
  }

  @Test(arguments: [
    ("", "''"), ("it's", #"'it\'s'"#), ("${x} \\", #"'\${x} \\'"#), ("a\nü", #"'a\u{a}\u{fc}'"#),
  ]) func bicepLiterals(_ text: String, _ literal: String) {
    #expect(BicepText.quoted(text) == literal)
  }

  @Test(arguments: [("", "''"), ("it's", "'it''s'"), ("a: # b", "'a: # b'"), ("\n", "'\\u{a}'")])
  func yamlLiterals(_ text: String, _ literal: String) {
    #expect(YAMLText.quoted(text) == literal)
  }
}
