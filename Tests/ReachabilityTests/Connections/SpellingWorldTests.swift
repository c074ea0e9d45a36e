import IISConfiguration
import TestSupport
import Testing
@testable import Reachability

/// Values in a spelling that no tool of Microsoft's writes: whether IIS takes them is in no source, so that nothing works
/// for certain.
@Suite(.timeLimited) struct SpellingWorldTests {
  private func working(_ change: (inout World) -> Void) throws -> [String] {
    var world = World()
    change(&world)
    let connections = try world.simulation.connections(to: try #require(try world.configuration.ftpSites.first))
    return FTPClient.all.flatMap { client in
      SessionMode.columns.filter { connections.session(client, $0).verdict.isWorking }.map { "\(client.id) \($0)" }
    }
  }

  @Test func theUsualSpellingWorks() throws {
    #expect(try !working { _ in }.isEmpty)
  }

  private func rules(_ rule: String) -> String { "<authorization><add users=\"*\" \(rule) /></authorization>" }

  @Test(arguments: [
    #"accessType="Allow" permissions="3""#, #"accessType="allow" permissions="Read""#,
    #"accessType="0" permissions="Read""#, #"accessType="Allow" permissions="read""#,
  ])
  func ofAuthorizationRules(_ rule: String) throws {
    #expect(try working { $0.authorization = rules(rule) } == [])
  }

  @Test(arguments: [
    #"</security><userIsolation mode="3" /><security>"#, #"</security><userIsolation mode="none" /><security>"#,
    #"<dataChannelSecurity matchClientAddressForPasv="True" />"#,
  ])
  func ofASite(_ setting: String) throws {
    #expect(try working { $0.extra += setting } == [])
  }

  @Test func ofAPolicyAndOfDefaults() throws {
    #expect(try working { $0.control = "sslRequire" } == [])
    #expect(try working { $0.data = "0" } == [])
    #expect(try working { $0.siteDefaults = #"<ftpServer><userIsolation mode="3" /></ftpServer>"# } == [])
  }

  @Test func theReasonNamesTheRule() throws {
    var world = World()
    world.control = "sslRequire"
    let result = try world.session("curl")
    #expect(result.verdict == .unknown)
    #expect(result.rule == .unusualSpelling)
    #expect(result.reason.description.contains("whether IIS takes \"sslRequire\" for controlChannelPolicy"))
  }
}
