import TestSupport
import Testing
@testable import Reachability

@Suite(.timeLimited) struct SymptomSearchTests {
  @Test func everyPatternCompiles() {
    for symptom in Symptom.all {
      #expect(throws: Never.self) { try symptom.pattern.map { try Regex($0) } }
      #expect(throws: Never.self) { try symptom.possiblePattern.map { try Regex($0) } }
    }
  }

  @Test(arguments: [
    ("534", ["534-policy", "534-local-policy", "cert-missing"]), ("534 24", ["534-policy"]),
    ("534.31", ["534-local-policy"]), ("530 37", ["530-hostname"]),
    ("Response: 534 Policy requires SSL.", ["534-policy"]), ("534 policy requires ssl.", ["534-policy"]),
    ("530 Valid hostname is expected.", ["530-hostname"]), ("534 Quelque chose", ["534-policy", "534-local-policy"]),
    ("stale-control", ["stale-control"]), ("curl: (13) Bad PASV/EPSV response", ["curl-13"]),
    ("227 Entering Passive Mode (20,40,60,80,156,64)\nETIMEDOUT", ["timeout-after-227"]),
  ]) func finds(_ text: String, _ ids: [String]) {
    let found = SymptomSearch(text).symptoms.map(\.id)
    for id in ids { #expect(found.contains(id), "\(text): \(found)") }
  }

  @Test func aSubstatusNarrows() {
    #expect(SymptomSearch("425 50").symptoms.map(\.id) == ["425-minbw"])
    #expect(SymptomSearch("425 50").substatus?.number == 50)
  }

  @Test(arguments: [
    "", "hello world", "999", "0", "foo", "53", "5344", "2 seconds after 425 ms", "10.0.0.150 is up", "port 530",
    "Wed 11:19:32.425 started", "9.9.425 is out", "2024-01-15 10:00:00 10.0.0.9 - 10.0.0.4 21 USER bob 331 0 0",
  ]) func findsNothing(_ text: String) {
    #expect(SymptomSearch(text).symptoms.isEmpty)
  }

  @Test func theSurestComesFirst() {
    let ranks = SymptomSearch("425").symptoms.map { Symptom.Confidence.allCases.firstIndex(of: $0.confidence) ?? 9 }
    #expect(ranks == ranks.sorted() && ranks.count > 3)
  }

  @Test func substatusesHaveTheirMeanings() {
    #expect(Substatus(0)?.meaning == "Successful operation.")
    #expect(Substatus(38)?.meaning.hasPrefix("Client IP on the control channel didn't match") == true)
    #expect(Substatus(55)?.meaning == "128-bit encryption is required for SSL connections.")
    #expect(Substatus(56) == nil && Substatus(-1) == nil)
    for symptom in Symptom.all { for number in symptom.substatuses { #expect(Substatus(number) != nil) } }
  }
}
