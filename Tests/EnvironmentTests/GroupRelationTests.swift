import IISConfiguration
import Inet
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// What several files tell of one group.
@Suite(.timeLimited) struct GroupRelationTests {
  private static let base = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network"

  private static func rule(
    _ name: String, _ ports: String, priority: Int = 300, access: String = "Allow", of group: String? = nil
  ) -> String {
    let own = group.map {
      "\"id\": \"\(base)/networkSecurityGroups/\($0)/securityRules/\(name)\","
        + "\"type\": \"Microsoft.Network/networkSecurityGroups/securityRules\","
    }
    return """
      {"name": "\(name)", \(own ?? "") "priority": \(priority), "direction": "Inbound", "access": "\(access)",
       "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
       "destinationPortRange": "\(ports)"}
      """
  }

  private static func group(_ name: String, _ rules: String..., rest: String = "") -> String {
    """
    {"name": "\(name)", "id": "\(base)/networkSecurityGroups/\(name)", \(rest)
     "type": "Microsoft.Network/networkSecurityGroups", "securityRules": [\(rules.joined(separator: ","))]}
    """
  }

  /// The ports of 21 and 990 that certainly get through, and those that certainly do not.
  private static func decide(_ texts: String...) -> [String] {
    let files = texts.enumerated().map { ("\($0)", Array($1.utf8)) }
    let environment = EnvironmentReader.read(files).concerningServer(dialledAt: [])
    let ports = PortSet(21).union(PortSet(990))
    let flow = Flow(
      .inbound, remoteAddresses: IPAddressSet(.v4(IPv4Address(203, 0, 113, 7))), localPorts: ports)
    let decision = environment.hops(.inbound).decide(flow)
    return [decision.allowed.localPorts.description, decision.blocked.localPorts.description]
  }

