import Foundation
import TestSupport
import Testing

/// A project's policy, from the first day on: adopted in three commands, and red for what is new.
@Suite(.timeLimited) struct PolicyCommandTests {
  private let folder: ScratchFolder

  /// A server with much to find; the old external address of its second site is new.
  private static let old = file(
    sites: """
      <site name="Old" id="1">\(rootDirectory)
      <bindings><binding protocol="ftp" bindingInformation="*:21:" />
      <binding protocol="ftps" bindingInformation="*:990:" /></bindings>
      <ftpServer><firewallSupport externalIp4Address="10.0.0.4" />
      <security><authentication><anonymousAuthentication enabled="true" /></authentication></security></ftpServer></site>
      """, rest: passiveRange(5000, 60000))

  init() throws {
    folder = try ScratchFolder()
    _ = try folder.write("servers/applicationHost.config", Self.old)
  }

  private func tool(_ arguments: String..., input: Data = Data(), in name: String? = nil) throws -> ProgramRun {
    try run(
      Project.tool, arguments, input: input, environment: ["NO_COLOR": ""],
      folder: name.map { folder.url.appendingPathComponent($0) } ?? folder.url)
  }

  private func policy(_ text: String, in path: String = ".ftpsgate.yml") throws {
    _ = try folder.write(path, "version: 1\n" + text)
  }

  @Test func anOldConfigurationIsAdoptedInThreeCommands() throws {
    #expect(try tool("lint", "servers").status == 1)
    #expect(try tool("init", "--platform", "azure", "servers").status == 0)
    let written = try tool("baseline", "write")
    #expect(written.status == 0 && written.output.isEmpty, "\(written.errors)")
    let clean = try tool("lint", ".")
    #expect(clean.status == 0, "\(clean.output)")
    #expect(clean.output.contains("no findings in 1 file") && clean.output.contains(" in the baseline\n"))
    #expect(try tool("baseline", "check").status == 0)

    // Lines above are no change; another value is.
    _ = try folder.write(
      "servers/applicationHost.config",
      Self.old.replacing("<configuration>", with: "<configuration>\n\n<!-- x -->").replacing(
        "10.0.0.4", with: "10.0.0.5"))
    let changed = try tool("lint", ".", "--format", "json")
    #expect(changed.status == 1)
    #expect(try rules(changed) == ["external-address-private"])
    #expect(changed.errors.contains("1 entry of the baseline no longer occurs"))
    let check = try tool("baseline", "check")
    #expect(check.status == 1)
    #expect(check.output.hasPrefix("new: servers/applicationHost.config: external-address-private of \"Old\": "))
    #expect(check.output.contains("\ngone: ") && check.output.contains("\n1 new, 1 gone, "))
    #expect(try tool("baseline", "write").errors.contains("(1 new, 1 gone)"))
    #expect(try tool("lint", ".").status == 0)
  }

  private func rules(_ run: ProgramRun) throws -> [String] {
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    return try #require(report["findings"] as? [[String: Any]]).compactMap { $0["rule"] as? String }
  }

  @Test func aPolicyIsNeverOverwritten() throws {
    try policy("platform: azure\n")
    let run = try tool("init")
    #expect(run.status == 2 && run.errors.contains("there is a policy already"))
    #expect(try String(contentsOf: folder.url.appendingPathComponent(".ftpsgate.yml"), encoding: .utf8).count < 40)
  }

