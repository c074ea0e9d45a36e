import IISConfiguration
import Inet
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// Which groups templates make, what these hold, and which of them are the server's.
@Suite(.timeLimited) struct TemplateResourceTests {
  /// A rule of a template that lets something in.
  private static func rule(_ ports: String = "\"21\"", name: String = "\"r\"") -> String {
    """
    {"name": \(name), "properties": {"priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
     "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": \(ports)}}
    """
  }

  private static func group(_ name: String, _ rules: String = rule()) -> String {
    """
    {"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01", "name": "\(name)",
     "properties": {"securityRules": [\(rules)]}}
    """
  }

  private static func network(_ name: String, subnets: String) -> String {
    """
    {"type": "Microsoft.Network/virtualNetworks", "name": "\(name)", "properties": {"subnets": [\(subnets)]}}
    """
  }

  private static func subnet(_ name: String, group: String) -> String {
    "{\"name\": \"\(name)\", \"properties\": {\"networkSecurityGroup\": {\"id\": \"\(group)\"}}}"
  }

  private static func interface(subnet: String, group: String? = nil, name: String = "nic") -> String {
    let own = group.map { "\"networkSecurityGroup\": {\"id\": \"\($0)\"}, " } ?? ""
    return """
      {"type": "Microsoft.Network/networkInterfaces", "name": "\(name)", "properties": {\(own)"ipConfigurations": [
       {"name": "c", "properties": {"subnet": {"id": "\(subnet)"}}}]}}
      """
  }

  private static func template(_ resources: String..., rest: String = "") -> String {
    "{\"contentVersion\": \"1.0.0.0\", \(rest)\"resources\": [\(resources.joined(separator: ",\n"))]}"
  }

  /// The names of the groups that are asked, and in brackets of those that perhaps are; and of those that are left out.
  private static func names(_ texts: String...) -> [[String]] {
    let files = texts.enumerated().map { ("\($0)", Array($1.utf8)) }
    let part = EnvironmentReader.read(files).concerningServer(dialledAt: [])
    return [
      part.groups.map { $0.doubt == nil ? $0.name.value : "(\($0.name.value))" }.sorted(),
      part.leftOutGroups.map(\.group.name.value),
    ]
  }

  /// An interface with a public address, and neither it nor its subnet with a group.
  private static func bare(sku: String, group: String? = nil, beside: String? = nil) -> ServerEnvironment {
    let interface = """
      {"type": "Microsoft.Network/networkInterfaces", "name": "nic", "properties": {"ipConfigurations": [
       {"name": "c", "properties": {"subnet": {"id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'ftp')]"},
        "publicIPAddress": {"id": "[resourceId('Microsoft.Network/publicIPAddresses', 'pip')]"}}}]}}
      """
    let address = """
      {"type": "Microsoft.Network/publicIPAddresses", "name": "pip", \(sku)
       "properties": {"publicIPAllocationMethod": "Static"}}
      """
    let subnet = group.map { Self.subnet("ftp", group: $0) } ?? "{\"name\": \"ftp\", \"properties\": {}}"
    let others = [address, beside].compactMap(\.self).joined(separator: ",")
    let template = template(interface, others, network("v", subnets: subnet))
    return EnvironmentReader.read([("main.json", Array(template.utf8))]).concerningServer(dialledAt: [])
  }

  @Test func aStandardAddressThatATemplateMakesIsClosedWithoutAGroup() {
    func verdicts(_ sku: String) -> [FilterVerdict] {
      Self.bare(sku: sku).hops(.inbound).decide(Self.flow(21)).parts.map(\.verdict)
    }
    #expect(verdicts("\"sku\": {\"name\": \"Standard\"},").map(\.isBlocked) == [true])
    // One that has no SKU in the file may be either.
    for untold in ["", "\"sku\": {\"name\": \"[parameters('sku')]\"},"] {
      guard case .unknown(let reason, _)? = verdicts(untold).first else {
        Issue.record("\(untold)")
        continue
      }
      #expect(reason.phrase.description.contains("sku.name"))
    }
    // A Basic one is open, and a group that a subnet names is asked.
    #expect(Self.bare(sku: "\"sku\": {\"name\": \"Basic\"},").closedAddress == nil)
    #expect(Self.bare(sku: "\"sku\": {\"name\": \"Standard\"},", group: "elsewhere").closedAddress == nil)
  }

