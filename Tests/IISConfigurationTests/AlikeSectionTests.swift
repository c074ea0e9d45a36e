import IISConfiguration
import Inet
import TestSupport
import Testing

/// Sections of sites that are written alike are read once; what tells sites apart must not be lost by that.
@Suite(.timeLimited) struct AlikeSectionTests {
  private func settings(_ sites: [String]) throws -> Configuration {
    try read(file(sites: sites.enumerated().map { site("S\($0)", $1) }.joined(separator: "\n")))
  }

  private func section(address: String = "192.0.2.1", mode: String = "None", ssl: String = "") -> String {
    """
    <ftpServer>
    <security><ssl \(ssl) /></security>
    <firewallSupport externalIp4Address="\(address)" /><userIsolation mode="\(mode)" />
    </ftpServer>
    """
  }

  @Test func textsAreThoseOfEachSite() throws {
    let configuration = try settings((1...20).map { section(address: "192.0.2.\($0)") })
    #expect(configuration.ftpSites.map(\.announcedAddress) == (1...20).map { IPv4Address(192, 0, 2, $0) })
    #expect(
      configuration.ftpSites.map { configuration.written($0.externalAddress.range) } == (1...20).map { "192.0.2.\($0)" }
    )
    #expect(Set(configuration.ftpSites.map(\.userIsolationRange)).count == 20)
  }

  @Test func choicesAreThoseOfEachSite() throws {
    let modes = ["None", "Custom", "IsolateAllDirectories", "None", "StartInUsersDirectory", "Custom"]
    let configuration = try settings(modes.map { section(mode: $0) })
    #expect(
      configuration.ftpSites.map(\.userIsolation.value)
        == [.none, .custom, .isolateAllDirectories, .none, .startInUsersDirectory, .custom])
  }

  @Test func aFaultIsFoundInEachSiteThatHasIt() throws {
    let configuration = try settings(["None", "Nobody", "None", "Nobody", "none"].map { section(mode: $0) })
    #expect(configuration.problemPlaces == ["Nobody", "Nobody", "none"])
    #expect(configuration.schemaProblems.map(\.sites) == [["S1"], ["S3"], ["S4"]])
  }

  @Test func attributesAreToldByTheirNames() throws {
    let configuration = try settings(
      ["controlChannelPolicy", "dataChannelPolicy", "controlChannelPolicy"].map { section(ssl: "\($0)=\"SslAllow\"") })
    #expect(configuration.ftpSites.map(\.controlChannelPolicy.value) == [.allow, .require, .allow])
    #expect(configuration.ftpSites.map(\.dataChannelPolicy.value) == [.require, .allow, .require])
  }

  @Test func elementsAreToldByTheirPlaces() throws {
    let inside =
      "<ftpServer><security><authentication><basicAuthentication enabled=\"true\" /></authentication></security></ftpServer>"
    let outside =
      "<ftpServer><security><authentication /><basicAuthentication enabled=\"true\" /></security></ftpServer>"
    let configuration = try settings([inside, outside, inside])
    #expect(configuration.ftpSites.map(\.basicAuthentication.value) == [true, false, true])
    #expect(configuration.schemaProblems.map(\.sites) == [["S1"]])
  }

  @Test func moreWaysOfWritingThanAreRememberedAreRead() throws {
    let configuration = try settings(
      (0..<40).map { number in "<ftpServer><connections maxConnections=\"\(number % 20 + 1)\" /></ftpServer>" })
    #expect(configuration.ftpSites.map(\.maxConnections.value) == (0..<40).map { .limit($0 % 20 + 1) })
  }

  @Test func aSecondSectionOfASiteCountsToo() throws {
    let configuration = try settings([section(), section() + section(mode: "Custom"), section()])
    #expect(configuration.ftpSites.map(\.userIsolation.value) == [.none, .custom, .none])
  }

  @Test func entriesAreThoseOfEachSite() throws {
    let configuration = try settings(
      ["SITE", "PASV", "SITE"].map {
        "<ftpServer><security><commandFiltering><add command=\"\($0)\" allowed=\"false\" /></commandFiltering></security></ftpServer>"
      })
    #expect(configuration.ftpSites.map { $0.commandRules.map(\.command) } == [["SITE"], ["PASV"], ["SITE"]])
  }
}
