import IISConfiguration
import Testing
import TestSupport

/// Who gets in: what is left of authorization, address restrictions and providers over all levels.
@Suite(.timeLimited) struct AccessModelTests {
  @Test func authorizationOfServerAndSiteAppends() throws {
    let site = try ftpSite(
      server: authorization("<add accessType=\"Allow\" users=\"*\" permissions=\"Read\" />"),
      locations: location("FTP", authorization("<add accessType=\"Deny\" users=\"eve, ?\" permissions=\"Write\" />")))
    #expect(site.authorization.map(\.isAllow) == [true, false])
    #expect(site.authorization.map(\.users) == [["*"], ["eve", "?"]])
    #expect(site.authorization.map(\.isForEveryone) == [true, false])
    #expect(site.authorization.map(\.isForAnonymous) == [false, true])
    #expect(site.authorization.map(\.permissions) == [.read, .write])
  }

  @Test func sitesWithoutLocationShareTheServersRules() throws {
    let site = try ftpSite(
      server: authorization("<add accessType=\"Allow\" roles=\"Staff\" permissions=\"Read, Write\" />"),
      locations: location("Other", authorization("<clear />")))
    #expect(site.authorization.map(\.permissions) == [[.read, .write]])
    #expect(site.authorization.map(\.key) == site.server.authorization.map(\.key))
  }

  @Test func clearTakesInheritedRulesAway() throws {
    let site = try ftpSite(
      server: authorization("<add accessType=\"Allow\" users=\"*\" permissions=\"Read\" />"),
      locations: location(
        "ftp", authorization("<clear /><add accessType=\"Allow\" users=\"eve\" permissions=\"Read\" />")))
    #expect(site.authorization.map(\.users) == [["eve"]])
  }

  @Test func removeTakesTheRuleWithTheSameKeyAway() throws {
    let site = try ftpSite(
      server: authorization(
        """
        <add accessType="Allow" users="Eve" permissions="Read,Write" />
        <add accessType="Allow" users="Eve" permissions="Read" />
        """),
      locations: location("FTP", authorization("<remove users=\"eve\" roles=\"\" permissions=\"Write, Read\" />")))
    #expect(site.authorization.map(\.permissions) == [.read])
  }

  @Test(arguments: [
    ("<remove users='b' />", "ac"), ("<remove users='B' /><add users='b' />", "acb"),
    ("<add users='b' /><remove users='b' />", "ac"),
    ("<add users='d' /><remove users='d' /><add users='d' />", "abbcd"),
    ("<add users='d' /><clear /><add users='e' />", "e"), ("<remove users='x' /><add users='d' />", "abbcd"),
    ("<remove users='a' /><remove users='c' /><add users='c' /><remove users='b' /><add users='a' />", "ca"),
  ]) func eachLevelSaysWhatIsLeftInItsOrder(_ own: String, _ left: String) throws {
    let site = try ftpSite(
      server: authorization("abbc".map { "<add users='\($0)' />" }.joined()),
      locations: location("FTP", authorization(own)))
    #expect(site.authorization.flatMap(\.users).joined() == left)
    // In one level they mean the same.
    let one = try ftpSite(server: authorization("abbc".map { "<add users='\($0)' />" }.joined() + own))
    #expect(one.authorization.flatMap(\.users).joined() == left)
  }

  @Test func accessTypeIsNoPartOfTheKey() throws {
    let site = try ftpSite(
      server: authorization(
        """
        <add accessType="Allow" users="eve" permissions="Read" />
        <add accessType="Deny" users="EVE" permissions="read" />
        <add accessType="Perhaps" users="bob" permissions="Read" />
        """))
    #expect(site.authorization.map(\.isAllow) == [true, false, nil])
    #expect(Set(site.authorization.map(\.key)).count == 2)
  }

