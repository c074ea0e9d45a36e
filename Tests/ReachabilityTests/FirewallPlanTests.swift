import FuzzSupport
import IISConfiguration
import Inet
import NetworkModel
import Reachability
import Testing
import TestSupport

@Suite(.timeLimited) struct FirewallPlanTests {
  private static let range = passiveRange(50000, 50100)

  private func site(_ name: String, _ bindings: String..., starts: Bool = true) -> String {
    let elements = bindings.map { "<binding protocol=\"ftp\" bindingInformation=\"\($0)\" />" }.joined()
    return """
      <site name="\(name)" id="1"><bindings>\(elements)</bindings><ftpServer serverAutoStart="\(starts)" /></site>
      """
  }

  private func plan(
    _ sites: String..., rest: String = range, options: FirewallPlan.Options = .init()
  ) throws -> FirewallPlan {
    try FirewallPlan(read(file(sites: sites.joined(), rest: rest)), options: options)
  }

  // MARK: - Openings

  @Test func opensControlPassiveAndActiveData() throws {
    let plan = try plan(site("A", "*:21:", "10.0.0.4:990:"))
    #expect(
      plan.openings.map(\.description) == [
        "TCP 21 in", "TCP 50000-50100 in", "TCP 990 in at 10.0.0.4", "TCP 20 out", "TCP 989 out at 10.0.0.4",
      ])
    #expect(
      plan.openings.map(\.purpose) == [
        .explicitControl, .passiveData, .implicitControl, .activeData(controlPort: 21), .activeData(controlPort: 990),
      ])
    #expect(plan.passivePorts.description == "50000-50100" && !plan.usesDynamicPorts)
  }

  @Test func anyAddressCoversOneAddress() throws {
    let plan = try plan(site("A", "10.0.0.4:21:", "*:21:ftp.example.com"))
    #expect(plan.openings.map(\.description) == ["TCP 21 in", "TCP 50000-50100 in", "TCP 20 out"])
  }

  @Test func oneAddressCoversNoOther() throws {
    let plan = try plan(site("A", "10.0.0.4:21:", "10.0.0.5:21:"), options: .init(passiveOnly: true))
    #expect(
      plan.openings.map(\.description) == [
        "TCP 21 in at 10.0.0.4", "TCP 50000-50100 in at 10.0.0.4", "TCP 21 in at 10.0.0.5",
        "TCP 50000-50100 in at 10.0.0.5",
      ])
  }

  /// Two rules for one port are one too many, and say two things of it.
  @Test func aRangeCoversThePortsInIt() throws {
    let plan = try plan(site("A", "*:21:", "*:50050:", "10.0.0.4:50000:", "10.0.0.4:50101:"))
    #expect(
      plan.openings.map(\.description) == [
        "TCP 21 in", "TCP 50000-50100 in", "TCP 50101 in at 10.0.0.4", "TCP 20 out", "TCP 50049 out",
        "TCP 49999 out at 10.0.0.4", "TCP 50100 out at 10.0.0.4",
      ])
    #expect(
      plan.openings[1].origins == [
        "lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport",
        "binding *:50050: of site A", "binding 10.0.0.4:50000: of site A",
      ])
  }

  /// As a look at all pairs would have it.
  @Test func noOpeningIsCoveredAndAllPortsAreOpen() throws {
    var random = SplitMix(seed: 11)
    for _ in 0..<200 {
      let bindings = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        let address = ["*", "10.0.0.4", "10.0.0.5"].randomElement(using: &random) ?? "*"
        return "\(address):\(Int.random(in: 49995...50012, using: &random)):"
      }
      let sites = bindings.enumerated().map { site("S\($0.offset)", $0.element) }.joined()
      let plan = try FirewallPlan(read(file(sites: sites, rest: passiveRange(50000, 50005))))
      let inbound = plan.openings.filter { $0.direction == .inbound }
      for (index, opening) in inbound.enumerated() {
        let covering = inbound.enumerated().filter { other in
          other.offset != index && other.element.localPorts.first <= opening.localPorts.first
            && other.element.localPorts.last >= opening.localPorts.last
            && [.any, opening.localAddress].contains(other.element.localAddress)
        }
        #expect(covering.isEmpty, "\(bindings): \(opening)")
      }
      for endpoint in plan.sites.flatMap({ $0.bindings.compactMap(\.endpoint) }) {
        let isOpen = inbound.contains { opening in
          opening.localPorts.contains(endpoint.port) && [.any, endpoint.address].contains(opening.localAddress)
        }
        #expect(isOpen, "\(bindings): \(endpoint.port)")
      }
    }
  }

  @Test func openingsThatAreOneNameAllTheirOrigins() throws {
    let plan = try plan(site("A", "*:21:"), site("B", "*:21:ftp.example.com", "10.0.0.4:21:"))
    let origins = [
      "binding *:21: of site A", "binding *:21:ftp.example.com of site B", "binding 10.0.0.4:21: of site B",
    ]
    #expect(plan.openings.map(\.description) == ["TCP 21 in", "TCP 50000-50100 in", "TCP 20 out"])
    #expect(plan.openings[0].origins == origins)
    #expect(
      plan.openings[1].origins == ["lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport"])
    #expect(plan.openings[2].origins == origins)
  }

  @Test func nothingLiesBelowPortOne() throws {
    let plan = try plan(site("A", "*:1:", "*:2:"))
    #expect(plan.openings.map(\.description) == ["TCP 1 in", "TCP 2 in", "TCP 50000-50100 in", "TCP 1 out"])
  }

  @Test func passiveOnlySendsNothing() throws {
    let plan = try plan(site("A", "*:21:"), options: .init(passiveOnly: true))
    #expect(plan.openings.map(\.direction) == [.inbound, .inbound])
  }

  @Test func dynamicPortsMustBeAskedFor() throws {
    let plan = try plan(site("A", "*:21:"), rest: "", options: .init(allowsDynamicRange: true))
    #expect(plan.passivePorts == .windowsDynamic && plan.usesDynamicPorts)
    #expect(plan.openings[1].description == "TCP 49152-65535 in")
    #expect(plan.openings[1].origins.allSatisfy { $0.hasPrefix("no lowDataChannelPort") })
    #expect(try !self.plan(site("A", "*:21:"), options: .init(allowsDynamicRange: true)).usesDynamicPorts)
  }

  // MARK: - Sites

  @Test func leavesOutWhatDoesNotStart() throws {
    let plan = try plan(site("On", "*:21:"), site("Off", "*:2121:", starts: false))
    #expect(plan.sites.map(\.name) == ["On"])
    #expect(plan.leftOutSites == ["Off"])
    #expect(!plan.openings.contains { $0.localPorts.contains(2121) })
  }

  @Test func aNamedSiteNeedNotStart() throws {
    let plan = try plan(
      site("On", "*:21:"), site("Off", "*:2121:", starts: false), options: .init(sites: ["OFF"]))
    #expect(plan.sites.map(\.name) == ["Off"])
    #expect(plan.leftOutSites == ["On"])
    #expect(plan.openings.map(\.description) == ["TCP 2121 in", "TCP 50000-50100 in", "TCP 2120 out"])
  }

  @Test func otherSitesMayBeAtFault() throws {
    let plan = try plan(site("A", "*:21:"), site("B", "*:21"), options: .init(sites: ["A"]))
    #expect(plan.sites.map(\.name) == ["A"])
  }
}

