import Linter
import Reachability
import Testing

@testable import Rules

@Suite struct SymptomCauseTests {
  @Test func namesSymptomsAndRulesThatThereAre() {
    let rules = Set(Rule.all.map(\.id))
    for (symptom, ids) in Symptom.causes {
      #expect(Symptom.with(id: symptom) != nil, "\(symptom)")
      for id in ids { #expect(rules.contains(id), "\(symptom): \(id)") }
      #expect(Set(ids).count == ids.count, "\(symptom)")
    }
  }
}
