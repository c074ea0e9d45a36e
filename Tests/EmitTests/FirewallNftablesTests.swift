import IISConfiguration
import Inet
import Reachability
import TestSupport
import Testing
@testable import Emit

/// What files for nft open; `make verify` has nft and the kernel take them, and sends connections through.
@Suite(.timeLimited) struct FirewallNftablesTests {
  private func text(
    _ plan: FirewallPlan, remove: Bool = false, input: String = "applicationHost.config"
  ) throws -> String {
    try FirewallScript.write(plan, target: .nftables, header: header(input), remove: remove)
  }

  private func options(
    from clients: [String] = [], servers: [String] = [], publicAddresses: [String] = []
  ) -> FirewallPlan.Options {
    var options = FirewallPlan.Options()
    options.clients = clients.compactMap { ClientSource($0) }
    options.surroundings.serverAddresses = servers.compactMap { IPPrefix($0)?.first }.map(LocalAddress.init)
    options.surroundings.publicAddresses = publicAddresses.compactMap { IPv4Address($0) }
    return options
  }

  private func sites(_ bindings: String...) -> [PlannedSite] { [PlannedSite(name: "FTP", bindings: bindings)] }

  @Test func roundTrip() throws {
    for plan in try randomPlans(60) {
      let reader = try NftablesReader(text(plan))
      let rules = try reader.rules("inet filter", "ftpsgate-\(plan.key)")
      let begin = rules.filter { $0.terms["ct direction"] == ["original"] }
      #expect(try begin.flatMap { try $0.openings() }.reach == plan.gatewayOpenings(["$server"]).reach)
      #expect(rules.count == 2 * begin.count && Set(rules) == Set(begin + begin.map(\.reply)))
    }
  }

