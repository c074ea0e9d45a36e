import IISConfiguration
import Inet
import Linter
import NetworkModel
import Policies
import Reachability
import Rules
import TestSupport
import Text
import Testing

/// What a policy says, and what is wrong with one and where.
@Suite(.timeLimited) struct PolicyReaderTests {
  private func read(_ text: String) throws(PolicyFaults) -> PolicyDocument {
    try PolicyDocument.read(SourceFile(path: ".ftpsgate.yml", bytes: Array(text.utf8)))
  }

  @Test func everyKeyIsRead() throws {
    let policy = try read(
      """
      version: 1
      platform: azure
      public-ip: [20.40.60.80, 20.40.60.81]
      public-ip-allocation: static
      external-address: placeholder
      require: [explicit, implicit]
      require-ftp: true
      from: [internet, 10.0.0.0/8, service-tag:AzureCloud]
      environment: [env, env/more.json]
      clients: winscp
      fail-on: error
      profile: all
      files: "servers/**/*.config"
      rules:
        logging-disabled: off
        access/*: note
        passive-range-too-wide: {ports: 2000, severity: error}
      sites:
        Partner*:
          public-ip: 20.40.60.82
          rules: {users-not-isolated: error}
          waivers: [{rule: logging-disabled, reason: none}]
      waivers:
        - rule: anonymous-access
          site: "Drop*"
          path: old/*
          value: "true"
          reason: a drop box
          expires: 2027-03-31
      inline-waivers: true
      baseline: base.json
      """)
    let settings = policy.settings
    #expect(settings.platform == .azure && settings.publicAddresses?.count == 2 && settings.allocation == .static)
    #expect(settings.externalAddress == .placeholder && settings.requirements == [.explicit, .implicit])
    #expect(settings.requiresFTP == true && settings.sources?.count == 3 && settings.clients == ["winscp"])
    #expect(policy.environment == ["env", "env/more.json"] && policy.failOn == .error && policy.profile == .all)
    #expect(
      policy.files?.map(\.text) == ["servers/**/*.config"] && policy.baseline == "base.json" && policy.readsComments)
    #expect(policy.sites.map(\.name.text) == ["Partner*"])
    #expect(policy.sites[0].settings.publicAddresses == [IPv4Address("20.40.60.82")].compactMap(\.self))
    #expect(policy.waivers.map(\.reason) == ["none", "a drop box"])
    #expect(policy.waivers[0].site?.text == "Partner*" && policy.waivers[1].expires?.description == "2027-03-31")
  }

  /// A choice for a rule goes before one for its topic, wherever they stand.
  @Test func aRuleGoesBeforeItsTopic() throws {
    let policy = try read("version: 1\nrules:\n  logging-disabled: off\n  access/*: note\n").settings
      .adding(to: Policy(), of: "p.yml")
    #expect(severity(policy, "logging-disabled") == nil && severity(policy, "anonymous-access") == .note)
    #expect(severity(policy, "invalid-binding") == .error)
  }

  private func severity(_ policy: Policy, _ id: String) -> Severity? {
    Rule.named(id).flatMap { policy.choice(for: $0).severity }
  }

  /// The place of each fault is marked, `▸` where it begins.
  @Test(arguments: [
    ("▸platfrom: azure\nversion: 1", "there is no key \"platfrom\" here", "did you mean platform?"),
    ("version: ▸2", "this program reads version 1 of a policy", "write version: 1"),
    ("▸platform: azure", "the key version is missing", "begin the policy with version: 1"),
    ("▸- version: 1", "a policy is keys with values, not a list", "begin it with version: 1"),
    (
      "version: 1\nclients: ▸zzzzzzzz", "there is no client \"zzzzzzzz\" here", "ftpsgate clients lists them"
    ),
    (
      "version: 1\nrules: {▸zzzzzzzz: off}", "there is no rule \"zzzzzzzz\" here", "ftpsgate rules lists them"
    ),
    ("version: 1\nplatform: ▸azur", "there is no value \"azur\" here", "did you mean azure?"),
    ("version: 1\nplatform: ▸[azure]", "one value is wanted here, not a list", "write a single value"),
    ("version: 1\nplatform:▸", "a value is missing here", "write one, or take the key out"),
    ("version: 1\nplatform: ▸~", "a value is missing here", "write one, or take the key out"),
    ("version: 1\npublic-ip: [20.1.2.3, ▸10.0.0.1]", "10.0.0.1 is not public", "write the address that clients dial"),
    ("version: 1\nfrom: ▸10.0.0.0/33", "\"10.0.0.0/33\" names no clients", nil),
    ("version: 1\nrequire-ftp: ▸yes", "\"yes\" is neither true nor false", nil),
    (
      "version: 1\nrules: {▸passive-range-to-wide: off}", "there is no rule \"passive-range-to-wide\" here",
      "did you mean passive-range-too-wide?"
    ),
    ("version: 1\nrules: {▸acess/*: off}", "there is no rule \"acess/*\" here", "did you mean access/*?"),
    ("version: 1\nrules: {logging-disabled: ▸false}", "\"false\" is no severity", "write off"),
    ("version: 1\nrules: {logging-disabled: ▸warn}", "there is no severity \"warn\" here", nil),
    (
      "version: 1\nrules: {passive-range-too-wide: {ports: ▸0990}}", "\"0990\" is a number in base 8 to YAML 1.1",
      "write 990"
    ),
    ("version: 1\nrules: {passive-range-too-wide: {ports: ▸990:40000}}", "\"990:40000\" is no number", nil),
    ("version: 1\nrules: {passive-range-too-wide: {ports: ▸65000}}", "ports is from 1 to 64511", nil),
    (
      "version: 1\nrules: {passive-range-too-wide: {▸port: 5}}", "there is no setting \"port\" here",
      "did you mean ports?"
    ),
    ("version: 1\nrules: {access/*: {▸ports: 5}}", "there is no setting \"ports\" here", nil),
    (
      "version: 1\nwaivers: ▸logging-disabled", "a list is wanted here, not one value",
      "begin each waiver with - rule: NAME"
    ),
    ("version: 1\nwaivers:\n- ▸rule: logging-disabled", "a waiver needs a rule and a reason", nil),
    (
      "version: 1\nwaivers:\n- {rule: logging-disabled, reason: ▸\" \"}", "the reason is empty",
      "say why the project lives with it: who reads it next year wants to know"
    ),
    (
      "version: 1\nwaivers:\n- {rule: logging-disabled, reason: x, expires: ▸2027-02-30}", "\"2027-02-30\" is no day",
      nil
    ),
    (
      "version: 1\nwaivers:\n- {rule: logging-disabled, reason: x, ▸until: 2027-02-20}",
      "there is no key \"until\" here", nil
    ),
    ("version: 1\nsites:\n  ä:\n    ▸platform: azure", "there is no key \"platform\" here", nil),
    ("version: 1\nsites:\n  é: ▸off", "keys with values are wanted here, not one value", nil),
    ("version: 1\nfiles: a\n▸files: b", "the key \"files\" stands twice", "put both into one"),
    ("version: 1\nfiles: ▸&a x", "anchors and aliases are not read", "write the value out"),
    ("version: 1\nfiles: ▸!!str x", "a tag says what the value is, which the key says already", "take it out"),
    ("version: 1\n▸---\nversion: 1", "a second document begins here", nil),
    ("version: 1\nclients: ▸winscpp", "there is no client \"winscpp\" here", "did you mean winscp?"),
  ])
  func saysWhatIsWrongAndWhere(_ marked: String, _ message: String, _ help: String?) throws {
    let text = MarkedText(marked)
    let faults = try #require(throws: PolicyFaults.self) { _ = try read(text.text) }.faults
    #expect(faults.map(\.message.description) == [message])
    #expect(faults.map { $0.range?.start } == text.places.map(\.start))
    if let help { #expect(faults.first?.help.description == help) }
  }

  @Test func allFaultsAreToldAtOnce() throws {
    let faults = try #require(throws: PolicyFaults.self) {
      _ = try read("platform: azur\npublic-ip: x\nrules: {nonsense-rule: off, logging-disabled: warn}\nversion: 3\n")
    }.faults
    #expect(faults.count == 5)
    #expect(faults.map { $0.range?.start ?? -1 } == faults.map { $0.range?.start ?? -1 }.sorted())
  }

  @Test(arguments: ["", "# nothing\n", "\u{FEFF}"])
  func anEmptyPolicyIsNone(_ text: String) throws {
    let faults = try #require(throws: PolicyFaults.self) { _ = try read(text) }.faults
    #expect(faults.map(\.message.description) == ["the policy is empty"])
  }

  /// A policy that somebody's editor saved as UTF-16, and one with CRLF.
  @Test func otherEncodingsAndLineEndsAreRead() throws {
    let text = "version: 1\r\nfiles: \"ä*.config\"\r\n"
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [Array(text.utf8), wide] {
      let policy = try PolicyDocument.read(SourceFile(path: "p", bytes: bytes))
      #expect(policy.files?.map(\.text) == ["ä*.config"])
    }
  }

  /// What is nested deeper than a policy ever is ends in an error, as does what has no end.
  @Test(arguments: [
    String(repeating: "[", count: 100_000), "version: 1\nsites: " + String(repeating: "{a: ", count: 5000),
    "version: 1\nfiles: \"", "\u{0}", "version: 1\nfiles: [a, b", "? [a]: b", "version: 1\n\t- a",
  ])
  func whatIsNoPolicyIsAnError(_ text: String) {
    #expect(throws: PolicyFaults.self) { _ = try read(text) }
  }

  /// Bytes of a policy are changed at random; what comes of it is a policy, or faults within its text.
  @Test func anyBytesAreAPolicyOrFaults() {
    let seed = Array(
      "version: 1\npublic-ip: [20.1.2.3]\nrules:\n  'access/*': {severity: note}\nwaivers:\n- rule: tls/*\n  reason: |\n    ä\n    b\n  expires: 2027-01-01\n"
        .utf8)
    var random = SystemRandomNumberGenerator()
    let signs = Array("{}[],:#&*!|>'\"%@`-?~ \n\r\t\u{0}äa1.".utf8)
    var policies = 0
    for _ in 0..<4000 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[place] = signs.randomElement(using: &random) ?? 0
        case 1: bytes.remove(at: place)
        default: bytes.insert(signs.randomElement(using: &random) ?? 0, at: place)
        }
      }
      let source = SourceFile(path: "p", bytes: bytes)
      do throws(PolicyFaults) {
        _ = try PolicyDocument.read(source)
        policies += 1
      } catch {
        for fault in error.faults {
          #expect(!fault.message.description.isEmpty)
          if let range = fault.range { #expect(range.end <= source.text.count, "\(bytes)") }
        }
      }
    }
    #expect(policies > 0)
  }
}