  @Test func foldersInheritFromTheFoldersAroundThem() throws {
    let rule = { (user: String) in "<add accessType=\"Allow\" users=\"\(user)\" permissions=\"Read\" />" }
    let site = try ftpSite(
      server: authorization(rule("server")),
      locations: location("FTP/a/b", authorization(rule("inner"))) + location("FTP", authorization(rule("site")))
        + location("ftp/A", authorization(rule("outer"))) + location("FTP/ab", authorization("<clear />")))
    #expect(site.authorization.map(\.users) == [["server"], ["site"]])
    #expect(
      site.authorizationByFolder.map { $0.flatMap(\.users) } == [
        ["server", "site", "outer", "inner"], ["server", "site", "outer"], [],
      ])
  }

  @Test func folderRulesStandAlone() throws {
    let site = try ftpSite(
      server: authorization("<add accessType=\"Allow\" users=\"*\" permissions=\"Read\" />"),
      locations: location("FTP/in", authorization("<add accessType=\"Allow\" users=\"?\" permissions=\"Write\" />")))
    #expect(site.authorization.map(\.users) == [["*"]])
    #expect(site.folderAuthorization.map(\.users) == [["?"]])
  }

  @Test func aFolderClearsNothingOfAnother() throws {
    let rule = "<add accessType=\"Allow\" users=\"?\" permissions=\"Write\" />"
    let site = try ftpSite(
      locations: location("FTP/in", authorization(rule)) + location("FTP/a", authorization("<clear />"))
        + location("FTP/b", authorization("<remove users=\"?\" roles=\"\" permissions=\"Write\" />")))
    #expect(site.folderAuthorization.map(\.users) == [["?"]])
  }

  @Test func addressRestrictionsInherit() throws {
    let site = try ftpSite(
      server: restrictions("allowUnlisted=\"false\"", "<add ipAddress=\"192.0.2.1\" allowed=\"true\" />"),
      locations: location("FTP", restrictions("", "<add ipAddress=\"192.0.2.2\" />")))
    #expect(site.allowsUnlistedAddresses.value == false)
    #expect(site.addressRestrictions.map(\.isAllowed) == [true, false])
    #expect(site.addressRestrictions.map(\.saysAllowed) == [true, false])
  }

  @Test func theSiteSaysMoreThanTheServer() throws {
    let site = try ftpSite(
      server: restrictions("allowUnlisted=\"false\"", "<add ipAddress=\"192.0.2.1\" allowed=\"true\" />"),
      locations: location(
        "FTP",
        restrictions(
          "allowUnlisted=\"true\"", "<remove ipAddress=\"192.0.2.1\" /><add ipAddress=\"::1\" allowed=\"maybe\" />"))
        + location("FTP/deep", restrictions("allowUnlisted=\"false\"", "<clear />")))
    #expect(site.allowsUnlistedAddresses.value)
    #expect(site.addressRestrictions.map(\.isReadable) == [false])
  }

  @Test func unlistedAddressesAreAllowedByDefault() throws {
    let site = try ftpSite()
    #expect(site.allowsUnlistedAddresses.value)
    #expect(!site.allowsUnlistedAddresses.isSet)
    #expect(site.ipSecurityRange == nil)
    #expect(site.authorization.isEmpty)
    #expect(site.authorizationByFolder.isEmpty)
  }

  @Test func providersOfSiteDefaultsAndSiteAppend() throws {
    let site = try ftpSite(
      defaults: providers("<add name=\"IisManagerAuth\" /><add name=\"AspNetAuth\" enabled=\"false\" />"),
      own: providers("<remove name=\"iismanagerauth\" /><add name=\"Mine\" enabled=\"true\" />"))
    #expect(site.customProviders.map(\.name.value) == ["AspNetAuth", "Mine"])
    #expect(site.customProviders.map(\.isEnabled) == [false, true])
    #expect(site.takesPasswords)
  }

  @Test func aSiteCanClearTheProvidersOfSiteDefaults() throws {
    let site = try ftpSite(defaults: providers("<add name=\"IisManagerAuth\" />"), own: providers("<clear />"))
    #expect(site.customProviders.isEmpty)
    #expect(!site.takesPasswords)
  }

  @Test func theCustomAuthorizationProviderIsInherited() throws {
    let provider = "<security><customAuthorization><provider name=\"Mine\" /></customAuthorization></security>"
    #expect(try ftpSite(defaults: provider).customAuthorizationProvider?.isEnabled == true)
    let off = provider.replacing("\"Mine\"", with: "\"Mine\" enabled=\"false\"")
    #expect(try ftpSite(defaults: provider, own: off).customAuthorizationProvider?.isEnabled == false)
  }
}

// MARK: - Files

private func authorization(_ entries: String) -> String {
  "<security><authorization>\(entries)</authorization></security>"
}

private func restrictions(_ attributes: String, _ entries: String) -> String {
  "<security><ipSecurity \(attributes)>\(entries)</ipSecurity></security>"
}

private func providers(_ entries: String) -> String {
  """
  <security><authentication><customAuthentication><providers>\(entries)</providers></customAuthentication>
  </authentication></security>
  """
}

private func location(_ path: String, _ content: String) -> String {
  "<location path=\"\(path)\"><system.ftpServer>\(content)</system.ftpServer></location>\n"
}

private func ftpSite(
  server: String = "", locations: String = "", defaults: String = "", own: String = ""
) throws -> FTPSite {
  let text = """
    <configuration>
      <system.applicationHost><sites>
        <siteDefaults><ftpServer>\(defaults)</ftpServer></siteDefaults>
        <site name="FTP" id="1">
          <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
          <ftpServer>\(own)</ftpServer>
        </site>
      </sites></system.applicationHost>
      <system.ftpServer>\(server)</system.ftpServer>
      \(locations)
    </configuration>
    """
  return try #require(try read(text).ftpSites.first)
}
