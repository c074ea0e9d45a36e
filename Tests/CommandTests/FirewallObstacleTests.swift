import Foundation
import Testing
import TestSupport

/// Rules for Windows Firewall beside what no rule can open.
@Suite(.timeLimited) struct FirewallObstacleTests {
  private static let key =
    #"[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"#
  private static let allKinds = ["DomainProfile", "StandardProfile", "PublicProfile"]

  private let folder: ScratchFolder
  private let configuration: String

  init() throws {
    folder = try ScratchFolder()
    configuration = try folder.write(
      "applicationHost.config",
      """
      <configuration><system.applicationHost><sites><site name="FTP" id="4">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
      </site></sites></system.applicationHost><system.ftpServer>
        <firewallSupport lowDataChannelPort="40000" highDataChannelPort="40100" />
      </system.ftpServer></configuration>
      """)
  }

  /// An export of the registry with one value in each profile's key, and some rules.
  private func registry(
    _ value: String = "\"EnableFirewall\"=dword:00000001", in kinds: [String] = allKinds, rules: String...
  )
    throws -> String
  {
    let profiles = kinds.map { "\(Self.key)\\\($0)]\n\(value)\n" }
    return try folder.write(
      "firewall.reg",
      "Windows Registry Editor Version 5.00\n\n" + profiles.joined(separator: "\n")
        + "\n\(Self.key)\\FirewallRules]\n" + rules.joined(separator: "\n") + "\n")
  }

  private func rule(_ id: String, _ fields: String, action: String = "Block", direction: String = "In") -> String {
    "\"\(id)\"=\"v2.31|Action=\(action)|Active=TRUE|Dir=\(direction)|Protocol=6|\(fields)|\""
  }

  private func firewall(_ target: String, _ environment: String, _ options: String...) throws -> ProgramRun {
    try run(Project.tool, ["firewall", configuration, "--target", target, "--environment", environment] + options)
  }

  private static let targets = ["powershell", "netsh", "ansible"]

  @Test(arguments: targets) func aRuleThatBlocksIsARefusal(_ target: String) throws {
    let blocked = try registry(rules: rule("no-ftp", "LPort2_10=40050-40060"))
    let run = try firewall(target, blocked)
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains("no rules are written for TCP 40000-40100 in"), "\(run.errors)")
    #expect(
      run.errors.contains(
        "rule \"no-ftp\" of Windows Firewall, every profile blocks TCP 40050-40060, and a rule that blocks beats each"),
      "\(run.errors)")
    #expect(try firewall(target, blocked, "--remove").status == 0)
    #expect(try firewall("azure-cli", blocked).status == 0)
  }

  @Test func activeDataOutIsHeldAgainstBlocksToo() throws {
    let blocked = try registry(rules: rule("no-out", "LPort=20", direction: "Out"))
    #expect(try firewall("netsh", blocked).errors.contains("no rules are written for TCP 20 out"))
    #expect(try firewall("netsh", blocked, "--passive-only").status == 0)
  }

  /// Whoever blocks some of everybody may mean it; who names clients wants each of them in.
  @Test(arguments: targets) func aRuleThatBlocksSomeIsARemark(_ target: String) throws {
    let some = try registry(rules: rule("not-them", "LPort=21|RA4=203.0.113.7"))
    // Comments of batch files have no quotation marks, which would hide what ends them.
    let mark = target == "netsh" ? #"\u{22}"# : "\""
    let run = try firewall(target, some)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.contains(
        "NOTE: Windows Firewall, every profile: \(mark)not-them\(mark) stops some of these clients at TCP 21, whatever rules allow."
      ),
      "\(run.output)")
    #expect(try firewall(target, some, "--from", "203.0.113.0/24").status == 1)
    let others = try firewall(target, some, "--from", "198.51.100.0/24")
    #expect(others.status == 0 && !others.output.contains("not-them"), "\(others.errors)")
  }

  @Test func aRuleOfThePlanItselfIsTheScriptsMatter() throws {
    let own = try registry(
      rules: rule("{1}", "LPort=21|Name=ftpsgate-4.in-tcp-21"),
      rule("ftpsgate-4.in-tcp-40000-40100", "LPort2_10=40000-40100"))
    #expect(try firewall("netsh", own).status == 0)
    #expect(try firewall("netsh", own, "--name", "other").status == 1)
  }

  @Test func rulesThatDoNotCountAreARefusal() throws {
    let closed = try firewall("netsh", registry("\"DoNotAllowExceptions\"=dword:00000001"))
    #expect(closed.status == 1 && closed.errors.contains("blocks all incoming connections"), "\(closed.errors)")
    let policy = Self.key.replacing(
      #"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"#,
      with: #"SOFTWARE\Policies\Microsoft\WindowsFirewall"#)
    let keys = Self.allKinds.map { "\(policy)\\\($0)]\n\"AllowLocalPolicyMerge\"=dword:00000000\n" }.joined(
      separator: "\n")
    let imposed = try folder.write("policy.reg", "Windows Registry Editor Version 5.00\n\n" + keys)
    let run = try firewall("ansible", imposed)
    #expect(run.status == 1 && run.errors.contains("allow it by group policy"), "\(run.errors)")
  }

  /// Where one profile is open to rules, and which is active is in no file, nobody knows.
  @Test func whatOneProfileAloneStopsIsNoRefusal() throws {
    #expect(
      try firewall("netsh", registry("\"DoNotAllowExceptions\"=dword:00000001", in: ["PublicProfile"])).status == 0)
  }

  @Test(arguments: Self.targets) func whatIsOpenAlreadyIsSaid(_ target: String) throws {
    let mark = target == "netsh" ? #"\u{22}"# : "\""
    let wide = try registry(rules: rule("any", "Name=Everything", action: "Allow"))
    let others = try firewall(target, wide, "--from", "203.0.113.0/24").output
    #expect(
      others.contains(
        "NOTE: Windows Firewall, every profile: \(mark)any\(mark) lets in others than these clients at TCP 21 already."),
      "\(others)")
    #expect(try firewall(target, wide).output.contains("lets in all of these clients at TCP 40000-40100 already."))
    let some = try registry(
      rules: rule("web", "LPort=443", action: "Allow"), rule("ftpsgate-4.in-tcp-21", "LPort=21", action: "Allow"))
    #expect(try !firewall(target, some).output.contains("NOTE: Windows Firewall"))
  }

  @Test func thePlanAsDataTellsOfBoth() throws {
    let blocked = try registry(
      rules: rule("no-ftp", "LPort=21"), rule("not-them", "LPort2_10=40000-40100|RA4=203.0.113.7"))
    let run = try firewall("json", blocked)
    #expect(run.output.contains("\"windowsFirewall\": {\"fault\": \"rule \\\"no-ftp\\\" of"), "\(run.output)")
    #expect(run.output.contains("\"remarks\": [\"Windows Firewall, every profile: \\\"not-them\\\""), "\(run.output)")
  }
}