  /// An association that somebody forgot opens nothing.
  @Test func aGroupThatIsAttachedToNothingOpensNothing() {
    let bare = Self.bare(sku: "\"sku\": {\"name\": \"Standard\"},", beside: Self.group("forgotten"))
    #expect(bare.leftOutGroups.map(\.group.name.value) == ["forgotten"])
    #expect(bare.hops(.inbound).decide(Self.flow(21)).parts.map(\.verdict.isBlocked) == [true])
  }

  private static let ftpSubnet = "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'ftp')]"

  @Test func aTemplateWithinHangsOnItsCondition() {
    func decision(_ condition: String) -> FlowDecision {
      let module = """
        {"type": "Microsoft.Resources/deployments", "name": "m", \(condition) "properties": {"template":
          {"resources": [\(Self.group("n"))]}}}
        """
      let text = Self.template(
        module, Self.network("v", subnets: Self.subnet("ftp", group: Self.nsg("n"))),
        Self.interface(subnet: Self.ftpSubnet))
      return readEnvironment(text).concerningServer(dialledAt: []).hops(.inbound).decide(Self.flow(21))
    }
    for condition in ["", "\"condition\": true,", "\"condition\": \"[not(false())]\","] {
      #expect(!decision(condition).allowed.isEmpty, "\(condition)")
    }
    // What a subnet names and nobody makes may be there already, and what is in it nobody knows.
    for condition in ["\"condition\": false,", "\"condition\": \"[parameters('make')]\","] {
      #expect(decision(condition).allowed.isEmpty && decision(condition).blocked.isEmpty, "\(condition)")
    }
  }

  /// As Bicep writes `networkSecurityGroup: make ? {id: nsg.id} : null`.
  @Test func aGroupMayBeOneExpressionAsAWhole() {
    func decision(_ standard: String) -> FlowDecision {
      let group = """
        {"name": "ftp", "properties": {"networkSecurityGroup":
          "[if(parameters('make'), createObject('id', resourceId('Microsoft.Network/networkSecurityGroups', 'n')), null())]"}}
        """
      let text = Self.template(
        Self.group("n"), Self.network("v", subnets: group), Self.interface(subnet: Self.ftpSubnet),
        rest: "\"parameters\": {\"make\": {\"type\": \"bool\"\(standard)}},")
      return readEnvironment(text).concerningServer(dialledAt: []).hops(.inbound).decide(Self.flow(21))
    }
    #expect(decision("").allowed.isEmpty && decision("").blocked.isEmpty)
    #expect(!decision(", \"defaultValue\": true").allowed.isEmpty)
    #expect(decision(", \"defaultValue\": false").allowed.isEmpty)
  }

  /// Whoever reads only half of a deployment must hear of it.
  @Test func aLinkedTemplateIsNamed() throws {
    let linked = """
      {"type": "Microsoft.Resources/deployments", "name": "net", "properties": {"templateLink": {"relativePath": "net.json"}}}
      """
    let file = try #require(readEnvironment(Self.template(Self.group("own"), linked)).files.first)
    #expect(file.kind?.id == "resource-template")
    let problem = try #require(file.problems.first)
    #expect(problem.message.description.hasPrefix("the template that is linked here is not read"))
    #expect(problem.range.map(file.source.string) == "{\"relativePath\": \"net.json\"}")
  }

  private static func flow(_ port: Port) -> Flow {
    Flow(.inbound, remoteAddresses: IPAddressSet(.v4(IPv4Address(203, 0, 113, 7))), localPorts: PortSet(port))
  }

  private static func nsg(_ name: String) -> String {
    "[resourceId('Microsoft.Network/networkSecurityGroups', '\(name)')]"
  }

  @Test(arguments: [
    "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'ftp')]",
    "[resourceId(resourceGroup().name, 'Microsoft.Network/virtualNetworks/subnets', 'v', 'ftp')]",
    "[concat(resourceId('Microsoft.Network/virtualNetworks', variables('v')), '/subnets/', parameters('subnet'))]",
    "[variables('subnetID')]", "[reference(variables('v')).subnets[1].id]",
    "[format('/subscriptions/{0}/resourceGroups/{1}/providers/Microsoft.Network/virtualNetworks/v/subnets/FTP', "
      + "subscription().subscriptionId, resourceGroup().name)]",
  ])
  func aReferenceMayBeWrittenInManyWays(_ reference: String) {
    let text = Self.template(
      Self.group("sub"), Self.group("other"), Self.interface(subnet: reference),
      Self.network(
        "v", subnets: Self.subnet("web", group: Self.nsg("other")) + "," + Self.subnet("ftp", group: Self.nsg("sub"))),
      rest: """
        "parameters": {"subnet": {"type": "string", "defaultValue": "ftp"}}, "variables": {"v": "v",
         "subnetID": "[resourceId('Microsoft.Network/virtualNetworks/subnets', variables('v'), parameters('subnet'))]"},
        """)
    #expect(Self.names(text) == [["sub"], ["other"]])
  }

