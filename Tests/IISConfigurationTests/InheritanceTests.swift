import IISConfiguration
import Testing
import TestSupport

/// Site, `siteDefaults`, schema: what holds, and where it was set.
@Suite(.timeLimited) struct InheritanceTests {
  @Test func siteBeatsDefaultsBeatSchema() throws {
    let configuration = try read(
      file(
        sites: """
          \(site("A", id: 1, "<ftpServer><connections maxConnections=\"5\" /></ftpServer>"))
          \(site("B", id: 2))
          <siteDefaults><ftpServer>
            <connections maxConnections="7" /><firewallSupport externalIp4Address="198.51.100.10" />
          </ftpServer></siteDefaults>
          """))
    let (a, b) = (configuration.ftpSites[0], configuration.ftpSites[1])
    #expect(a.maxConnections.value == .limit(5) && a.maxConnections.origin == .site)
    #expect(b.maxConnections.value == .limit(7) && b.maxConnections.origin == .siteDefaults)
    #expect(a.externalAddress.range == b.externalAddress.range)
    #expect(configuration.written(b.externalAddress.range) == "198.51.100.10")
    #expect(a.controlChannelPolicy.value == .require && a.controlChannelPolicy.origin == .schemaDefault)
    #expect(a.controlChannelPolicy.range == nil)
  }

  @Test func whatIsNotOfItsTypeIsNotReadable() throws {
    let configuration = try read(
      file(sites: site("A", id: 1, "<ftpServer><connections maxConnections=\"many\" /></ftpServer>")))
    let setting = configuration.ftpSites[0].maxConnections
    #expect(!setting.isReadable && setting.value == .unlimited)
    #expect(configuration.problemPlaces == ["many"])
  }

  @Test func anInheritedProblemNamesTheSitesThatInheritIt() throws {
    let configuration = try read(
      file(
        sites: """
          <siteDefaults><ftpServer allowUTF8="yes"><connections maxConnections="many" /></ftpServer></siteDefaults>
          \(site("A", id: 1, "<ftpServer><connections maxConnections=\"5\" /></ftpServer>"))
          \(site("B", id: 2))
          """))
    let sites = Dictionary(uniqueKeysWithValues: configuration.schemaProblems.map { ($0.name, $0.sites) })
    #expect(sites == ["allowUTF8": ["A", "B"], "maxConnections": ["B"]])
  }

  @Test func clearTakesAwayWhatCameBefore() throws {
    let configuration = try read(
      file(
        sites: """
          <siteDefaults><bindings><binding protocol="ftp" bindingInformation="*:2121:" /></bindings></siteDefaults>
          \(site("Gone", id: 1))
          <clear />
          \(site("A", id: 1))
          <site name="B" id="2"><bindings>
            <clear /><binding protocol="ftp" bindingInformation="*:990:" />
          </bindings></site>
          """))
    #expect(configuration.sites.map(\.name.value) == ["A", "B"])
    #expect(configuration.ftpSites[0].bindings.map(\.information.value) == ["*:2121:", "*:21:"])
    #expect(configuration.ftpSites[1].bindings.map(\.information.value) == ["*:990:"])
  }

  @Test func clearedBindingsAreNotComplainedOf() throws {
    let configuration = try read(
      file(
        sites: """
          <siteDefaults><bindings>
            <binding protocol="ftp" bindingInformation="*:2121:" sslFlags="x" />
          </bindings></siteDefaults>
          <site name="A" id="1"><bindings><clear /></bindings></site>
          """))
    #expect(configuration.ftpSites.isEmpty)
    #expect(configuration.schemaProblems.isEmpty)
  }

  @Test func removeTakesTheSameEntryAway() throws {
    let configuration = try read(
      file(
        sites: site(),
        rest: """
          <system.ftpServer><security><authorization>
            <add accessType="Allow" users="One" roles="" permissions="Read, Write" />
            <add accessType="Allow" users="two" permissions="Read" />
          </authorization></security></system.ftpServer>
          <location path="FTP"><system.ftpServer><security><authorization>
            <remove users="one" permissions="Write,Read" />
            <remove users="two" permissions="Write" />
          </authorization></security></system.ftpServer></location>
          """))
    #expect(configuration.ftpSites[0].authorization.map(\.users) == [["two"]])
  }

  /// A few inherited entries are looked through, many are looked up.
  @Test(arguments: [3, 16, 17, 40]) func removeTakesOneOfManyAway(_ entries: Int) throws {
    let added = (1...entries).map { #"<add accessType="Allow" users="user\#($0)" permissions="Read" />"# }.joined()
    let configuration = try read(
      file(
        sites: site(),
        rest: """
          <system.ftpServer><security><authorization>\(added)</authorization></security></system.ftpServer>
          <location path="FTP"><system.ftpServer><security><authorization>
            <remove users="USER2" permissions="Read" /><add accessType="Deny" users="eve" permissions="Read" />
          </authorization></security></system.ftpServer></location>
          """))
    let left = (1...entries).filter { $0 != 2 }.map { "user\($0)" }
    #expect(configuration.ftpSites[0].authorization.flatMap { $0.users } == left + ["eve"])
  }

  @Test func clearInALocationDropsWhatItInherits() throws {
    let configuration = try read(
      file(
        sites: site(),
        rest: """
          <location path="FTP"><system.ftpServer><security><authorization>
            <clear /><add accessType="Deny" users="?" permissions="Read" />
          </authorization></security></system.ftpServer></location>
          <system.ftpServer><security><authorization>
            <add accessType="Allow" users="*" permissions="Read" />
          </authorization></security></system.ftpServer>
          """))
    #expect(configuration.ftpSites[0].authorization.map(\.isAllow) == [false])
  }
}
