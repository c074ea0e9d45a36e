import IISConfiguration
import TestSupport
import Testing
@testable import Reachability

/// What a configuration says against a binding of one site, and against no other.
@Suite(.timeLimited) struct ConfigurationFaultTests {
  private static let sites = """
    <site name="A" id="1"><bindings>
    <binding protocol="ftp" bindingInformation="*:21:" /><binding protocol="ftp" bindingInformation="*:2121:" />
    </bindings><ftpServer odd="1" /></site>
    <site name="B" id="2"><bindings>
    <binding protocol="ftp" bindingInformation="*:21:" /><binding protocol="ftp" bindingInformation="*:990:" />
    </bindings></site>
    """

  private func rules(_ rest: String = "") throws -> [[[RuleID?]]] {
    let configuration = try read(file(sites: Self.sites, rest: rest))
    let faults = ConfigurationFaults(configuration)
    return configuration.ftpSites.map { site in site.bindings.map { faults.checks(site, $0).map(\.rule) } }
  }

  @Test func aBindingHasThoseOfItsSiteAndItsOwn() throws {
    #expect(
      try rules() == [[[.unknownAttribute, .duplicateBinding], [.unknownAttribute]], [[.duplicateBinding], []]])
  }

  @Test func theServersAreEverybodys() throws {
    let rest = "<system.ftpServer><nothing /></system.ftpServer>"
    #expect(
      try rules(rest) == [
        [[.unknownElement, .unknownAttribute, .duplicateBinding], [.unknownElement, .unknownAttribute]],
        [[.unknownElement, .duplicateBinding], [.unknownElement]],
      ])
  }

  /// Whether IIS reads the file at all is not known, so nothing of it is.
  @Test(arguments: [
    (#"version="1.1""#, true), (#"version="1.0" encoding="UTF-16""#, true), (#"version="1.0" encoding="UTF-8""#, false),
  ])
  func aDoubtfulDeclarationIsEverybodys(_ declaration: String, _ isDoubtful: Bool) throws {
    let world = World()
    let text = world.text.replacing(#"version="1.0" encoding="UTF-8""#, with: declaration)
    let simulation = Simulation(try read(text), environment: world.environment)
    for site in simulation.server.configuration.ftpSites {
      let connections = simulation.connections(to: site)
      let working = FTPClient.all.filter { client in
        SessionMode.columns.contains { connections.session(client, $0).verdict.isWorking }
      }
      #expect(working.isEmpty == isDoubtful)
      let result = connections.session(try #require(FTPClient.all.first { $0.id == "curl" }), SessionMode.columns[0])
      #expect(result.verdict == (isDoubtful ? .unknown : .works))
      #expect(result.rule == (isDoubtful ? .unusualXMLDeclaration : nil))
    }
  }

  @Test(arguments: [
    ("<configuration>\n", "<configuration><configSections /><configSections />", RuleID.duplicateSection),
    ("</configuration>", "<configSections /></configuration>", .misplacedSetting),
    ("<configuration>\n", "<configuration><configSections />", nil),
  ])
  func declarationsStandFirstAndOnce(_ old: String, _ new: String, _ rule: RuleID?) throws {
    let world = World()
    let simulation = Simulation(try read(world.text.replacing(old, with: new)), environment: world.environment)
    let curl = try #require(FTPClient.all.first { $0.id == "curl" })
    let result = simulation.connections(to: simulation.server.configuration.ftpSites[0])
      .session(curl, SessionMode.columns[0])
    #expect(result.verdict == (rule == nil ? .works : .unknown) && result.rule == rule)
  }

  @Test func aProtocolWithABlankLeavesItsPortUnknown() throws {
    var world = World()
    world.bindings = ["*:21:"]
    let text = world.text.replacing(
      "</bindings>", with: #"<binding protocol="ftp " bindingInformation="*:990:" /></bindings>"#)
    let simulation = Simulation(try read(text), environment: world.environment)
    let connections = simulation.connections(to: simulation.server.configuration.ftpSites[0])
    let curl = try #require(FTPClient.all.first { $0.id == "curl" })
    #expect(connections.session(curl, SessionMode(.explicit, .passive)).verdict == .works)
    let implicit = connections.session(curl, SessionMode(.implicit, .passive))
    #expect(implicit.verdict == .unknown && implicit.rule == .unknownFTPProtocol)
  }
}