  @Test func whatIsThereIsNeverAddedTo() throws {
    let statements = [
      "create chain inet filter ftpsgate-1", "create table ip ftpsgate-1", "flush chain inet filter ftpsgate-1",
      "delete table ip ftpsgate-1",
    ]
    for options in [options(), options(publicAddresses: ["20.40.60.80"])] {
      let reader = try NftablesReader(text(plan(usualSites, options: options)))
      #expect(reader.statements == statements)
      #expect(
        reader.blocks.allSatisfy {
          ["table inet filter", "table ip ftpsgate-1"].contains($0[0])
            && ["chain ftpsgate-1", "chain prerouting"].contains($0[1]) && $0.count == 3
        })
    }
  }

  @Test func addressesWithTheSamePortsShareARule() throws {
    let reader = try NftablesReader(text(plan(sites("10.0.0.4:21:", "10.0.0.5:21:", "[2001:db8::5]:21:"))))
    let rules = try reader.rules("inet filter", "ftpsgate-1")
    #expect(rules.count == 8)
    #expect(rules[0].terms["ip daddr"] == ["10.0.0.4", "10.0.0.5"])
    #expect(rules[0].terms["tcp dport"] == ["21", "50000-50100"])
    #expect(rules.contains { $0.terms["ip6 saddr"] == ["2001:db8::5"] && $0.terms["tcp sport"] == ["20"] })
  }

  @Test func portsThatTouchAreOne() throws {
    let rules = try NftablesReader(text(plan(sites("*:49999:", "*:50101:", "*:50050:")))).rules(
      "inet filter", "ftpsgate-1")
    #expect(rules[0].terms["tcp dport"] == ["49999-50101"])
    #expect(rules[2].terms["tcp sport"] == ["49998", "50049", "50100"])
  }

  // MARK: - The server's address

  @Test func anAddressThatFilesTellIsWritten() throws {
    let text = try text(plan(usualSites, options: options(servers: ["10.0.0.4", "2001:db8::5"])))
    #expect(!text.contains("server=") && !text.contains("$server"))
    #expect(text.contains("# Apply it on the gateway: nft -f FILE\n") && !text.contains("Nothing is open over"))
    let rules = try NftablesReader(text).rules("inet filter", "ftpsgate-1")
    #expect(rules.count == 8)
  }

  @Test func withoutAnAddressNftIsGivenOne() throws {
    let text = try text(plan(usualSites))
    #expect(text.contains("# Apply it on the gateway: nft -D server=10.0.0.4 -f FILE\n"))
    #expect(
      text.contains("# Nothing is open over IPv6 to sites on every address: no IPv6 address of the server is known."))
    #expect(try NftablesReader(text).rules("inet filter", "ftpsgate-1").allSatisfy { $0.terms["ip6 saddr"] == nil })
  }

  @Test(arguments: ["127.0.0.1:21:", "[::1]:21:", "169.254.1.2:21:", "[fe80::1]:21:"])
  func addressesOfTheMachineAreRefused(_ binding: String) throws {
    let refusal = try #require(throws: UnsupportedByTarget.self) { try text(plan(sites(binding))) }
    #expect(refusal.reason.description.contains("no gateway forwards connections to"))
  }

  @Test func clientsWhoReachNoKnownAddressAreRefused() throws {
    for options in [options(from: ["2001:db8:7::/48"]), options(from: ["2001:db8:7::/48"], servers: ["10.0.0.4"])] {
      let refusal = try #require(throws: UnsupportedByTarget.self) { try text(plan(usualSites, options: options)) }
      #expect(refusal.reason.description.contains("no address of the server is known that these clients can reach"))
    }
  }

  @Test func moreThanAGatewayBearsIsRefused() throws {
    let many = (0..<400).flatMap { ["*:\(2 * $0 + 2001):", "10.1.\($0 / 200).\($0 % 200 + 1):21:"] }
    let refusal = try #require(throws: UnsupportedByTarget.self) {
      try text(plan([PlannedSite(name: "Many", bindings: many)]))
    }
    #expect(refusal.reason.description.contains("401 addresses of the server with 801 ranges of ports"))
    let fewer = Array(many.prefix(200))
    #expect(try text(plan([PlannedSite(name: "Some", bindings: fewer)])).contains("tcp dport { 21, 2001, 2003, "))
  }

  @Test func serviceTagsAreRefused() throws {
    let options = options(from: ["service-tag:AzureCloud"])
    #expect(throws: UnsupportedByTarget.self) { try text(plan(usualSites, options: options)) }
  }

  // MARK: - Translation

  @Test func publicAddressesLeadToTheServer() throws {
    let options = options(
      from: ["203.0.113.0/24", "2001:db8:7::/48"], publicAddresses: ["20.40.60.82", "20.40.60.80", "20.40.60.82"])
    let text = try text(plan(usualSites, options: options))
    let rules = try NftablesReader(text).rules("ip ftpsgate-1", "prerouting")
    #expect(rules.count == 1 && rules[0].verdict == "dnat to $server")
    #expect(
      rules[0].terms == [
        "ip saddr": ["203.0.113.0/24"], "ip daddr": ["20.40.60.82", "20.40.60.80"],
        "tcp dport": ["21", "990", "50000-50100"],
      ])
    #expect(text.contains(" are translated to the server's own address:\n#   20.40.60.82\n#   20.40.60.80\n"))
  }

  @Test func withoutThemNothingIsTranslated() throws {
    let text = try text(plan(usualSites))
    #expect(!text.contains("dnat") && text.contains("# Nothing is translated: "))
  }

  @Test func anAddressThatTheServerHasItselfIsNotTranslated() throws {
    let options = options(servers: ["20.40.60.80"], publicAddresses: ["20.40.60.80"])
    #expect(try !text(plan(usualSites, options: options)).contains("dnat"))
  }

  @Test func whichOfTwoServersIsMeantIsNotGuessed() throws {
    for bindings in [sites("10.0.0.4:21:", "10.0.0.5:21:"), sites("*:21:", "10.0.0.4:990:")] {
      let plan = try plan(bindings, options: options(publicAddresses: ["20.40.60.80", "20.40.60.82"]))
      let refusal = try #require(throws: UnsupportedByTarget.self) { try text(plan) }
      #expect(refusal.reason.description.contains("no file tells which address of the server the public one leads to"))
      #expect(try !text(plan, remove: true).isEmpty)
    }
  }

  // MARK: - Removal, and names from files

  @Test func removalTakesBothAwayAndNothingElse() throws {
    let reader = try NftablesReader(
      text(plan(usualSites, options: options(publicAddresses: ["20.40.60.80"])), remove: true))
    #expect(reader.blocks.isEmpty)
    #expect(
      reader.statements == [
        "add chain inet filter ftpsgate-1", "flush chain inet filter ftpsgate-1", "delete chain inet filter ftpsgate-1",
        "add table ip ftpsgate-1", "delete table ip ftpsgate-1",
      ])
  }

  @Test func namesStayInComments() throws {
    let calm = try NftablesReader(text(plan(usualSites)))
    for name in Hostile.siteNames {
      let sites = [PlannedSite(name: name, bindings: usualSites[0].bindings)]
      let text = try text(plan(sites), input: name)
      let reader = try NftablesReader(text)
      #expect(reader.statements == calm.statements && reader.blocks == calm.blocks, "\(name)")
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || " "..."~" ~= $0 })
    }
  }

  @Test func sets() {
    #expect(NftablesText.set(["21"]) == "21" && NftablesText.set(["21", "990"]) == "{ 21, 990 }")
    #expect(NftablesText.set(.internet.intersection(.anyV6)) == "2000::/3")
    #expect(NftablesText.comment("a\nb") == "# a\\u{a}b" && NftablesText.comment("") == "#")
  }
}
