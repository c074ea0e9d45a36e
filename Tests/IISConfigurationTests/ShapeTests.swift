import IISConfiguration
import Testing
import TestSupport

/// The shapes that real files come in.
@Suite(.timeLimited) struct ShapeTests {
  @Test func readsAFileWithoutDeclaration() throws {
    let text =
      "<configuration><system.applicationHost><sites>\(site())</sites></system.applicationHost></configuration>"
    #expect(try read(text).ftpSites.map(\.name) == ["FTP"])
  }

  @Test func namesMayHoldAnything() throws {
    let configuration = try read(
      file(sites: site("配布用サイト 😀", id: 1) + site("Año &amp; Días", id: 2) + site("a&#x22;b&#xA;c", id: 3)))
    #expect(configuration.ftpSites.map(\.name) == ["配布用サイト 😀", "Año & Días", "a\"b\nc"])
    #expect(configuration.written(configuration.sites[2].name.range) == "a&#x22;b&#xA;c")
  }

  @Test func commentsAreNeverRead() throws {
    let configuration = try read(
      file(
        sites: """
          <!-- \(site("Old", id: 1)) -->
          <site name="New" id="2">
            <bindings>
              <!-- <binding protocol="ftp" bindingInformation="*:990:" /> -->
              <binding protocol="ftp" bindingInformation="*:21:" />
            </bindings>
            <!-- <ftpServer serverAutoStart="false" /> -->
          </site>
          """,
        rest: """
          <!-- <location path="New"><system.ftpServer><security><authorization>
            <add accessType="Allow" users="*" permissions="Read" />
          </authorization></security></system.ftpServer></location> -->
          """))
    #expect(configuration.sites.map(\.name.value) == ["New"])
    #expect(configuration.ftpSites[0].bindings.map(\.information.value) == ["*:21:"])
    #expect(configuration.ftpSites[0].startsAutomatically.origin == .schemaDefault)
    #expect(configuration.locations.isEmpty)
    #expect(configuration.schemaProblems.isEmpty)
  }

  @Test(arguments: [false, true]) func orderNeverMatters(_ serverComesLast: Bool) throws {
    let server = """
      <system.ftpServer>
        <firewallSupport lowDataChannelPort="50000" highDataChannelPort="50100" />
        <security><authorization><add accessType="Allow" users="all" permissions="Read" /></authorization></security>
      </system.ftpServer>
      """
    let location = """
      <location path="FTP"><system.ftpServer><security><authorization>
        <add accessType="Allow" users="one" permissions="Read, Write" />
      </authorization></security></system.ftpServer></location>
      <location path="" overrideMode="Allow"><system.webServer /></location>
      """
    let rest = serverComesLast ? location + server : server + location
    let configuration = try read(
      file(
        sites: site(
          "FTP", id: 1, "<ftpServer><security><authentication /><ssl ssl128=\"false\" /></security></ftpServer>"),
        rest: rest))
    let ftp = configuration.ftpSites[0]
    #expect(ftp.authorization.map(\.users) == [["all"], ["one"]])
    #expect(configuration.server.lowDataChannelPort.value == 50000)
    #expect(configuration.schemaProblems.isEmpty)
  }

  @Test func serverSettingsMayStandInALocationWithoutPath() throws {
    let configuration = try read(
      file(
        sites: site(),
        rest: """
          <location path="."><system.ftpServer>
            <firewallSupport lowDataChannelPort="50000" highDataChannelPort="50100" />
          </system.ftpServer></location>
          """))
    #expect(configuration.server.highDataChannelPort.value == 50100)
    #expect(configuration.locations.isEmpty)
    #expect(configuration.schemaProblems.isEmpty)
  }

  @Test(arguments: ["FTP", "ftp", "FTP/", "/Ftp/"]) func aLocationNamesItsSite(_ path: String) throws {
    let configuration = try read(
      file(
        sites: site() + site("FTP2", id: 2),
        rest: """
          <location path="\(path)"><system.ftpServer><security><authorization>
            <add accessType="Allow" users="one" permissions="Read" />
          </authorization></security></system.ftpServer></location>
          """))
    #expect(configuration.ftpSites[0].authorization.count == 1)
    #expect(configuration.ftpSites[1].authorization.isEmpty)
    #expect(configuration.ftpSites[0].folderAuthorization.isEmpty)
  }

  @Test func aDeeperLocationIsAFolder() throws {
    let configuration = try read(
      file(
        sites: site(),
        rest: """
          <location path="ftp/incoming"><system.ftpServer><security><authorization>
            <add accessType="Allow" users="one" permissions="Write" />
          </authorization></security></system.ftpServer></location>
          """))
    #expect(configuration.ftpSites[0].authorization.isEmpty)
    #expect(configuration.ftpSites[0].folderAuthorization.count == 1)
  }

  @Test func aSectionThatIsOnlyDeclaredSetsNothing() throws {
    let configuration = try read(
      """
      <configuration>
        <configSections><sectionGroup name="system.ftpServer">
          <section name="firewallSupport" overrideModeDefault="Deny" allowDefinition="AppHostOnly" />
        </sectionGroup></configSections>
        <system.applicationHost><sites>\(site())</sites></system.applicationHost>
      </configuration>
      """)
    #expect(!configuration.server.lowDataChannelPort.isSet)
    #expect(configuration.written(configuration.server.firewallSupportRange) == "<configuration")
  }
}
