import IISConfiguration
import TestSupport
import Testing

/// Which of several places that say something decides, and what holds where none does.
@Suite(.timeLimited) struct LevelTests {
  private func ftpSite(_ contents: String, rest: String = "") throws -> FTPSite {
    try #require(try read(file(sites: site("FTP", contents), rest: rest)).ftpSites.first)
  }

  @Test func theLaterOfTwoEqualSettingsWins() throws {
    let site = try ftpSite(
      """
      <ftpServer serverAutoStart="false"><connections maxConnections="1" /></ftpServer>
      <ftpServer serverAutoStart="true"><connections maxConnections="2" /></ftpServer>
      """)
    #expect(site.startsAutomatically.value)
    #expect(site.maxConnections.value == .limit(2))
  }

  @Test func theLaterOfTwoServerSectionsWins() throws {
    let site = try ftpSite("", rest: passiveRange(40000, 40099) + passiveRange(50000, 50099))
    #expect(site.server.lowDataChannelPort.value == 50000 && site.server.highDataChannelPort.value == 50099)
  }

  @Test(arguments: [true, false]) func theLastLocationOfASiteDecidesOnUnlistedClients(_ last: Bool) throws {
    let locations = [!last, last].map { allows in
      """
      <location path="FTP"><system.ftpServer><security>
      <ipSecurity allowUnlisted="\(allows)" />
      </security></system.ftpServer></location>

      """
    }
    let site = try ftpSite("", rest: locations.joined())
    #expect(site.allowsUnlistedAddresses.value == last)
  }

  @Test func theInnermostAddressRestrictionsArePointedAt() throws {
    let text = file(
      sites: site(),
      rest: """
        <system.ftpServer><security><ipSecurity allowUnlisted="true" /></security></system.ftpServer>
        <location path="FTP"><system.ftpServer><security><ipSecurity /></security></system.ftpServer></location>
        """)
    let configuration = try read(text)
    let range = try #require(configuration.ftpSites.first?.ipSecurityRange)
    #expect(Array(text.utf8)[range.start...].starts(with: "<ipSecurity />".utf8))
  }

  @Test func aListedCommandIsAllowedUnlessTheEntrySaysOtherwise() throws {
    let site = try ftpSite(
      """
      <ftpServer><security><commandFiltering>
      <add command="SITE" /><add command="PASV" allowed="false" /><add command="PORT" allowed="true" />
      </commandFiltering></security></ftpServer>
      """)
    #expect(site.commandRules.map(\.isAllowed) == [true, false, true])
  }

  @Test func anAttributeWithADefaultIsNeverMissing() throws {
    func problems(_ entry: String) throws -> [SchemaProblem.Kind] {
      let filtering = "<requestFiltering><fileExtensions>\(entry)</fileExtensions></requestFiltering>"
      let text = file(
        sites: site(), rest: "<system.ftpServer><security>\(filtering)</security></system.ftpServer>")
      return try read(text).schemaProblems.map(\.kind)
    }
    #expect(try problems("<add fileExtension=\".exe\" />") == [])
    #expect(try problems("<add allowed=\"false\" />") == [.missingAttribute("fileExtension")])
  }

  @Test(arguments: [("SslAllow", false), ("SslDeny", false), ("SslRequire", true)])
  func onlyAPolicyThatRequiresTLSUsesIt(_ data: String, _ usesTLS: Bool) throws {
    let ssl = "<ssl controlChannelPolicy=\"SslAllow\" dataChannelPolicy=\"\(data)\" />"
    #expect(try ftpSite("<ftpServer><security>\(ssl)</security></ftpServer>").usesTLS == usesTLS)
  }
}
