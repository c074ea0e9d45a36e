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
