import TestSupport
import Testing
@testable import Reachability

/// Messages in which the server refuses something.
@Suite(.timeLimited) struct SymptomRefusalTests {
  @Test func aTimeoutAloneMayMeanManyThings() {
    #expect(!SymptomSearch("Connection timed out").possible.isEmpty)
  }

  @Test(arguments: [
    "550 File not found\nConnection timed out", "550 File not found (timed out).",
    "425 Cannot open data connection.\r\nError: Connection timed out",
  ])
  func aRefusalHasTheCausesOfItsCode(_ text: String) {
    let search = SymptomSearch(text)
    #expect(search.possible.isEmpty)
    #expect(!search.symptoms.isEmpty)
    #expect(search.symptoms.allSatisfy { !Set($0.replies).isDisjoint(with: search.codes) })
  }

  @Test func aReplyThatRefusesNothingProvesNothing() {
    #expect(!SymptomSearch("220 Microsoft FTP Service\nConnection timed out").possible.isEmpty)
  }
}
