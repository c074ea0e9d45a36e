import IISConfiguration
import Inet
import Reachability
import Testing
import TestSupport

@Suite(.timeLimited) struct NSGRuleTests {
  private func rules(
    _ bindings: [String], passiveOnly: Bool = false, lowestPriority: Int? = nil
  ) throws -> [NSGRule] {
    let elements = bindings.map { "<binding protocol=\"ftp\" bindingInformation=\"\($0)\"/>" }.joined()
    let sites = "<site name=\"A\" id=\"1\"><bindings>\(elements)</bindings></site>"
    let configuration = try read(file(sites: sites, rest: passiveRange(50000, 50100)))
    var options = FirewallPlan.Options(passiveOnly: passiveOnly)
    options.lowestPriority = lowestPriority
    let plan = try FirewallPlan(configuration, options: options)
    return plan.securityRules
  }

  @Test func makesOneRuleOfEachDirection() throws {
    let rules = try rules(["*:21:", "*:990:"])
    #expect(rules.map(\.name) == ["ftpsgate-1.in-tcp", "ftpsgate-1.out-tcp"])
    #expect(rules.map(\.priority) == [300, 300])
    #expect(rules.map { $0.sourcePorts.map(\.description) } == [[], ["20", "989"]])
    #expect(rules.map { $0.destinationPorts.map(\.description) } == [["21", "990", "50000-50100"], []])
    #expect(rules.allSatisfy { $0.localAddresses == [.any] && $0.peer == .anyone && $0.fault == nil })
  }

  /// Addresses of one kind with the same ports share a rule.
  @Test func makesOneRuleOfEachSetOfPorts() throws {
    let rules = try rules(
      ["[2001:db8::4]:21:", "10.0.0.6:21:", "10.0.0.5:21:", "10.0.0.4:990:"], passiveOnly: true)
    #expect(
      rules.map(\.name) == [
        "ftpsgate-1.in-tcp-10.0.0.4", "ftpsgate-1.in-tcp-10.0.0.5", "ftpsgate-1.in-tcp-2001-db8-0-0-0-0-0-4",
      ]
    )
    #expect(rules.map(\.priority) == [300, 310, 320])
    #expect(rules.map(\.destinations) == [["10.0.0.4"], ["10.0.0.5", "10.0.0.6"], ["2001:db8::4"]])
  }

  @Test func saysWhatAzureWouldRefuse() throws {
    #expect(try rules(["127.0.0.1:21:"]).allSatisfy { $0.fault?.description.contains("loopback") == true })
    #expect(try rules(["[::1]:21:"]).allSatisfy { $0.fault?.description.contains("loopback") == true })
    let many = (0..<501).map { "10.0.\($0 / 250).\($0 % 250 + 1):\(2100 + $0):" }
    #expect(try rules(many).allSatisfy { $0.fault?.description.contains("no more than 1000 rules") == true })
    #expect(try rules(Array(many.dropLast())).allSatisfy { $0.fault == nil })
  }

  /// Steps of ten leave room between rules; where there is not enough for that, each next number does.
  @Test func prioritiesStandApartWhereThereIsRoom() throws {
    let four = (1...4).map { "10.0.0.\($0):\(2100 + $0):" }
    func priorities(from lowest: Int) throws -> [Int] {
      try rules(four, passiveOnly: true, lowestPriority: lowest).map(\.priority)
    }
    #expect(try priorities(from: 4066) == [4066, 4076, 4086, 4096])
    #expect(try priorities(from: 4067) == [4067, 4068, 4069, 4070])
    #expect(
      try rules(four, passiveOnly: true, lowestPriority: 4094).filter { $0.fault != nil }.map(\.priority) == [4097])
  }

  /// Each binding is a port, and the passive range is one more entry.
  @Test(arguments: [(3999, nil), (4000, "a network security group rule holds no more than 4000 ports and ranges")])
  func holdsFourThousandPortsAndRanges(_ bindings: Int, _ fault: String?) throws {
    let rules = try rules((1...bindings).map { "*:\($0 + 10_000):" }, passiveOnly: true)
    #expect(rules.map(\.openings.count) == [bindings + 1])
    #expect(rules.map(\.fault?.description) == [fault])
  }

  @Test func seesPublicAddresses() throws {
    #expect(try rules(["104.41.173.83:21:"]).allSatisfy { $0.publicAddresses.count == 1 })
    #expect(try rules(["10.0.0.4:21:", "[2001:db8::4]:21:"]).allSatisfy(\.publicAddresses.isEmpty))
  }

  /// The sites of a host with thousands share one opening; in the square of their number it would take minutes.
  @Test func thousandsOfHostNamesShareAnOpening() throws {
    let time = try ContinuousClock().measure {
      let shared = try rules((0..<20_000).map { "*:21:h\($0)" }, passiveOnly: true)
      #expect(shared.count == (try rules(["*:21:"], passiveOnly: true)).count)
    }
    #expect(time < .seconds(30))
  }
}