  @Test func aRuleJoinsItsGroupFromAnotherFile() {
    let group = Self.group("n", Self.rule("all", "*"))
    let deny = Self.rule("deny", "21", priority: 200, access: "Deny", of: "N")
    for texts in [(group, deny), (deny, group)] { #expect(Self.decide(texts.0, texts.1) == ["990", "21"]) }
    // A rule of another group changes nothing here.
    #expect(Self.decide(group, deny.replacing("Groups/N/", with: "Groups/other/"))[1] == "none")
  }

  /// A group of one machine and the subnet of another are never on one way: which of them stops what, nobody can tell.
  @Test func groupsOfTwoMachinesAreDoubtsWhereNothingTellsWhichIsTheServer() {
    func interface(_ name: String, _ subnet: String) -> String {
      """
      {"name": "\(name)", "id": "\(Self.base)/networkInterfaces/\(name)", "type": "Microsoft.Network/networkInterfaces",
       "ipConfigurations": [{"privateIPAddress": null, "subnet": {"id": "\(Self.base)/virtualNetworks/v/subnets/\(subnet)"}}]}
      """
    }
    let ofSubnet = Self.group(
      "a", Self.rule("r", "21"), rest: "\"subnets\": [{\"id\": \"\(Self.base)/virtualNetworks/v/subnets/ftp\"}],")
    let ofInterface = Self.group(
      "b", Self.rule("r", "990"), rest: "\"networkInterfaces\": [{\"id\": \"\(Self.base)/networkInterfaces/web\"}],")
    let two = "[\(interface("ftp", "ftp")), \(interface("web", "web"))]"
    #expect(Self.decide(ofSubnet, ofInterface, two) == ["none", "none"])
    // In one subnet its group is on the way to either.
    let same = "[\(interface("ftp", "ftp")), \(interface("web", "ftp"))]"
    #expect(Self.decide(ofSubnet, ofInterface, same) == ["none", "990"])
    #expect(Self.decide(ofSubnet, ofInterface, "[\(interface("ftp", "ftp"))]") == ["21", "990"])
  }

  /// Clients in the virtual network, of which a file that is there twice still tells.
  @Test func aTemplateThatIsThereTwiceTellsOfOneNetwork() {
    let text = """
      {"contentVersion": "1.0.0.0", "resources": [
       {"type": "Microsoft.Network/networkSecurityGroups", "name": "n", "properties": {"securityRules": []}},
       {"type": "Microsoft.Network/virtualNetworks", "name": "v", "properties": {
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}}]}
      """
    for texts in [[text], [text, text]] {
      let files = texts.enumerated().map { ("\($0)", Array($1.utf8)) }
      let environment = EnvironmentReader.read(files).concerningServer(dialledAt: [])
      let flow = Flow(
        .inbound, remoteAddresses: IPAddressSet(.v4(IPv4Address(10, 0, 0, 9))), localPorts: PortSet(21))
      #expect(environment.hops(.inbound).decide(flow).allowed.localPorts == PortSet(21))
    }
  }

  /// Which address the server has is in no file; that it is one of its virtual network's is certain.
  @Test func theServerIsInItsVirtualNetwork() {
    let text = """
      {"value": [{"networkSecurityGroup": {"id": "\(Self.base)/networkSecurityGroups/n"},
       "association": {"networkInterface": {"id": "\(Self.base)/networkInterfaces/nic"}},
       "tagMap": {"VirtualNetwork": ["10.0.0.0/16", "10.9.0.0/16"]}, "effectiveSecurityRules": [
       {"name": "securityRules/r", "priority": 100, "direction": "Inbound", "access": "Deny", "protocol": "Tcp",
        "sourceAddressPrefix": "Internet", "sourceAddressPrefixes": ["Internet"], "sourcePortRange": "0-65535",
        "destinationAddressPrefix": "VirtualNetwork", "destinationAddressPrefixes": ["VirtualNetwork"],
        "destinationPortRange": "21-21"}]}]}
      """
    #expect(Self.decide(text)[1].contains("21"))
  }

  @Test func aRuleThatIsThereAlreadyIsThereOnce() {
    let group = Self.group("n", Self.rule("a", "21"))
    #expect(readEnvironment(group, Self.rule("A", "21", of: "n")).groups.map(\.rules.count) == [1])
    // One of two that differ is out of date.
    let environment = readEnvironment(group, Self.rule("a", "990", of: "n"))
    #expect(environment.groups.map { $0.rules.map { $0.doubt != nil } } == [[true, true]])
    #expect(Self.decide(group, Self.rule("a", "990", of: "n")) == ["none", "none"])
  }

  @Test func aRuleNeverStandsForItsGroup() {
    #expect(Self.decide(Self.rule("a", "*", priority: 100, of: "n")) == ["none", "none"])
    #expect(Self.decide(Self.rule("a", "*", priority: 100, access: "Deny", of: "n")) == ["none", "none"])
  }

  @Test func exportsThatDifferAreADoubt() {
    let old = Self.group("n", Self.rule("all", "*"))
    let new = Self.group("n", Self.rule("deny", "21", priority: 200, access: "Deny"), Self.rule("all", "*"))
    for texts in [(old, new), (new, old)] { #expect(Self.decide(texts.0, texts.1) == ["990", "none"]) }
    #expect(Self.decide(old, old) == ["21, 990", "none"])
    let environment = readEnvironment(old, new).concerningServer(dialledAt: [])
    #expect(environment.certainGroups.isEmpty)
    let reasons = environment.hops(.inbound).decide(Flow(.inbound, localPorts: PortSet(21))).parts.compactMap { part in
      if case .unknown(let reason, _) = part.verdict { reason.phrase.description } else { nil }
    }
    #expect(reasons.contains("files tell different rules of it: 0 and 1"))
  }

  @Test func tiesAreUsedAcrossFiles() {
    let interface = """
      [{"name": "nic", "id": "\(Self.base)/networkInterfaces/nic", "type": "Microsoft.Network/networkInterfaces",
        "networkSecurityGroup": {"id": "\(Self.base)/networkSecurityGroups/n"}, "ipConfigurations": []}]
      """
    let groups = "[\(Self.group("n", Self.rule("a", "21"))), \(Self.group("m", Self.rule("b", "990")))]"
    #expect(Self.decide(groups, interface) == ["21", "990"])
    // The group of the server's interface is in no file.
    #expect(Self.decide("[\(Self.group("m", Self.rule("b", "*")))]", interface) == ["none", "none"])
    let template = """
      {"contentVersion": "1", "resources": [{"type": "Microsoft.Network/networkInterfaces", "name": "nic", "properties":
       {"networkSecurityGroup": {"id": "[resourceId('Microsoft.Network/networkSecurityGroups', 'n')]"}}}]}
      """
    #expect(Self.decide(groups, template) == ["21", "990"])
  }

  @Test func whatIsLeftOutSaysWhy() {
    let ftp = Self.group("ftp", rest: "\"networkInterfaces\": [{\"id\": \"\(Self.base)/networkInterfaces/ftp\"}],")
    let web = Self.group("web", rest: "\"networkInterfaces\": [{\"id\": \"\(Self.base)/networkInterfaces/web\"}],")
    let interface = """
      [{"name": "ftp", "id": "\(Self.base)/networkInterfaces/ftp", "type": "Microsoft.Network/networkInterfaces",
        "ipConfigurations": [{"subnet": {"id": "\(Self.base)/virtualNetworks/v/subnets/a"}}]}]
      """
    let other = Self.group("other", rest: "\"subnets\": [{\"id\": \"\(Self.base)/virtualNetworks/v/subnets/b\"}],")
    let part = readEnvironment("[\(ftp), \(web), \(other), \(Self.group("idle"))]", interface).concerningServer(
      dialledAt: [])
    #expect(
      part.leftOutGroups.map(\.sentence.description) == [
        "network security group web is left out: it is for network interface web, and the server's is ftp",
        "network security group other is left out: it is for subnet b, and the server is in a",
        "network security group idle is left out: it is attached to nothing",
      ])
  }

  @Test(arguments: [
    ("\"defaultSecurityRules\": [", "DenyX"), ("\"securityRules\": [", "defaultSecurityRules/DenyX"),
  ])
  func onlyAzuresOwnRulesAreDefaults(_ list: String, _ name: String) {
    let deny = Self.rule(name, "21", priority: 100, access: "Deny")
    let group = Self.group("n", Self.rule("all", "*"), rest: list.hasPrefix("\"d") ? "\(list)\(deny)]," : "")
    let text = list.hasPrefix("\"d") ? group : group.replacing(list, with: "\(list)\(deny),")
    #expect(Self.decide(text) == ["990", "21"])
  }

  @Test func readsWhatAzureForetells() {
    func change(_ type: String, _ member: String, _ name: String, _ ports: String) -> String {
      """
      {"resourceId": "\(Self.base)/networkSecurityGroups/\(name)", "changeType": "\(type)",
       "\(member)": \(Self.group(name, Self.rule("r", ports)))}
      """
    }
    func answer(_ changes: String...) -> String {
      "{\"status\": \"Succeeded\", \"changes\": [\(changes.joined(separator: ","))]}"
    }
    #expect(Self.decide(answer(change("Create", "after", "n", "21"))) == ["21", "990"])
    #expect(Self.decide(answer(change("NoChange", "before", "n", "21"))) == ["21", "990"])
    #expect(
      Self.decide(answer(change("Delete", "before", "m", "990"), change("Modify", "after", "n", "21")))
        == ["21", "990"])
    #expect(Self.decide(answer(change("Deploy", "before", "n", "21"))) == ["none", "none"])
    #expect(Self.decide(answer(change("Create", "after", "n", "[parameters('p')]"))) == ["none", "none"])
    #expect(readEnvironment(answer(change("Create", "after", "n", "21"))).files.map { $0.kind?.id } == ["what-if"])
    let failed = answer(change("Create", "after", "n", "21")).replacing("Succeeded", with: "Failed")
    #expect(readEnvironment(failed).files.flatMap(\.problems).count == 1)
  }

