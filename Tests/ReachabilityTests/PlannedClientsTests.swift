import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing

/// Who a plan lets in, and what its rules are called.
@Suite(.timeLimited) struct PlannedClientsTests {
  private func plan(_ bindings: [String], from clients: [String] = [], key: String? = nil) throws -> FirewallPlan {
    let elements = bindings.map { "<binding protocol=\"ftp\" bindingInformation=\"\($0)\"/>" }.joined()
    let sites = "<site name=\"A\" id=\"7\"><bindings>\(elements)</bindings></site>"
    var options = FirewallPlan.Options()
    options.clients = try clients.map { try #require(ClientSource($0)) }
    options.key = try key.map { try #require(PlanKey($0)) }
    return try FirewallPlan(read(file(sites: sites, rest: passiveRange(50000, 50100))), options: options)
  }

  @Test func anyoneUnlessClientsAreNamed() throws {
    #expect(try plan(["*:21:"]).openings.allSatisfy(\.remote.isAnyone))
  }

  @Test func onlyThoseWhoAreNamedInBothDirections() throws {
    let openings = try plan(["*:21:"], from: ["203.0.113.0/24", "198.51.100.7", "service-tag:Sql"]).openings
    #expect(
      openings.map(\.description) == [
        "TCP 21 in from 198.51.100.7, 203.0.113.0/24, Sql", "TCP 50000-50100 in from 198.51.100.7, 203.0.113.0/24, Sql",
        "TCP 20 out to 198.51.100.7, 203.0.113.0/24, Sql",
      ])
  }

  @Test func eachAddressIsReachedFromItsKind() throws {
    let plan = try plan(["10.0.0.4:21:", "[2001:db8::4]:21:"], from: ["203.0.113.0/24"])
    #expect(plan.openings.map(\.localAddress.description) == ["10.0.0.4", "10.0.0.4", "10.0.0.4"])
    #expect(plan.unreachableAddresses.map(\.description) == ["2001:db8::4"])
  }

  @Test func whereNobodyCanComeNothingIsPlanned() throws {
    #expect(throws: FirewallPlan.Refusal.self) { try self.plan(["[2001:db8::4]:21:"], from: ["203.0.113.0/24"]) }
  }

  @Test func theInternetIsItsAddresses() throws {
    let openings = try plan(["*:21:"], from: ["internet"]).openings
    #expect(openings.allSatisfy { $0.remote.addresses == ServiceTags.internetClients && !$0.remote.isAnyone })
  }

  @Test(arguments: ["service-tag:", "service-tag:a b", "service-tag:1a", "service-tag:a'", "nowhere", "10.0.0.0/33"])
  func refusesOtherWords(_ word: String) {
    #expect(ClientSource(word) == nil)
  }

  @Test func namesBeginWithTheKey() throws {
    #expect(try plan(["*:21:"]).key.text == "7")
    let plan = try plan(["*:21:"], key: "Web-01")
    #expect(plan.key.text == "web-01")
    #expect(plan.openings.map { $0.name(plan.key) }.allSatisfy { $0.hasPrefix("ftpsgate-web-01.") })
  }

  @Test(arguments: ["", "a.b", "a b", "ä", "a_b", "123456789012345678901"]) func refusesOtherKeys(_ text: String) {
    #expect(PlanKey(text) == nil)
  }

  /// The order of a file says nothing, and ids that are too many or odd have a digest.
  @Test func keysComeFromIds() throws {
    func key(_ ids: [String]) throws -> String {
      let sites = ids.map { "<site name=\"s\($0)\" id=\"\($0)\">\(binding)</site>" }.joined()
      return try FirewallPlan(read(file(sites: sites, rest: passiveRange(50000, 50100)))).key.text
    }
    let binding = "<bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\"/></bindings>"
    #expect(try key(["10", "2"]) == "2-10")
    let many = try key((100..<110).map(String.init))
    #expect(many.hasPrefix("sites-") && many.count == 14)
  }
}
