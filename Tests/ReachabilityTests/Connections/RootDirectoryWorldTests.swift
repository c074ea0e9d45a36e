import IISConfiguration
import TestSupport
import Testing
@testable import Reachability

/// Sites without the root directory that IIS asks of each: what users find there is in no source.
@Suite(.timeLimited) struct RootDirectoryWorldTests {
  private func outcome(_ root: String, defaults: String = "") throws -> String {
    let world = World()
    let text = world.text.replacing(rootDirectory, with: root).replacing("</sites>", with: defaults + "</sites>")
    let simulation = Simulation(try read(text), environment: world.environment)
    let site = try #require(simulation.server.configuration.ftpSites.first)
    let client = try #require(FTPClient.all.first { $0.id == "curl" })
    let result = simulation.connections(to: site).session(client, try #require(SessionMode("explicit-passive")))
    return "\(result.verdict.rawValue) \(result.step?.rawValue ?? "") \(result.rule?.text ?? "")"
  }

  @Test(arguments: [
    "", #"<application path="/x"><virtualDirectory path="/" physicalPath="D:\x" /></application>"#,
    #"<application path="/" />"#,
    #"<application path="/"><virtualDirectory path="/x" physicalPath="D:\x" /></application>"#,
    #"<application path="/"><virtualDirectory path="/" /></application>"#,
    #"<application path="/"><virtualDirectory path="/" physicalPath="" /></application>"#,
  ])
  func withoutOneNothingIsKnown(_ root: String) throws {
    #expect(try outcome(root) == "unknown logon root-directory-missing")
  }

  @Test func withOneSessionsWork() throws {
    #expect(try outcome(rootDirectory).hasPrefix("works"))
  }

  private static let pathless = #"<application path="/"><virtualDirectory path="/" /></application>"#
  private static let path = #"<virtualDirectoryDefaults physicalPath="D:\Ftp" />"#

  @Test func defaultsMayHaveThePath() throws {
    let inApplication = #"<application path="/">\#(Self.path)<virtualDirectory path="/" /></application>"#
    for (root, defaults) in [(inApplication, ""), (Self.pathless + Self.path, ""), (Self.pathless, Self.path)] {
      #expect(try outcome(root, defaults: defaults).hasPrefix("works"), "\(root) \(defaults)")
    }
  }

  /// A name in another case is a finding of its own, and a session's doubt too.
  @Test func aMisspeltApplicationIsNoMissingOne() throws {
    let misspelt = rootDirectory.replacing("application", with: "Application")
    #expect(try outcome(misspelt) == "unknown control-connection unknown-element")
  }
}