  @Test(arguments: [
    "[parameters('subnetID')]", "[reference('elsewhere').outputs.id.value]", "[first(parameters('subnets'))]",
    "[resourceId(parameters('group'), 'Microsoft.Network/virtualNetworks/subnets', parameters('v'), 'ftp')]",
  ])
  func aReferenceThatIsNotUnderstoodIsADoubt(_ reference: String) {
    let groups = [Self.group("sub"), Self.group("nic", Self.rule("\"990\""))].joined(separator: ",")
    let text = Self.template(
      groups, Self.interface(subnet: reference, group: Self.nsg("nic")),
      Self.network("v", subnets: Self.subnet("ftp", group: Self.nsg("sub"))))
    #expect(Self.names(text) == [["(sub)", "nic"], []])
    let flow = Self.flow(990)
    let decision = readEnvironment(text).concerningServer(dialledAt: []).hops(.inbound).decide(flow)
    // The subnet's group would stop 990, if it is the server's.
    #expect(decision.blocked.isEmpty && decision.allowed.isEmpty)
  }

  @Test func aGroupThatIsInNoFileIsADoubt() {
    let text = Self.template(
      Self.group("mine"), Self.interface(subnet: "[parameters('s')]", group: "[parameters('nsgID')]"))
    let part = readEnvironment(text).concerningServer(dialledAt: [])
    #expect(part.hops(.inbound).decide(Self.flow(21)).allowed.isEmpty)
    let interface = Self.interface(subnet: "[parameters('s')]", group: Self.nsg("theirs"))
    let literal = Self.template(Self.group("mine"), interface)
    #expect(Self.names(literal)[0] == ["(mine)", "theirs"])
    let hops = readEnvironment(literal).concerningServer(dialledAt: []).hops(.inbound)
    let verdict = hops.decide(Self.flow(21)).parts.first?.verdict
    #expect(verdict?.isUnknown == true)
  }