  /// What `init` writes is a policy, with each comment of a key taken for the key too.
  @Test func theTemplateIsAPolicy() throws {
    #expect(try tool("init", "servers/applicationHost.config", "--public-ip", "20.1.2.3").status == 0)
    let url = folder.url.appendingPathComponent(".ftpsgate.yml")
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(text.contains("\npublic-ip: [20.1.2.3]\n"))
    let whole = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.firstMatch(
        of: /^# (  .*|(platform|public-ip|external-address|from|require|environment|files|rules|sites|waivers):.*)$/
      )
      .map { String($0.output.1) } ?? String(line)
    }.joined(separator: "\n")
    #expect(whole.contains("\nwaivers:\n  - rule: users-not-isolated\n    site: \"Old\"\n"), "\(whole)")
    _ = try folder.write("environment/x.txt", "nothing")
    try Data(whole.utf8).write(to: url)
    let run = try tool("lint", "servers", "--environment", "environment", "--policy", ".ftpsgate.yml")
    #expect(!run.errors.contains(".ftpsgate.yml:"), "\(run.errors)")
  }

  @Test func theNearestPolicyHolds() throws {
    try policy("fail-on: never\n")
    #expect(try tool("lint", "servers").status == 0)
    #expect(try tool("lint", "applicationHost.config", in: "servers").status == 0)
    #expect(try tool("lint", "-", input: Data(Self.old.utf8)).status == 0, "- takes that of the working directory")
    #expect(try tool("lint", "servers", "--fail-on", "error").status == 1, "the command line goes before")
    #expect(try tool("lint", "servers", "--no-policy").status == 1)
    try policy("fail-on: error\n", in: "servers/.ftpsgate.yml")
    #expect(try tool("lint", "servers").status == 1)
    #expect(try tool("lint", "servers", "--policy", ".ftpsgate.yml").status == 0)
    #expect(try tool("lint", "servers", "--policy", ".ftpsgate.yml", "--no-policy").status == 64)
  }

  @Test func aWrongPolicyStopsTheGate() throws {
    try policy("platfrom: azure\nfail-on: no\n")
    let run = try tool("lint", "servers")
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(
      run.errors.contains(".ftpsgate.yml:2:1: there is no key \"platfrom\" here\n  help: did you mean platform?\n"))
    #expect(run.errors.contains(".ftpsgate.yml:3:10: there is no value \"no\" here\n"))
    #expect(try tool("lint", "servers", "--policy", "nowhere.yml").status == 2)
  }

  @Test func waiversHoldUntilTheirLastDay() throws {
    try policy(
      """
      waivers:
        - {rule: unknown-ftp-protocol, site: old, path: servers/*, value: FTPS, reason: soon, expires: 2027-03-31}
        - {rule: logging-disabled, reason: unused}
      """)
    let before = try tool("lint", "servers", "--now", "2027-03-31", "--format", "json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(before.output.utf8)) as? [String: Any])
    let findings = try #require(report["findings"] as? [[String: Any]])
    let waived = try #require(findings.first { $0["rule"] as? String == "unknown-ftp-protocol" })
    #expect(waived["waived"] as? [String: String] == ["reason": "soon", "expires": "2027-03-31", "by": "policy"])
    #expect(waived["counts"] as? Bool == false)
    #expect((report["gate"] as? [String: Int])?["waived"] == 1)
    #expect(
      before.errors.contains(".ftpsgate.yml:3:12: the waiver ends on 2027-03-31; its findings are back the day after\n")
    )
    #expect(before.errors.contains(".ftpsgate.yml:4:12: the waiver waives nothing that was found: take it out\n"))
    #expect(try !tool("lint", "servers", "--now", "2027-03-16").errors.contains("the waiver ends"))
    let text = try tool("lint", "servers", "--now", "2027-03-01").output
    #expect(
      text.contains("waived error[unknown-ftp-protocol]: ") && text.contains("= waived: soon (until 2027-03-31)\n"))
    #expect(text.hasSuffix("1 waived\n"))
    let after = try tool("lint", "servers", "--now", "2027-04-01")
    #expect(!after.output.contains("waived") && after.errors.contains("the waiver ended on 2027-03-31"))
    #expect(try !tool("lint", "servers", "--now", "2027-03-01", "--no-waivers").output.contains("waived"))
  }

  @Test(arguments: [
    ("site: Other", false), ("site: 'O*'", true), ("path: other/*", false), ("path: '**/*.CONFIG'", true),
    ("path: servers", false), ("value: ftp", false), ("value: 'ft?s'", true),
  ])
  func aWaiverIsForWhatItNames(_ field: String, _ waives: Bool) throws {
    try policy("waivers: [{rule: bindings/*, reason: x, \(field)}]\n")
    #expect(try tool("lint", "servers").output.contains("waived error[unknown-ftp-protocol]") == waives)
  }

  @Test func commentsWaiveOnlyWhereThePolicySaysSo() throws {
    let comment = "<!-- ftpsgate:ignore unknown-ftp-protocol it is planned --><!-- another -->\n<bindings>"
    _ = try folder.write("servers/applicationHost.config", Self.old.replacing("<bindings>", with: comment))
    #expect(try !tool("lint", "servers").output.contains("waived"))
    try policy("inline-waivers: true\n")
    #expect(try tool("lint", "servers").output.contains("= waived: it is planned\n"))
    #expect(try tool("lint", "servers", "--format", "sarif").output.contains(#""kind": "inSource""#))
    #expect(try !tool("lint", "servers", "--no-waivers").output.contains("waived"))
    // It is for the next element and what is in it, not for what comes before or behind.
    _ = try folder.write(
      "servers/applicationHost.config",
      Self.old.replacing("<ftpServer>", with: comment.replacing("<bindings>", with: "<ftpServer>")))
    let run = try tool("lint", "servers")
    #expect(!run.output.contains("waived") && run.errors.contains("the comment waives nothing that was found"))
    for (text, said) in [
      ("<!-- ftpsgate:ignore nonsense x --><bindings>", "there is no rule \"nonsense\" here"),
      ("<!-- ftpsgate:ignore unknown-ftp-protocol --><bindings>", "needs a rule and a reason"),
    ] {
      _ = try folder.write("servers/applicationHost.config", Self.old.replacing("<bindings>", with: text))
      #expect(try tool("lint", "servers").errors.contains(said))
    }
    _ = try folder.write(
      "servers/applicationHost.config",
      Self.old.replacing("</bindings>", with: "<!-- ftpsgate:ignore unknown-ftp-protocol x --></bindings>"))
    #expect(try tool("lint", "servers").errors.contains("no element follows the comment, so it waives nothing"))
  }

  @Test func aFleetIsFound() throws {
    _ = try folder.write("fleet/WEB01-applicationHost.config", Self.old)
    _ = try folder.write("fleet/web02/Machine.config", Self.old)
    #expect(try tool("lint", "fleet").output.contains(" in 1 file ("))
    try policy("files: ['*applicationHost.config', 'fleet/*/machine.config']\n")
    #expect(try tool("lint", "fleet").output.contains(" in 2 files ("))
    #expect(try tool("lint", ".").output.contains(" in 3 files ("))
    try policy("files: nothing.config\n")
    #expect(try tool("lint", "fleet").status == 2)
  }

  /// The output is none of the files that a policy finds.
  @Test func theOutputReplacesNoFileThatThePolicyFinds() throws {
    try policy("files: '*.xml'\n")
    _ = try folder.write("fleet/a.xml", Self.old)
    #expect(try tool("lint", "fleet", "--output", "fleet/a.xml").status == 64)
    #expect(try String(contentsOf: folder.url.appendingPathComponent("fleet/a.xml"), encoding: .utf8) == Self.old)
  }

  @Test(arguments: [
    "{", "[]", "{\"version\": 2, \"entries\": []}", "{\"version\": 1, \"entries\": [{\"path\": \"a\"}]}",
  ])
  func aBrokenBaselineStopsTheGate(_ text: String) throws {
    try policy("baseline: b.json\n")
    #expect(
      try tool("lint", "servers").errors.contains("b.json: there is no baseline yet: ftpsgate baseline write writes it")
    )
    _ = try folder.write("b.json", text)
    let run = try tool("lint", "servers")
    #expect(run.status == 2 && run.errors.contains("ftpsgate: error: b.json:1:"), "\(run.errors)")
  }

  /// What the baseline has of other files stays when some are written anew.
  @Test func writingKeepsWhatIsNotLookedAt() throws {
    _ = try folder.write("other/applicationHost.config", Self.old)
    try policy("baseline: .ftpsgate-baseline.json\n")
    #expect(try tool("baseline", "write", "other").status == 0)
    #expect(try tool("baseline", "write", "servers").errors.contains(" new, 0 gone)"))
    #expect(try tool("lint", ".").status == 0)
    #expect(try tool("baseline", "check", "servers").status == 0)
    _ = try folder.write("other/applicationHost.config", file(sites: ""))
    #expect(try tool("baseline", "check", "servers").status == 0)
    #expect(try tool("baseline", "check").status == 1)
    #expect(try tool("baseline", "write").status == 0)
    let text = try String(contentsOf: folder.url.appendingPathComponent(".ftpsgate-baseline.json"), encoding: .utf8)
    #expect(!text.contains("\"path\": \"other/applicationHost.config\", \"site\": \"Old\""))
  }

  @Test func aFileThatCannotBeReadIsInNoBaseline() throws {
    _ = try folder.write("servers/applicationHost.config", "<configuration>")
    let run = try tool("baseline", "write", "servers")
    #expect(
      run.status == 2
        && !FileManager.default.fileExists(atPath: folder.url.appendingPathComponent(".ftpsgate-baseline.json").path))
  }

  /// Two servers whose passive ports one security group blocks; a third one with the same fault is new.
  @Test func findingsInASharedFileAreEachServersOwn() throws {
    let server = file(sites: site("FTP"), rest: passiveRange(40000, 40100))
    _ = try folder.write(
      "env/nsg.json",
      """
      [{"name": "nsg", "securityRules": [{"name": "Deny", "priority": 100, "direction": "Inbound", "access": "Deny", "protocol": "Tcp",
      "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "40000-40100"},
      {"name": "Allow", "priority": 200, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
      "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "21"}]}]
      """)
    try policy("platform: azure\nenvironment: env\nbaseline: b.json\nfiles: 'fleet/*.config'\n")
    for name in ["a", "b"] { _ = try folder.write("fleet/\(name).config", server) }
    #expect(try tool("baseline", "write", "fleet").status == 0)
    #expect(try tool("lint", "fleet").status == 0)
    let text = try String(contentsOf: folder.url.appendingPathComponent("b.json"), encoding: .utf8)
    #expect(text.contains("\"rule\": \"passive-range-blocked\", \"setting\": \"env/nsg.json#"), "\(text)")
    #expect(
      try tool("baseline", "write", "fleet/a.config", "fleet").errors.contains("(0 new, 0 gone)"), "twice is once")
    #expect(try tool("baseline", "check", "fleet/a.config").status == 0)
    _ = try folder.write("fleet/c.config", server)
    let run = try tool("lint", "fleet", "--format", "concise")
    #expect(run.status == 1 && run.output.contains("error[passive-range-blocked]"))
    #expect(try tool("baseline", "check", "fleet").status == 1)
  }

  /// A baseline in a folder of its own, and a configuration behind a link.
  @Test func pathsOfABaselineAreItsFolders() throws {
    try policy("baseline: ci/b.json\n")
    _ = try folder.write("ci/x.txt", "")
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appendingPathComponent("linked.config").path,
      withDestinationPath: "servers/applicationHost.config")
    for path in ["servers", "linked.config"] {
      #expect(try tool("baseline", "write", path).status == 0)
      #expect(try tool("lint", path).status == 0)
      #expect(try tool("baseline", "write", path).errors.contains("(0 new, 0 gone)"))
    }
    #expect(try tool("baseline", "check", "servers", "linked.config").status == 0)
  }

  @Test func aLinkThatLeadsNowhereIsNoMissingPolicy() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appendingPathComponent("servers/.ftpsgate.yml").path, withDestinationPath: "gone.yml")
    let run = try tool("lint", "servers")
    #expect(run.status == 2 && run.errors.contains("the policy cannot be read"))
  }

  @Test func noPolicySilencesAFileThatCannotBeRead() throws {
    try policy("rules: {reading/*: off}\n")
    _ = try folder.write("servers/applicationHost.config", "<configuration>")
    let run = try tool("lint", "servers", "--format", "junit")
    #expect(run.status == 2 && run.output.contains("errors=\"1\""))
  }

  @Test func aProfileTakesNothingForUnused() throws {
    try policy("baseline: b.json\nwaivers: [{rule: unknown-ftp-protocol, reason: x}]\n")
    #expect(try tool("baseline", "write", "servers").status == 0)
    #expect(try !tool("lint", "servers", "--profile", "hardening").errors.contains("policy: "))
  }

  @Test func noCountOverflows() throws {
    try policy("baseline: b.json\n")
    let entry = #"{"path": "a", "site": null, "rule": "b", "setting": "c", "value": "d", "count": 9223372036854775807}"#
    _ = try folder.write("b.json", "{\"version\": 1, \"entries\": [\(entry), \(entry)]}")
    let run = try tool("lint", "servers")
    #expect(run.status == 2 && run.errors.contains("the count of an entry is from 1 to 1000000"))
  }

  /// What a layer of a site says of who connects holds for what concerns no site as well.
  @Test func aLayersSurroundingsHoldForTheServer() throws {
    _ = try folder.write(
      "env/nsg.json",
      """
      [{"name": "nsg", "securityRules": [{"name": "Deny", "priority": 100, "direction": "Inbound", "access": "Deny", "protocol": "Tcp",
      "sourceAddressPrefix": "198.51.100.0/24", "sourcePortRange": "*", "destinationAddressPrefix": "*",
      "destinationPortRange": "40000-40100"},
      {"name": "Allow", "priority": 200, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
      "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRanges": ["21", "40000-40100"]}]}]
      """)
    _ = try folder.write("one/applicationHost.config", file(sites: site("FTP"), rest: passiveRange(40000, 40100)))
    for text in ["from: 198.51.100.0/24", "sites: {FTP: {from: 198.51.100.0/24}}"] {
      try policy("platform: azure\nenvironment: env\n\(text)\n")
      #expect(try rules(tool("lint", "one", "--format", "json")).contains("passive-range-blocked"), "\(text)")
    }
    try policy("platform: azure\nenvironment: env\n")
    #expect(try !rules(tool("lint", "one", "--format", "json")).contains("passive-range-blocked"))
  }
}
