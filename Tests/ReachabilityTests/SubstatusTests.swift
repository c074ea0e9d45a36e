import TestSupport
import Testing
@testable import Reachability

/// Substatuses decide: what they say is the cause, and nothing else is guessed beside it.
@Suite(.timeLimited) struct SubstatusTests {
  @Test(arguments: 1...55) func eachIsOfASymptomThatTellsItsCause(_ number: Int) throws {
    let substatus = try #require(Substatus(number))
    #expect(Symptom.all.contains { $0.substatuses.contains(number) })
    #expect(substatus.explanation != nil || substatus.isGeneral)
    guard let explanation = substatus.explanation else { return }
    let search = SymptomSearch("2024-01-15 10:00:00 203.0.113.9 - 10.0.0.4 21 STOR a 599 0 \(number) - -")
    #expect(search.fitting.map(\.cause) == [explanation.cause])
    #expect(search.related.isEmpty && search.possible.isEmpty)
  }

  /// IIS writes the words of the list behind `Error details:`.
  @Test(arguments: 1...55) func theWordsOfAReplyAreTheSubstatus(_ number: Int) throws {
    let substatus = try #require(Substatus(number))
    for text in [
      "Error details: \(substatus.meaning)",
      "550-Something.\r\n Win32 error:   Access is denied.\r\n Error details: \(substatus.meaning)\r\n550 End",
    ] {
      let found = try #require(SymptomSearch(text).substatus)
      // Microsoft's list has the words of 27 at 28, too.
      #expect(found.number == (number == 28 ? 27 : number), "\(text)")
    }
  }

  /// What only says where something went wrong leaves the cause to the error of Windows beside it.
  @Test(arguments: [
    ("530 1385 41", "530-logon-right"), ("530 1326 41", "530-auth"), ("530 1909 35", "530-account"),
    ("530 1331 41", "530-account"), ("530 1311 41", "530-domain"), ("550 32 3", "550-in-use"),
    ("550 112 3", "552-no-room"),
    ("550 5 2", "550-authz"), ("530 5 1", "530-home"),
  ]) func anErrorOfWindowsTellsMoreThanAGeneralOne(_ numbers: String, _ id: String) {
    let line = "2024-01-15 10:00:00 203.0.113.9 - 10.0.0.4 21 STOR a \(numbers) - -"
    #expect(SymptomSearch(line).fitting.map(\.id) == [id])
    #expect(SymptomSearch(numbers).fitting.map(\.id) == [id])
  }

  @Test func aKnownSubstatusReplacesTheCause() {
    let none = SymptomSearch("530 36").fitting
    #expect(none.map(\.id) == ["530-auth"] && none.first?.cause.contains("password") == false)
    #expect(SymptomSearch("550 5 1").fitting.first?.cause.contains("NTFS") == false)
  }
}