  @Test func partsMayStandAnywhere() {
    let subnet = """
      {"type": "subnets", "name": "ftp", "properties": {"networkSecurityGroup": {"id": "\(Self.nsg("n"))"}}}
      """
    let nested = """
      {"type": "Microsoft.Network/virtualNetworks", "name": "v", "properties": {}, "resources": [\(subnet)]}
      """
    let apart = subnet.replacing("\"subnets\"", with: "\"Microsoft.Network/virtualNetworks/subnets\"")
      .replacing("\"ftp\"", with: "\"[format('{0}/{1}', 'v', 'ftp')]\"")
    for network in [nested, apart] {
      let interface = Self.interface(subnet: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'ftp')]")
      let text = Self.template(Self.group("n"), Self.group("m"), network, interface)
      #expect(Self.names(text) == [["n"], ["m"]])
    }
  }

  @Test func rulesMayStandApart() {
    let apart = Self.rule("\"990\"", name: "\"[concat(variables('n'), '/ftps')]\"").replacing(
      "{\"name\"", with: "{\"type\": \"Microsoft.Network/networkSecurityGroups/securityRules\", \"name\"")
    let text = Self.template(
      Self.group("[variables('n')]"), Self.group("m"), apart, rest: "\"variables\": {\"n\": \"nsg\"},")
    #expect(readEnvironment(text).groups.map { $0.rules.map(\.name.value) } == [["r", "ftps"], ["r"]])
    // Of which group it is, is unknown: it may be in each.
    let doubtful = text.replacing("variables('n'), '/ftps'", with: "parameters('n'), '/ftps'")
    let rules = readEnvironment(doubtful).groups.map(\.rules)
    #expect(rules.map { $0.map(\.name.value) }.allSatisfy { $0 == ["r", "[concat(parameters('n'), '/ftps')]"] })
    #expect(rules.count == 2)
    #expect(rules.allSatisfy { $0[1].doubt != nil })
  }

  @Test func loopsMakeRules() {
    let copied = """
      {"type": "Microsoft.Network/networkSecurityGroups", "name": "n", "properties": {"copy": [{"name": "securityRules",
       "count": "[length(variables('ports'))]", "input": {"name": "[concat('r', copyIndex('securityRules'))]",
       "properties": {"priority": "[add(300, copyIndex('securityRules'))]", "direction": "Inbound", "access": "Allow",
        "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
        "destinationPortRange": "[variables('ports')[copyIndex('securityRules')]]"}}}]}}
      """
    let text = Self.template(copied, rest: "\"variables\": {\"ports\": [\"21\", \"990\"]},")
    let rules = readEnvironment(text).groups.flatMap(\.rules)
    #expect(rules.map(\.name.value) == ["r0", "r1"] && rules.map { $0.priority?.value } == [300, 301])
    #expect(rules.flatMap { $0.destinationPorts.map(\.text.value) } == ["21", "990"])
    let unknown = readEnvironment(Self.template(copied)).groups.flatMap(\.rules)
    #expect(unknown.count == 1 && unknown[0].priority == nil)
  }

  @Test func loopsMakeResources() {
    let group = Self.group("[format('nsg{0}', copyIndex())]").replacing(
      "\"apiVersion\"", with: "\"copy\": {\"name\": \"l\", \"count\": 2}, \"apiVersion\"")
    #expect(readEnvironment(Self.template(group)).groups.map(\.name.value) == ["nsg0", "nsg1"])
    let endless = group.replacing("\"count\": 2", with: "\"count\": \"[parameters('count')]\"")
    // How many there are is unknown, and so is what is in them.
    let rules = readEnvironment(Self.template(endless)).groups.flatMap(\.rules)
    #expect(rules.contains { $0.priority == nil })
  }

  @Test(arguments: [("true", 1), ("false", 0), ("\"[equals('a', 'b')]\"", 0), ("\"[parameters('x')]\"", 1)])
  func conditionsAreDecided(_ condition: String, _ groups: Int) {
    let text = Self.template(
      Self.group("n").replacing("\"apiVersion\"", with: "\"condition\": \(condition), \"apiVersion\""))
    #expect(readEnvironment(text).groups.count == groups)
  }

  @Test(arguments: [("\"[equals('new', 'new')]\"", 21, true), ("\"[parameters('isNew')]\"", 21, false)])
  func whatHangsOnAConditionIsADoubt(_ condition: String, _ port: Port, _ isStopped: Bool) {
    let network = Self.network("v", subnets: Self.subnet("ftp", group: Self.nsg("n"))).replacing(
      "\"name\": \"v\"", with: "\"condition\": \(condition), \"name\": \"v\"")
    let interface = Self.interface(subnet: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'ftp')]")
    let text = Self.template(Self.group("n", Self.rule("\"990\"")), network, interface)
    let decision = readEnvironment(text).concerningServer(dialledAt: []).hops(.inbound).decide(Self.flow(port))
    #expect(decision.blocked.isEmpty != isStopped)
  }

  @Test func templatesInTemplatesHaveParametersOfTheirOwn() {
    func deployment(_ name: String, _ scope: String, _ ports: String) -> String {
      """
      {"type": "Microsoft.Resources/deployments", "name": "\(name)", "properties": {"mode": "Incremental",
       \(scope) "parameters": {"name": {"value": "[concat('nsg-', '\(name)')]"}, "ports": {"value": "\(ports)"}},
       "template": {"contentVersion": "1", "parameters": {"name": {"type": "string"}, "ports": {"type": "string"}},
        "resources": [\(Self.group("[parameters('name')]", Self.rule("\"[parameters('ports')]\"")))],
        "outputs": {"id": {"type": "string", "value":
         "[resourceId('Microsoft.Network/networkSecurityGroups', parameters('name'))]"}}}}}
      """
    }
    let inner = "\"expressionEvaluationOptions\": {\"scope\": \"inner\"},"
    let text = Self.template(
      deployment("web", inner, "443"), deployment("ftp", inner, "21"),
      Self.interface(
        subnet: "[parameters('s')]",
        group: "[reference(resourceId('Microsoft.Resources/deployments', 'ftp')).outputs.id.value]"))
    #expect(Self.names(text)[0] == ["(nsg-web)", "nsg-ftp"])
    let groups = readEnvironment(text).groups
    #expect(groups.map { $0.rules[0].destinationPorts[0].text.value } == ["443", "21"])
    // Without a scope of its own the outer template's parameters are meant, and these tell nothing here.
    let outer = readEnvironment(Self.template(deployment("ftp", "", "21"))).groups
    #expect(outer.map(\.name.value) == ["[parameters('name')]"])
  }

  @Test func newerTemplatesCallResourcesBySymbols() {
    let text = """
      {"languageVersion": "2.0", "contentVersion": "1", "resources": {
       "module": {"type": "Microsoft.Resources/deployments", "name": "m", "properties": {"parameters": {"rules": {"value":
        [\(Self.rule())]}}, "template": {"languageVersion": "2.0", "contentVersion": "1", "parameters": {"rules": {"type": "array"}},
        "resources": {"g": {"type": "Microsoft.Network/networkSecurityGroups", "name": "made",
         "properties": {"securityRules": "[parameters('rules')]"}}}, "outputs": {"nsg": {"type": "string",
         "value": "[resourceInfo('g').id]"}}}}},
       "theirs": {"existing": true, "type": "Microsoft.Network/networkSecurityGroups", "name": "there"},
       "nic": \(Self.interface(subnet: "[parameters('s')]", group: "[reference('module').outputs.nsg.value]"))}}
      """
    #expect(Self.names(text) == [["(there)", "made"], []])
    let groups = readEnvironment(text).groups
    // What is in a group that a template only refers to is in no file.
    #expect(groups.map { $0.rules.map { $0.priority?.value } } == [[300], [nil]])
  }

  @Test func aValueStandsWhereItIsUsed() throws {
    let text = Self.template(
      Self.group("n", Self.rule("\"[variables('ports')]\"")), rest: "\"variables\": {\"ports\": \"21-990\"},")
    let environment = readEnvironment(text)
    let term = try #require(environment.groups.first?.rules.first?.destinationPorts.first)
    #expect(term.text.value == "21-990")
    #expect(environment.files.first?.source.string(term.text.range) == "[variables('ports')]")
  }

  @Test func aFileOfParametersBeatsDefaults() {
    let text = Self.template(
      Self.group("[parameters('name')]", Self.rule("\"[parameters('port')]\"")),
      rest: """
        "parameters": {"name": {"type": "string"}, "port": {"type": "string", "defaultValue": "21"}},
        """)
    func parameters(_ port: String, _ other: String = "name") -> String {
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
       "parameters": {"\(other)": {"value": "nsg"}, "port": \(port)}}
      """
    }
    func read(_ files: String...) -> [String] {
      let texts = files.enumerated().map { ("\($0)", Array($1.utf8)) }
      return EnvironmentReader.read(texts).groups.flatMap { group in
        [group.name.value] + group.rules.flatMap { $0.destinationPorts.map { $0.ports?.description ?? "?" } }
      }
    }
    #expect(read(text) == ["[parameters('name')]", "21"])
    let given = parameters("{\"value\": \"990\"}")
    #expect(read(text, given) == ["nsg", "990"] && read(given, text) == ["nsg", "990"])
    // They may be another template's, they may be in a vault, and of two files either may be used.
    #expect(read(text, parameters("{\"value\": \"990\"}", "x")) == ["[parameters('name')]", "21"])
    #expect(read(text, parameters("{\"reference\": {}}")) == ["nsg", "?"])
    #expect(read(text, given, parameters("{\"value\": \"21\"}")) == ["nsg", "?"])
  }

  @Test func templatesMayHaveComments() {
    let text = "// network\n" + Self.template(Self.group("n") + "/* the \"only\" one */") + " // end"
    #expect(readEnvironment(text).groups.map(\.name.value) == ["n"])
    let lines = Self.template(Self.group("[concat('a',\n 'b')]"))
    #expect(readEnvironment(lines).groups.map(\.name.value) == ["ab"])
    let endless = "{\"contentVersion\": \"1\", /* \"resources\": []}"
    for text in ["[1, // one\n 2]", "{\"a\": \"b\nc\"}", "/* only */", endless] {
      #expect(readEnvironment(text).files.map(\.isBroken) == [true], "\(text)")
    }
  }

  @Test func membersThatDifferInCaseAreRefused() {
    let twice = Files.group.replacing("\"securityRules\":", with: "\"SecurityRules\": [], \"securityRules\":")
    let file = readEnvironment(twice).files.first
    #expect(file?.isBroken == true)
    #expect(file?.problems.map(\.message.description) == ["the member is there twice, in another case"])
    // Terraform's names are in one case, and those of others are two.
    let plan = Files.terraform.replacing("\"location\"", with: "\"tags\": {\"a\": \"1\", \"A\": \"2\"}, \"location\"")
    #expect(readEnvironment(plan).files.map(\.isBroken) == [false])
  }
}
