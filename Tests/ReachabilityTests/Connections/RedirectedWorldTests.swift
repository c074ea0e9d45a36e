import IISConfiguration
import NetworkModel
import Reachability
import Testing
import TestSupport

/// What stands in another file is unknown, and never empty.
@Suite(.timeLimited) struct RedirectedWorldTests {
  private static let elsewhere = "configSource=\"elsewhere.config\""

  /// A file in which a text stands in place of another, and the verdict on a client's session with its site.
  private func verdict(replacing text: String, with other: String) throws -> SessionVerdict {
    let world = World()
    #expect(world.text.contains(text))
    let configuration = try read(world.text.replacing(text, with: other))
    let simulation = Simulation(
      configuration, environment: world.environment, deployment: DeploymentOptions(platform: .azure))
    let client = try #require(FTPClient.all.first { $0.id == "curl" })
    let site = try #require(configuration.ftpSites.first)
    return simulation.connections(to: site).session(client, SessionMode(.explicit, .passive)).verdict
  }

  @Test(arguments: [
    "<system.applicationHost", "<sites", "<site ", "<bindings", "<ftpServer", "<security", "<ssl ", "<commandFiltering",
    "<firewallSupport externalIp4Address", "<system.ftpServer", "<firewallSupport low", "<authorization",
  ])
  func aPartInAnotherFileLeavesTheSessionUnknown(_ tag: String) throws {
    let name = tag.split(separator: " ")[0]
    let rest = tag.dropFirst(name.count)
    #expect(try verdict(replacing: tag, with: "\(name) \(Self.elsewhere)\(rest.isEmpty ? "" : rest)") == .unknown)
  }

  /// That something would stop the session if there were nothing in the other file is not known either.
  @Test func whatIsNotReadDoesNotFail() throws {
    #expect(
      try verdict(replacing: "serverCertHash=\"9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7\"", with: Self.elsewhere)
        == .unknown)
    #expect(try verdict(replacing: "serverCertHash=\"9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7\"", with: "") == .fails)
  }

  @Test func settingsInAnotherFileAreNotRead() throws {
    let site = try read(
      file(
        sites: site("FTP", "<ftpServer><security><ssl \(Self.elsewhere) serverCertHash=\"\" /></security></ftpServer>"))
    ).ftpSites[0]
    #expect(
      !site.certificateHash.isReadable && !site.controlChannelPolicy.isReadable && site.basicAuthentication.isReadable)
  }

  @Test func noRulesAreWrittenFromHalfOfAConfiguration() throws {
    func refusal(_ text: String) -> String? {
      do throws(FirewallPlan.Refusal) {
        guard let configuration = try? read(text) else { return "unreadable" }
        _ = try FirewallPlan(configuration)
        return nil
      } catch {
        guard case .unsound(let message, _) = error else { return "\(error)" }
        return message.description
      }
    }
    let whole = file(sites: site(), rest: passiveRange(40000, 40099))
    #expect(refusal(whole) == nil)
    for tag in ["<sites", "<system.applicationHost", "<bindings", "<firewallSupport", "<system.ftpServer"] {
      let name = tag.dropFirst()
      #expect(
        refusal(whole.replacing(tag, with: "\(tag) \(Self.elsewhere)"))?.contains(
          "\(name)> stands in another file, \"elsewhere.config\", which was not read") == true, "\(tag)")
    }
    let log = whole.replacing("<system.ftpServer>", with: "<system.ftpServer><log \(Self.elsewhere) />")
    #expect(refusal(log) == nil)
  }
}
