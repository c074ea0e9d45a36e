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
}
