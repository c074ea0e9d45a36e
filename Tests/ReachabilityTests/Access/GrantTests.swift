import IISConfiguration
import Reachability
import Testing
import TestSupport

/// Whom authorization rules let do something: Deny beats Allow, for each permission by itself.
@Suite(.timeLimited) struct GrantTests {
  private static let basic = "<authentication><basicAuthentication enabled=\"true\" /></authentication>"
  private static let anonymous = "<authentication><anonymousAuthentication enabled=\"true\" /></authentication>"

  private func ftpSite(
    _ rules: [String], security: String = basic, rest: String = "", extra: String = ""
  ) throws -> FTPSite {
    let entries = rules.map { "<add \($0) />" }.joined()
    return try read(
      file(
        sites: site("FTP", "<ftpServer><security>\(security)</security>\(extra)</ftpServer>"),
        rest: """
          <system.ftpServer><security><authorization>\(entries)</authorization></security></system.ftpServer>\(rest)
          """)
    ).ftpSites[0]
  }

  private func describe(_ grant: Grant) -> String {
    switch grant {
    case .granted(let users, _): "granted to \(users.phrase)"
    case .refused(let reason, _): "refused: \(reason)"
    case .unknown(let reason, _, _): "unknown: \(reason)"
    }
  }

  private func reading(_ rules: String..., security: String = basic, as user: UserIdentity? = nil) throws -> String {
    let site = try ftpSite(rules, security: security)
    let grant = site.grant(of: .read, to: user)
    #expect(site.grants(.read, to: user) == grant.isGranted, "the short answer is that of the long one")
    return describe(grant)
  }

  @Test func anAllowRuleGrantsWhatItNames() throws {
    #expect(try reading(#"accessType="Allow" users="*" permissions="Read""#) == "granted to all users")
    #expect(
      try reading(#"accessType="Allow" roles="Partners" permissions="""#)
        == "refused: no authorization rule grants Read")
    #expect(
      try reading(#"accessType="Allow" users="eve, bob" roles="Partners" permissions="Read, Write""#)
        == #"granted to "eve", "bob" and members of "Partners""#)
    #expect(
      try reading(#"accessType="Allow" users="*" permissions="Write""#) == "refused: no authorization rule grants Read")
    #expect(
      try reading(#"accessType="Allow" users="*""#) == "refused: no authorization rule grants Read")
    #expect(
      try reading(#"accessType="Allow" users=" , " roles="" permissions="Read""#)
        == "refused: the authorization rule is about nobody")
  }

  @Test func aDenyRuleForAllBeatsEveryAllowRule() throws {
    let allow = #"accessType="Allow" roles="Partners" permissions="Read, Write""#
    #expect(
      try reading(allow, #"accessType="Deny" users="*" permissions="Read""#)
        == "refused: a Deny rule takes Read away from all users")
    let site = try ftpSite([allow, #"accessType="Deny" users="*" permissions="Read""#])
    #expect(describe(site.grant(of: .write)) == #"granted to members of "Partners""#)
    #expect(describe(site.grantOfLogon()) == #"granted to members of "Partners""#)
  }

  @Test func aDenyRuleForSomeChangesNothingForTheOthers() throws {
    let deny = #"accessType="Deny" users="Eve" roles="Guests" permissions="Read""#
    #expect(try reading(#"accessType="Allow" users="*" permissions="Read""#, deny) == "granted to all users")
    #expect(
      try reading(#"accessType="Allow" users="eve,bob" permissions="Read""#, deny) == #"granted to "bob""#)
    #expect(
      try reading(#"accessType="Allow" users="eve" permissions="Read""#, deny)
        == "refused: Deny rules take Read away from all whom Allow rules name")
  }

  @Test func whoCannotLogOnIsNoUser() throws {
    let named = #"accessType="Allow" users="eve" permissions="Read""#
    let anyone = #"accessType="Allow" users="?" permissions="Read""#
    #expect(try reading(anyone, security: Self.anonymous) == "granted to anonymous users")
    #expect(try reading(anyone) == "refused: the authorization rule is about users who cannot log on")
    #expect(
      try reading(named, security: Self.anonymous)
        == "unknown: whether rules for named users hold for anonymous ones, who alone can log on, is not documented")
    #expect(
      try reading(
        #"accessType="Allow" users="*" permissions="Read""#, #"accessType="Deny" users="?" permissions="Read""#,
        security: Self.anonymous)
        == "refused: the authorization rule is about users who cannot log on")
  }

  @Test func oneUserIsAskedFor() throws {
    let rules = [
      #"accessType="Allow" roles="Partners" permissions="Read""#, #"accessType="Allow" users="bob" permissions="Read""#,
      #"accessType="Deny" users="eve" permissions="Read""#, #"accessType="Deny" roles="Leavers" permissions="Read""#,
    ]
    let site = try ftpSite(rules)
    func ask(_ name: String, _ roles: String...) -> String {
      describe(site.grant(of: .read, to: UserIdentity(name, roles: roles)))
    }
    #expect(ask("EVE", "Partners") == #"refused: a Deny rule takes Read away from "EVE""#)
    #expect(ask("kim", "partners") == #"granted to "kim""#)
    #expect(ask("kim", "Partners", "Leavers") == #"refused: a Deny rule takes Read away from "kim""#)
    #expect(ask("kim", "Others") == #"refused: no authorization rule grants Read to "kim""#)
    // Whether they have a role of which a rule speaks is not said.
    #expect(ask("kim").hasPrefix("unknown: "))
    #expect(ask("bob").hasPrefix("unknown: "))
    #expect(ask("bob", "Staff") == #"granted to "bob""#)
    #expect(ask("CONTOSO\\bob", "Staff").hasPrefix("unknown: "))
    #expect(ask("anonymous") == #"refused: no authorization rule grants Read to "anonymous""#)
  }

  @Test func whereSessionsBeginInTheRootRulesOfFoldersLetNobodyIn() throws {
    let folder = """
      <location path="FTP/in"><system.ftpServer><security><authorization>
      <add accessType="Allow" users="*" permissions="Read" />
      </authorization></security></system.ftpServer></location>
      """
    #expect(
      describe(try ftpSite([], rest: folder).grantOfLogon()) == "refused: no authorization rule allows anything")
    for extra in [
      "<userIsolation mode=\"IsolateAllDirectories\" />",
      "<customFeatures><providers><add name=\"Homes\" enabled=\"true\" /></providers></customFeatures>",
    ] {
      #expect(
        describe(try ftpSite([], rest: folder, extra: extra).grantOfLogon())
          == "unknown: authorization rules allow in folders only")
    }
  }

  @Test func aProviderMakesRulesVoid() throws {
    let provider = "\(Self.basic)<customAuthorization><provider name=\"Mine\" /></customAuthorization>"
    #expect(
      try reading(#"accessType="Allow" users="*" permissions="Read""#, security: provider)
        == "unknown: a custom provider decides who is authorized")
  }

  @Test func rulesWithoutAPathAreInherited() throws {
    let rest = """
      <location path="" overrideMode="Allow"><system.ftpServer><security><authorization>
      <add accessType="Allow" users="*" permissions="Read" />
      </authorization></security></system.ftpServer></location>
      """
    let configuration = try read(
      file(sites: site("FTP", "<ftpServer><security>\(Self.basic)</security></ftpServer>"), rest: rest))
    #expect(describe(configuration.ftpSites[0].grant(of: .read)) == "granted to all users")
  }
}
