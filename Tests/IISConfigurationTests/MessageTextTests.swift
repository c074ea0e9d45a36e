import IISConfiguration
import TestSupport
import Testing
import Text

/// What comes from a file is masked and cleaned, and nothing that the tool says itself.
@Suite(.timeLimited) struct MessageTextTests {
  @Test func theToolsOwnWordsAreNeverMasked() {
    let message: Message = "the name \(quoted: "passwords") is that of another site; password: see above"
    #expect(message.description == "the name \"passwords\" is that of another site; password: see above")
    let help: Message = "put it inside <location path=\(quoted: "Password")>"
    #expect(help.description == "put it inside <location path=\"Password\">")
  }

  @Test func secretsOfAFileAreMasked() {
    let message: Message =
      "\(quoted: "pwd=hunter2") and \(name: "Password=hunter2") and \(foreign: "password: hunter2")"
    #expect(!message.description.contains("hunter2"))
  }

  @Test func nothingOfAFileMovesTheCursor() {
    let hostile = "a\u{1B}[2J\n\u{202E}b"
    let message: Message = "\(quoted: hostile) \(name: hostile) \(foreign: hostile)"
    #expect(!message.description.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }

  @Test func valuesAreCutAndTheWordsOfOtherProgramsAreNot() {
    let long = String(repeating: "x", count: 100)
    #expect(("\(quoted: long)" as Message).description.count < 70)
    #expect(("\(foreign: long)" as Message).description == long)
  }
}