  @Test func whatAzureDoesNotForetellIsNamed() {
    func answer(
      _ type: String, _ rest: String = "", id: String = "\(Self.base)/networkSecurityGroups/n", more: String = ""
    ) -> String {
      """
      {"status": "Succeeded", \(more) "changes": [{"resourceId": "\(id)", "changeType": "\(type)", \(rest)
        "after": \(Self.group("n", Self.rule("r", "21")))}]}
      """
    }
    func problems(_ text: String) -> [String] {
      readEnvironment(text).files.flatMap(\.problems).map(\.message.description)
    }
    #expect(problems(answer("Modify")).isEmpty)
    #expect(problems(answer("Unsupported")) == ["what becomes of \"n\" is not foretold: what-if does not support it"])
    #expect(
      problems(answer("Unsupported", "\"unsupportedReason\": \"its ID is not known\","))
        == ["what becomes of \"n\" is not foretold: what-if does not support it: its ID is not known"])
    // Whatever is shown of it, that is not what it will be.
    #expect(Self.decide(answer("Modify")) == ["21", "990"])
    #expect(Self.decide(answer("Unsupported")) == ["none", "none"])
    // Ids may hang on what only a deployment tells. Resources of other kinds are not missed.
    let expression = "[resourceId('Microsoft.Network/networkSecurityGroups', reference('x').outputs.n.value)]"
    #expect(problems(answer("Unsupported", id: expression)).first?.hasPrefix("what becomes of \"[resourceId(") == true)
    let roles = "[extensionResourceId('/x', 'Microsoft.Authorization/roleAssignments', guid('y'))]"
    let other = answer("Unsupported", id: roles).replacing("}]}", with: "}, \(Self.modified)]}")
    #expect(problems(other).isEmpty, "\(problems(other))")
    // Templates in templates may be left out.
    let skipped = """
      "diagnostics": [{"level": "Warning", "code": "NestedDeploymentShortCircuited",
        "target": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Resources/deployments/net", "message": "..."},
        {"level": "Info", "code": "Other", "message": "..."}],
      """
    #expect(
      problems(answer("Modify", more: skipped)) == [
        "resources may be missing: what-if has not looked into a template in the template, \"net\" "
          + "(NestedDeploymentShortCircuited)"
      ])
  }

  private static let modified =
    "{\"resourceId\": \"\(base)/networkSecurityGroups/m\", \"changeType\": \"Modify\", \"after\": \(group("m", rule("r", "21")))}"

  @Test func readsWhatResourceGraphAnswers() {
    let group = Self.group("n", Self.rule("r", "21"))
    let answer = "{\"count\": 1, \"data\": [\(group)], \"total_records\": 1, \"skip_token\": null}"
    #expect(Self.decide(answer) == ["21", "990"])
    let page = readEnvironment(answer.replacing("null}", with: "\"x\"}"))
    #expect(
      page.files.flatMap(\.problems).map(\.message.description) == [
        "there are more resources than this page of the answer has"
      ])
  }

  @Test func readsWhatPSRuleExports() {
    let text = Self.group("n", Self.rule("r", "21")).replacing(
      "\"type\": \"Microsoft.Network/networkSecurityGroups\"",
      with: "\"Type\": \"PSRule.Target\", \"ResourceType\": \"Microsoft.Network/networkSecurityGroups\"")
    #expect(Self.decide("[\(text)]") == ["21", "990"])
  }
}
