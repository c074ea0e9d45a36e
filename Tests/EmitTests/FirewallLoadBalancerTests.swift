import IISConfiguration
import Reachability
import TestSupport
import Testing
@testable import Emit

/// Which ports load balancers hand on, and what they cannot; `make verify` deploys and plans the outputs.
@Suite(.timeLimited) struct FirewallLoadBalancerTests {
  private static let targets = [FirewallTarget.loadBalancerTemplate, .loadBalancerTerraform]

  private func write(_ target: FirewallTarget, _ plan: FirewallPlan) throws -> String {
    try FirewallScript.write(plan, target: target, header: header())
  }

  @Test func portsAreWrittenOnceAndInOrder() throws {
    let sites = [PlannedSite(name: "FTP", bindings: ["*:990:", "*:21:", "*:50000:", "*:2121:"])]
    let plan = try plan(sites)
    #expect(
      try write(.loadBalancerTemplate, plan).contains(
        "\"[concat(createArray(21, 990, 2121), range(50000, 101))]\""))
    #expect(
      try write(.loadBalancerTerraform, plan).contains("ports = concat([21, 990, 2121], range(50000, 50101))\n"))
  }

  @Test func portsThatTouchMakeOneRange() throws {
    let plan = try plan([PlannedSite(name: "FTP", bindings: ["*:49999:"])])
    #expect(try write(.loadBalancerTerraform, plan).contains("ports = concat(range(49999, 50101))\n"))
    #expect(try write(.loadBalancerTemplate, plan).contains("\"[concat(range(49999, 102))]\""))
  }

  @Test(arguments: targets) func theServersAddressIsAskedForWhereNobodyKnowsIt(_ target: FirewallTarget) throws {
    let any = try write(target, plan(usualSites))
    let one = try write(target, plan([PlannedSite(name: "FTP", bindings: ["10.0.0.4:21:"])]))
    #expect(any.contains("serverAddress") == (target == .loadBalancerTemplate))
    #expect(one.contains("10.0.0.4") && !one.contains("serverAddress"))
  }

  /// Nothing answers at other ports of the passive range, so that a probe of these would hand on nothing.
  @Test(arguments: targets) func aControlPortIsProbedAlsoInThePassiveRange(_ target: FirewallTarget) throws {
    let text = try write(target, plan([PlannedSite(name: "FTP", bindings: ["*:50050:"])]))
    #expect(text.contains(target == .loadBalancerTemplate ? "\"port\": 50050" : " = 50050\n"), "\(text)")
  }

  /// IIS answers at no other address than that of the binding.
  @Test(arguments: targets) func noPortOfAnotherAddressIsProbed(_ target: FirewallTarget) throws {
    var options = FirewallPlan.Options()
    options.clients = ["203.0.113.0/24"].compactMap { ClientSource($0) }
    let sites = [PlannedSite(name: "FTP", bindings: ["[2001:db8::5]:21:", "10.0.0.5:2121:"])]
    let text = try write(target, plan(sites, options: options))
    #expect(text.contains(target == .loadBalancerTemplate ? "\"port\": 2121" : " = 2121\n"), "\(text)")
  }

  /// A socket at any address answers at each.
  @Test(arguments: targets) func aSiteAtAnyAddressIsAtTheOthersAddressToo(_ target: FirewallTarget) throws {
    let text = try write(target, plan([PlannedSite(name: "FTP", bindings: ["*:21:", "10.0.0.5:990:"])]))
    #expect(
      text.contains("10.0.0.5") && text.contains(target == .loadBalancerTemplate ? "createArray(21, 990)" : "[21, 990]")
    )
    #expect(text.contains(target == .loadBalancerTemplate ? "\"port\": 21" : " = 21\n"), "\(text)")
  }

  /// The security group behind it keeps clients out, and it can name service tags.
  @Test(arguments: targets) func clientsInServiceTagsAreNoMatterOfIts(_ target: FirewallTarget) throws {
    var options = FirewallPlan.Options()
    options.clients = ["service-tag:Storage"].compactMap { ClientSource($0) }
    let ports = target == .loadBalancerTemplate ? "range(50000, 101)" : "range(50000, 50101)"
    #expect(try write(target, plan(usualSites, options: options)).contains(ports))
  }

  /// A network interface has 300 rules at most, and a rule takes one port.
  @Test(arguments: targets) func moreThanThreeHundredPortsAreRefused(_ target: FirewallTarget) throws {
    #expect(try write(target, plan(usualSites, ports: (50000, 50297))).contains("50000"))
    let refusal = try #require(throws: UnsupportedByTarget.self) {
      try write(target, plan(usualSites, ports: (50000, 50298)))
    }
    #expect(refusal.opening.description == "TCP 50000-50298 in")
    #expect(refusal.reason.description.contains("no more than 300, and these are 301"))
  }

  @Test(
    arguments: targets,
    [
      (["127.0.0.1:21:"], "reaches the address 127.0.0.1"), (["169.254.7.7:21:"], "reaches the address 169.254.7.7"),
      (["[2001:db8::5]:21:"], "IPv4 front ends"), (["10.0.0.4:21:", "10.0.0.5:21:"], "the bindings have 2"),
      (["*:21:", "10.0.0.4:990:", "10.0.0.5:990:"], "the bindings have 2"),
    ])
  func whatOneMachineBehindItCannotBeIsRefused(_ target: FirewallTarget, _ given: ([String], String)) throws {
    let refusal = try #require(throws: UnsupportedByTarget.self) {
      try write(target, plan([PlannedSite(name: "FTP", bindings: given.0)]))
    }
    #expect(refusal.reason.description.contains(given.1), "\(refusal.reason)")
  }
}
