import FuzzSupport
import Inet
import NetworkModel
import TestSupport
import Testing

/// Texts of which a part is unknown, and ids made of them.
@Suite(.timeLimited) struct PartialTextTests {
  private static func text(_ words: String) -> PartialText {
    // `?x` stands for an unknown stretch.
    PartialText(
      words.split(separator: " ").map { word in
        word.hasPrefix("?") ? .unknown(String(word.dropFirst()), scope: "s") : .known(String(word))
      })
  }

  @Test(arguments: [
    ("a", "A", PartialText.Comparison.same), ("a", "b", .different), ("a", "ab", .different), ("", "", .same),
    ("?x", "?X", .same), ("?x", "?y", .unknown), ("?x", "a", .unknown), ("?x", "", .unknown),
    ("?x -nic", "?x -NIC", .same), ("?x -nic", "?x -nsg", .different), ("?x -nic", "?y -nsg", .different),
    ("?x -nic", "?y -nic", .unknown), ("a ?x", "b ?y", .different), ("a ?x", "ab", .unknown),
    ("a ?x b", "c ?x b", .different),
    ("?x b", "b", .unknown), ("a ?x b", "b", .different), ("?x a ?y", "?x b ?y", .different),
    ("?x ?y", "?y ?x", .unknown),
    ("a b", "ab", .same), ("?x a", "?x a a", .different),
  ])
  func comparesWhatIsKnown(_ left: String, _ right: String, _ expected: PartialText.Comparison) {
    #expect(Self.text(left).compared(with: Self.text(right)) == expected)
    #expect(Self.text(right).compared(with: Self.text(left)) == expected)
  }

  /// Whatever unknown stretches are, the comparison must not be contradicted.
  @Test func noComparisonIsContradicted() {
    var dice = SplitMix(seed: 7)
    func random() -> [PartialText.Part] {
      (0..<Int.random(in: 0...4, using: &dice)).map { _ in
        let sign = ["a", "b", "ab"].randomElement(using: &dice) ?? "a"
        return Bool.random(using: &dice)
          ? .known(sign) : .unknown(["x", "y"].randomElement(using: &dice) ?? "x", scope: "s")
      }
    }
    for _ in 0..<3_000 {
      let (left, right) = (PartialText(random()), PartialText(random()))
      var outcomes: Set<Bool> = []
      for x in ["", "a", "b", "ba"] {
        for y in ["", "a", "b", "ab"] {
          func filled(_ text: PartialText) -> String {
            text.parts.map { part in
              switch part {
              case .known(let text): text
              case .unknown(let name, scope: _): name == "x" ? x : y
              }
            }.joined()
          }
          outcomes.insert(filled(left) == filled(right))
        }
      }
      switch left.compared(with: right) {
      case .same: #expect(outcomes == [true], "\(left) \(right)")
      case .different: #expect(outcomes == [false], "\(left) \(right)")
      case .unknown: break
      }
    }
  }

  private static let group = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/networkSecurityGroups/n"

  @Test func idsAreComparedAsFarAsTheyAreKnown() {
    let full = ResourceID(Self.group)
    let here = ResourceID(
      Self.text("/subscriptions/ ?sub /resourceGroups/ ?rg /providers/Microsoft.Network/networkSecurityGroups/N"))
    #expect(full.relation(to: ResourceID(Self.group.uppercased())) == .same)
    #expect(full.relation(to: ResourceID(Self.group.replacing("/r/", with: "/other/"))) == .different)
    #expect(full.relation(to: here) == .namesake && here.relation(to: here) == .same)
    #expect(full.relation(to: "N") == .namesake && full.relation(to: "m") == .different)
    #expect(full.relation(to: ResourceID(Self.text("?id"))) == .unknown)
    #expect(full.relation(to: ResourceID(Self.text("?x -other"))) == .different)
    // A name that is equal in a parent that may be another one says nothing.
    let subnets = ["?a /providers/P/v/ ?v /subnets/default", "?a /providers/P/v/ ?w /subnets/default"]
    #expect(ResourceID(Self.text(subnets[0])).relation(to: ResourceID(Self.text(subnets[1]))) == .unknown)
  }

  @Test func addressesTellResourcesOfAPlanApart() {
    let unnamed = Self.text("/subscriptions/ ?sub /providers/Microsoft.Network/networkSecurityGroups/ ?name")
    let first = ResourceID(unnamed, address: "a.x", in: "plan")
    #expect(first.relation(to: ResourceID(unnamed, address: "a.y", in: "plan")) == .different)
    #expect(first.relation(to: ResourceID(Self.group)) == .unknown)
  }

  @Test func idsTellWhatTheyAreOf() {
    let id = ResourceID(Self.group + "/securityRules/r")
    #expect(id.name == "r" && id.type == "Microsoft.Network/networkSecurityGroups/securityRules")
    #expect(id.owner("networksecuritygroups") == ResourceID(Self.group))
    #expect(ResourceID("n").type == nil && ResourceID("n").owner("networkSecurityGroups") == nil)
    #expect(ResourceID("/v").part("subnets", "s").relation(to: "/V/subnets/S") == .same)
  }
}
