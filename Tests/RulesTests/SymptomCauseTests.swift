import Linter
import Reachability
import TestSupport
import Testing
@testable import Rules

@Suite(.timeLimited) struct SymptomCauseTests {
  @Test func namesSymptomsAndRulesThatThereAre() {
    let rules = Set(Rule.all.map(\.id))
    for (symptom, ids) in Symptom.causes {
      #expect(Symptom.with(id: symptom) != nil, "\(symptom)")
      for id in ids { #expect(rules.contains(id), "\(symptom): \(id)") }
      #expect(Set(ids).count == ids.count, "\(symptom)")
    }
  }

  @Test func numbersNameRulesThatThereAre() {
    let rules = Set(Rule.all.map(\.id))
    for (number, ids) in Symptom.causesBySubstatus {
      #expect(Substatus(number) != nil && Set(ids).isSubset(of: rules), "\(number)")
    }
    for ids in Symptom.causesByWindowsError.values { #expect(Set(ids).isSubset(of: rules)) }
  }

  /// A wrong password stands in no configuration.
  @Test func aNumberThatTellsOneCauseAsksForItsRulesAlone() {
    func rules(_ numbers: String) -> [String] { SymptomSearch(numbers).fitting.flatMap(\.rules).map(\.id) }
    #expect(rules("530 1326 41").isEmpty && rules("530 35").isEmpty)
    #expect(rules("530 36").contains("no-authentication") && !rules("530 36").contains("address-restriction-locks-out"))
    #expect(rules("530 4") == ["address-restriction-locks-out"])
    #expect(rules("500 51") == ["required-command-denied", "operation-refused"])
    #expect(rules("425 10013").contains("excluded-port-in-range"))
  }

  /// A site that asks for TLS gives the reply to a client without it on purpose, and on any port.
  @Test func aPolicyThatIsKeptIsNoMistake() {
    #expect(Symptom.with(id: "534-policy")?.rules.isEmpty == true)
  }

  /// A port that is bound does not refuse.
  @Test func aPortWithoutCertificateRefusesNobody() {
    let ids = Symptom.with(id: "econnrefused")?.rules.map(\.id) ?? []
    #expect(ids.contains("explicit-binding-missing") && !ids.contains("implicit-binding-without-certificate"))
  }

  /// What a session ends in must be there to be explained.
  @Test(arguments: Symptom.ID.allCases) func sessionsEndInSymptomsThatExist(_ id: Symptom.ID) {
    #expect(Symptom.with(id: id.text) != nil)
  }
}
