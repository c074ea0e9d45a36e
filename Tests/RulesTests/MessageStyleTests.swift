import IISConfiguration
import Linter
import TestSupport
import Testing
@testable import Rules

/// What rules say is one line, in lower case, without a full stop; held on the findings of all examples.
@Suite(.timeLimited) struct MessageStyleTests {
  private func findings(of rule: Rule) -> [Finding] {
    rule.examples.filter(\.isRejected).flatMap { ExampleRun($0, of: rule).report.findings }
  }

  @Test(arguments: Rule.all) func saysWhatIsWrongWhyAndWhatToDo(_ rule: Rule) throws {
    for finding in findings(of: rule) {
      for message in try [finding.message] + finding.notes + [#require(finding.help)] {
        let text = message.description
        #expect(!text.isEmpty && !text.contains("\n") && !text.contains("  "), "\(text)")
        #expect(!text.hasSuffix("."), "\(text)")
        #expect(!text.contains(". "), "two sentences: \(text)")
        #expect(beginsInLowerCase(text), "\(text)")
      }
    }
  }

  /// Every format names the rule beside the message; one that began with it too would say it twice.
  @Test(arguments: Rule.all) func noMessageBeginsWithTheRule(_ rule: Rule) {
    for finding in findings(of: rule) {
      let message = finding.message.description.lowercased()
      for name in [rule.id, finding.severity.rawValue] + rule.aliases {
        #expect(!message.hasPrefix("\(name):") && !message.hasPrefix("\(name) "), "\(message)")
        #expect(!message.hasPrefix("[\(name)]") && !message.hasPrefix("'\(name)'"), "\(message)")
      }
    }
  }

  /// Names and abbreviations keep their capitals.
  private func beginsInLowerCase(_ text: String) -> Bool {
    let word = text.prefix { $0.isLetter }
    return word.first?.isUppercase != true || word.dropFirst().contains(where: \.isUppercase)
  }
}