@Suite(.timeLimited) struct FirewallPlanRefusalTests {
  private func refusal(
    _ sites: String, rest: String = passiveRange(50000, 50100), options: FirewallPlan.Options = .init()
  ) throws -> FirewallPlan.Refusal? {
    let configuration = try read(file(sites: sites, rest: rest))
    return #expect(throws: FirewallPlan.Refusal.self) { try FirewallPlan(configuration, options: options) }
  }

  /// IIS refuses it too, but no port hangs on it.
  @Test func whatIsNotKnownElsewhereIsNoReason() throws {
    let sites = site("A", "<ftpServer><foo/></ftpServer>")
    let configuration = try read(file(sites: sites, rest: passiveRange(50000, 50100)))
    #expect(try FirewallPlan(configuration, options: .init()).sites.map(\.name) == ["A"])
  }

  private static let web = """
    <site name="Web" id="2"><bindings><binding protocol="http" bindingInformation="*:80:" /></bindings></site>
    """

  @Test func namesTheNearestSite() throws {
    #expect(
      try refusal(site("Partners"), options: .init(sites: ["Partner"]))
        == .unknownSite("Partner", suggestion: "Partners"))
    #expect(try refusal(site("A"), options: .init(sites: ["Elsewhere"])) == .unknownSite("Elsewhere", suggestion: nil))
  }

  @Test func refusesASiteWithoutFTP() throws {
    #expect(try refusal(site() + Self.web, options: .init(sites: ["web"])) == .notAnFTPSite("Web"))
  }

  /// What would make rules wrong or wider than needed, and a word of the message.
  @Test(arguments: [
    (site("A", "<ftpServer serverAutoStart=\"false\" />"), passiveRange(50000, 50100), "serverAutoStart"),
    (web, passiveRange(50000, 50100), "no site has an ftp binding"),
    (site(), "", "passive-range-unset"),
    (site(), passiveRange(0, 0), "passive-range-unset"),
    (site(), passiveRange(50100, 50000), "passive-range-invalid"),
    (site(), passiveRange(50000, 0), "passive-range-invalid"),
    (site(), passiveRange(80, 50000), "passive-range-invalid"),
    (site(), passiveRange(50000, 70000), "passive-range-invalid"),
    (
      "<site name='A' id='1'><bindings><binding protocol='ftp' bindingInformation='*:21'/></bindings></site>",
      passiveRange(50000, 50100), "invalid-binding"
    ),
    (
      "<site name='A' id='1'><bindings><binding protocol='ftps' bindingInformation='*:990:'/></bindings></site>",
      passiveRange(50000, 50100), "unknown-ftp-protocol"
    ),
    (
      """
      <site name='A' id='1'><bindings>
        <binding protocol='ftp' bindingInformation='*:21:'/><Binding protocol='ftp' bindingInformation='*:990:'/>
      </bindings></site>
      """, passiveRange(50000, 50100), "IIS does not know <Binding> in <bindings>"
    ),
    (
      site(),
      """
      <system.ftpServer>
        <firewallSupport lowDataChannelPort='50000' highDataChannelPort='50100'><more/></firewallSupport>
      </system.ftpServer>
      """, "IIS does not know <more>"
    ),
  ])
  func refusesWhatIsUnsound(_ sites: String, _ rest: String, _ word: String) throws {
    guard case .unsound(let message, let help) = try refusal(sites, rest: rest) else {
      Issue.record("not refused as unsound: \(word)")
      return
    }
    #expect(message.description.contains(word), "\(message)")
    #expect(!help.description.isEmpty)
  }
}
