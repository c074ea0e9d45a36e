import Text
import IISConfiguration
import Testing
import TestSupport

/// Where the reader finds settings that IIS does not look for there.
@Suite(.timeLimited) struct MisplacementTests {
  private func kinds(_ sites: String, rest: String = "") throws -> [SchemaProblem.Kind] {
    try read(file(sites: sites, rest: rest)).schemaProblems.map(\.kind)
  }

  @Test(arguments: [
    ("<ftpServer><ssl /></ftpServer>", "<ftpServer/security/ssl> of a site or of siteDefaults"),
    (
      "<ftpServer><security><ipSecurity /></security></ftpServer>",
      "<system.ftpServer/security/ipSecurity>, for one site inside <location> with the site's name as its path"
    ),
    (
      "<ftpServer><security><authentication><denyByFailure /></authentication></security></ftpServer>",
      "<system.ftpServer/security/authentication/denyByFailure>"
    ),
    ("<ftpServer><system.ftpServer /></ftpServer>", "<configuration>, beside <system.applicationHost>"),
    ("<ftpServer><ftpServer /></ftpServer>", "a <site> or <siteDefaults>"),
    (
      "<ftpServer><firewallSupport lowDataChannelPort=\"50000\" /></ftpServer>",
      "<system.ftpServer/firewallSupport>"
    ),
    (
      "<ftpServer><externalIp4Address value=\"198.51.100.10\" /></ftpServer>",
      "<ftpServer/firewallSupport> of a site or of siteDefaults"
    ),
    (
      "<ftpServer><customFeatures impersonationLevel=\"Identify\" /></ftpServer>",
      "<ftpServer/customFeatures> of siteDefaults"
    ),
  ]) func saysWhereASettingBelongs(_ contents: String, _ place: String) throws {
    let places = try kinds(site("A", id: 1, contents)).map { kind -> String? in
      if case .misplaced(let properPlace) = kind { properPlace.description } else { nil }
    }
    #expect(places == [place])
  }

  @Test(arguments: [
    "<location path=\"FTP\"><ftpServer /></location>", "<location path=\"\"><ftpServer /></location>",
    "<ftpServer />", "<system.applicationHost><ftpServer /></system.applicationHost>",
    "<location path=\".\"><system.applicationHost><ftpServer /></system.applicationHost></location>",
    """
    <location path="FTP"><system.applicationHost><sites>
      <siteDefaults><ftpServer /></siteDefaults>
    </sites></system.applicationHost></location>
    """,
  ]) func ftpServerBelongsInASite(_ rest: String) throws {
    try expectMisplaced(read(file(sites: site(), rest: rest)))
  }

  @Test func theListOfSitesHasNoFTPServer() throws {
    try expectMisplaced(read(file(sites: site() + "<ftpServer />")))
  }

  private func expectMisplaced(_ configuration: Configuration) throws {
    #expect(configuration.problemPlaces == ["<ftpServer"])
    guard case .misplaced = configuration.schemaProblems.first?.kind else {
      Issue.record("\(configuration.schemaProblems)")
      return
    }
  }

  @Test func serverSettingsAreNotForLocations() throws {
    let configuration = try read(
      file(
        sites: site(),
        rest: """
          <location path="ftp"><system.ftpServer>
            <log /><firewallSupport lowDataChannelPort="x" /><caching /><serverRuntime />
            <security><authentication><denyByFailure enabled="true" /></authentication></security>
          </system.ftpServer></location>
          """))
    #expect(configuration.schemaProblems.map(\.kind) == Array(repeating: .serverOnly, count: 4))
    #expect(configuration.schemaProblems.map(\.sites) == Array(repeating: ["FTP"], count: 4))
    #expect(!configuration.server.lowDataChannelPort.isSet)
  }

  @Test func misplacedSettingsHaveNoEffect() throws {
    let configuration = try read(
      file(
        sites: site(
          "A", id: 1,
          "<ftpServer><ssl serverCertHash=\"00\" /><firewallSupport lowDataChannelPort=\"1\" /></ftpServer>"),
        rest: "<system.ftpServer><firewallSupport externalIp4Address=\"198.51.100.10\" /></system.ftpServer>"))
    #expect(!configuration.ftpSites[0].hasCertificate)
    #expect(!configuration.ftpSites[0].externalAddress.isSet)
    #expect(!configuration.server.lowDataChannelPort.isSet)
    #expect(configuration.schemaProblems.count == 3)
  }

  @Test func aDeclaredSectionIsNotKnownEverywhere() throws {
    let sections = """
      <configSections><sectionGroup name="system.ftpServer">
        <section name="firewallSupport" /><section name="vendor" />
        <sectionGroup name="security"><section name="authorization" /></sectionGroup>
      </sectionGroup></configSections>
      """
    let configuration = try read(
      """
      <configuration>\(sections)<system.applicationHost><sites>\(site())</sites></system.applicationHost>
      <system.ftpServer><vendor /><authorization /><security><firewallSupport /></security></system.ftpServer>
      </configuration>
      """)
    #expect(configuration.problemPlaces == ["<authorization", "<firewallSupport"])
  }

  @Test func namesThatCouldMeanAnythingAreUnknown() throws {
    let rest = """
      <system.ftpServer><security><authorization>
        <add accessType="Allow" userName="one" permissions="Read" />
      </authorization></security></system.ftpServer>
      """
    #expect(
      try kinds(site("A", id: 1, "<ftpServer name=\"x\" />"), rest: rest).allSatisfy {
        if case .unknownAttribute = $0 { true } else { false }
      })
  }

  @Test func namesInAnotherCaseAreUnknown() throws {
    let configuration = try read(
      file(
        sites: site("A", id: 1, "<FTPServer />") + "<siteDefaults><Ftpserver /></siteDefaults>",
        rest: "<System.FtpServer />\n<location path=\"A\"><system.ftpserver /></location>"))
    #expect(
      configuration.problemPlaces == ["<FTPServer", "<Ftpserver", "<System.FtpServer", "<system.ftpserver"])
    #expect(
      configuration.schemaProblems.allSatisfy {
        if case .unknownElement(.some) = $0.kind { true } else { false }
      })
  }

  @Test func sitesThemselvesAreChecked() throws {
    let configuration = try read(
      file(
        sites: """
          <site name="a/b" id="-1" serverAutoStart="maybe" />
          <site />
          <site name="c" id="0x10" serverAutoStart="TRUE" />
          """))
    #expect(configuration.problemPlaces == ["a/b", "-1", "maybe", "<site", "<site", "0x10", "TRUE"])
  }

  @Test func locksMayStandAnywhere() throws {
    #expect(
      try kinds(
        """
        <site name="A" id="1"><bindings>
          <binding protocol="ftp" bindingInformation="*:21:" lockItem="true" lockable="true" />
        </bindings><ftpServer lockAttributes="allowUTF8" lockElements="*" /></site>
        """) == [.unknownAttribute(suggestion: nil)])
  }
}
