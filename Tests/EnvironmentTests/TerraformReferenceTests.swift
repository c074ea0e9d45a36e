import IISConfiguration
import Inet
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// Plans of Terraform, which tell what belongs together by what their configuration refers to.
@Suite(.timeLimited) struct TerraformReferenceTests {
  private static func resource(_ address: String, _ values: String = "", expressions: String? = nil) -> String {
    let type = address.split(separator: ".").first { $0.hasPrefix("azurerm_") } ?? ""
    let body = expressions.map { "\"expressions\": {\($0)}" } ?? "\"values\": {\(values)}"
    let escaped = address.replacing("\"", with: "\\\"")
    return "{\"address\": \"\(escaped)\", \"mode\": \"managed\", \"type\": \"\(type)\", \(body)}"
  }

  private static func refers(_ attribute: String, _ references: String...) -> String {
    let all = references.map { "\"\($0)\"" }.joined(separator: ", ")
    return "\"\(attribute)\": {\"references\": [\(all)]}"
  }

  private static let nsg = "azurerm_network_security_group"

  /// A reference to one resource, as Terraform lists it.
  private static func names(_ attribute: String, _ address: String, _ member: String = "id") -> String {
    refers(attribute, "\(address).\(member)", address)
  }

  private static func subnet(_ name: String, key: String = "") -> String {
    resource(
      "azurerm_subnet.\(key.isEmpty ? name : "s" + key)", "\"name\": \"\(name)\", \"virtual_network_name\": \"v\"")
  }

  private static func plan(_ planned: [String], _ configuration: String, rest: String = "") -> String {
    """
    {"terraform_version": "1.9.0", \(rest) "planned_values": {"root_module": {"resources": [
     \(planned.joined(separator: ",\n"))]}}, "configuration": {"root_module": {\(configuration)}}}
    """
  }

  private static func rule(_ ports: String) -> String {
    """
    "name": "r", "priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
    "source_address_prefix": "*", "source_port_range": "*", "destination_address_prefix": "*",
    "destination_port_range": "\(ports)"
    """
  }

  private static func group(_ address: String, _ name: String? = nil) -> String {
    let own = name.map { "\"name\": \"\($0)\"," } ?? ""
    return resource("azurerm_network_security_group.\(address)", "\(own) \"security_rule\": [{\(rule("21"))}]")
  }

  /// What each group is for, by the names that reports give both.
  private static func attachments(_ text: String) -> [String] {
    readEnvironment(text).groups.map { group in
      "\(group.name.value): "
        + group.attachments.map { attachment in
          switch attachment {
          case .networkInterface(let id), .subnet(let id), .networkManager(let id): id.name
          }
        }.joined(separator: ", ")
    }
  }

  private static let interface = resource("azurerm_network_interface.nic", "\"name\": \"nic\"")
  private static let association = "azurerm_network_interface_security_group_association.a"

  private static func tie(_ group: String..., key: String = "") -> String {
    let groups = group.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      \(refers("network_interface_id", "azurerm_network_interface.nic.id", "azurerm_network_interface.nic")),
      "network_security_group_id": {"references": [\(groups)]}
      """
  }

  @Test func resourcesWithoutNamesAreToldApart() {
    for groups in [["web", "ftp"], ["ftp", "web"]] {
      let text = Self.plan(
        groups.map { Self.group($0) } + [Self.interface, Self.resource(Self.association)],
        "\"resources\": [\(Self.resource(Self.association, expressions: Self.tie("\(Self.nsg).ftp.id", "\(Self.nsg).ftp")))]"
      )
      #expect(
        Self.attachments(text).sorted() == [
          "azurerm_network_security_group.ftp: nic", "azurerm_network_security_group.web: ",
        ])
    }
  }

  private static let subnetTie = "azurerm_subnet_network_security_group_association"

  /// What else an attribute of a resource holds is not the resource itself.
  @Test func attributesAreFollowedOrUnknown() {
    func attached(_ references: String...) -> [String] {
      let other =
        Self.names("subnet_id", "azurerm_subnet.ftp") + "," + Self.names("network_security_group_id", "\(Self.nsg).web")
      let own =
        Self.refers("subnet_id", references[0], references[1]) + ","
        + Self.names("network_security_group_id", "\(Self.nsg).ftp")
      let text = Self.plan(
        [
          Self.group("ftp", "nsg-ftp"), Self.group("web", "nsg-web"), Self.subnet("ftp"),
          Self.resource("azurerm_virtual_network.v", "\"name\": \"v\""), Self.resource("\(Self.subnetTie).a"),
          Self.resource("\(Self.subnetTie).b"),
        ],
        """
        "resources": [\(Self.resource("\(Self.subnetTie).a", expressions: own)),
          \(Self.resource("\(Self.subnetTie).b", expressions: other))]
        """)
      return Self.attachments(text)
    }
    #expect(attached("azurerm_subnet.ftp.id", "azurerm_subnet.ftp") == ["nsg-ftp: ftp", "nsg-web: ftp"])
    #expect(attached("\(Self.subnetTie).b.subnet_id", "\(Self.subnetTie).b") == ["nsg-ftp: ftp", "nsg-web: ftp"])
    #expect(
      attached("azurerm_virtual_network.v.subnet", "azurerm_virtual_network.v")
        == ["nsg-ftp: [azurerm_virtual_network.v.subnet]", "nsg-web: ftp"])
  }

  /// A loop's value may hold the key of another copy.
  @Test func aKeyFromAValueIsUnknown() {
    let keys = ["[\"a\"]", "[\"b\"]"]
    let planned = keys.flatMap { key in
      [
        Self.resource("\(Self.nsg).n\(key)", "\"name\": \"nsg\(key.filter(\.isLetter))\""),
        Self.resource("azurerm_network_interface.nic\(key)", "\"name\": \"nic\(key.filter(\.isLetter))\""),
        Self.resource("\(Self.association)\(key)"),
      ]
    }
    func attached(_ key: String) -> [String] {
      let expressions =
        Self.refers("network_interface_id", "azurerm_network_interface.nic", "each.key")
        + "," + Self.refers("network_security_group_id", "\(Self.nsg).n", key, "each.value")
      let tie = Self.resource(Self.association, expressions: expressions).replacing(
        "\"mode\"", with: "\"for_each_expression\": {\"references\": [\"local.all\"]}, \"mode\"")
      return Self.attachments(Self.plan(planned, "\"resources\": [\(tie)]"))
    }
    #expect(attached("each.value.nsg").prefix(2) == ["nsga: nica, nicb", "nsgb: nica, nicb"])
  }

  @Test func variablesComeFromTheModuleAround() {
    let module = "module.vm.\(Self.association)"
    let planned = [
      Self.group("ftp", "nsg-ftp"), Self.group("other", "nsg-other"),
      Self.interface.replacing("azurerm_network_interface.nic", with: "module.vm.azurerm_network_interface.nic"),
      Self.resource(module),
    ]
    func text(_ passed: String) -> String {
      Self.plan(
        planned,
        """
        "module_calls": {"vm": {"expressions": {\(passed)}, "module": {"resources": [
         \(Self.resource(Self.association, expressions: Self.tie("var.nsg")))]}}}
        """)
    }
    let reference = Self.refers("nsg", "azurerm_network_security_group.ftp.id", "azurerm_network_security_group.ftp")
    #expect(Self.attachments(text(reference)) == ["nsg-ftp: nic", "nsg-other: "])
    // What is computed from two groups, or from local values, is unknown: each may be it.
    for reference in [
      Self.refers("nsg", "azurerm_network_security_group.ftp.id", "azurerm_network_security_group.other.id"),
      Self.refers("nsg", "local.nsg"), "",
    ] {
      #expect(Self.attachments(text(reference)).prefix(2) == ["nsg-ftp: nic", "nsg-other: nic"], "\(reference)")
      #expect(Self.attachments(text(reference)).count == 3)
    }
  }

  @Test func modulesPutOutGroups() {
    let planned = [
      Self.group("ftp", "nsg-ftp").replacing("\(Self.nsg).ftp", with: "module.net.\(Self.nsg).ftp"),
      Self.group("other", "nsg-other"), Self.interface, Self.resource(Self.association),
    ]
    let output = Self.names("expression", "\(Self.nsg).ftp")
    let text = Self.plan(
      planned,
      """
      "resources": [\(Self.resource(Self.association, expressions: Self.tie("module.net.nsg", "module.net")))],
      "module_calls": {"net": {"module": {"outputs": {"nsg": {\(output)}}}}}
      """)
    #expect(Self.attachments(text) == ["nsg-ftp: nic", "nsg-other: "])
  }

  @Test(arguments: [("[0]", "[1]", "count.index"), ("[\"a\"]", "[\"b.c\"]", "each.key")])
  func copiesGoWithCopies(_ first: String, _ second: String, _ turn: String) {
    func copy(_ key: String) -> [String] {
      let word = key.filter { $0.isLetter || $0.isNumber }
      return [
        Self.resource("azurerm_network_security_group.n\(key)", "\"name\": \"nsg\(word)\""),
        Self.resource("azurerm_network_interface.nic\(key)", "\"name\": \"nic\(word)\""),
        Self.resource("\(Self.association)\(key)"),
      ]
    }
    let expressions =
      Self.refers("network_interface_id", "azurerm_network_interface.nic", turn) + ","
      + Self.refers("network_security_group_id", "azurerm_network_security_group.n", turn)
    let configuration = Self.resource(Self.association, expressions: expressions).replacing(
      "\"mode\"", with: "\"count_expression\": {\"constant_value\": 2}, \"mode\"")
    let text = Self.plan(copy(first) + copy(second), "\"resources\": [\(configuration)]")
    let expected = turn == "each.key" ? ["nsga: nica", "nsgbc: nicbc"] : ["nsg0: nic0", "nsg1: nic1"]
    #expect(Self.attachments(text) == expected)
  }

  @Test func aLoopOverResourcesMeansThem() {
    let planned =
      ["a", "b"].map { Self.subnet($0, key: "[\"\($0)\"]") } + [Self.group("ftp", "nsg")]
      + ["a", "b"].map { Self.resource("azurerm_subnet_network_security_group_association.x[\"\($0)\"]") }
    let expressions =
      Self.refers("subnet_id", "each.value.id", "each.value") + ","
      + Self.names("network_security_group_id", "\(Self.nsg).ftp")
    let configuration = Self.resource(
      "azurerm_subnet_network_security_group_association.x", expressions: expressions
    ).replacing("\"mode\"", with: "\"for_each_expression\": {\"references\": [\"azurerm_subnet.s\"]}, \"mode\"")
    #expect(Self.attachments(Self.plan(planned, "\"resources\": [\(configuration)]")) == ["nsg: a, b"])
  }

  @Test func aRuleFindsAGroupWhoseNameIsMade() {
    let rule = Self.resource("azurerm_network_security_rule.r", Self.rule("990").replacing("\"r\"", with: "\"apart\""))
    let reference = Self.names("network_security_group_name", "\(Self.nsg).ftp", "name")
    let text = Self.plan(
      [Self.group("web"), Self.group("ftp"), rule],
      "\"resources\": [\(Self.resource("azurerm_network_security_rule.r", expressions: reference))]")
    #expect(readEnvironment(text).groups.map(\.rules.count) == [1, 2])
    #expect(readEnvironment(text).groups.flatMap(\.rules).allSatisfy { $0.doubt == nil })
  }

  @Test func anInterfaceTellsItsSubnet() {
    let values = "\"name\": \"nic\", \"ip_configuration\": [{\"name\": \"i\"}]"
    let nic = Self.resource("azurerm_network_interface.nic", values)
    let subnets = ["a", "b"].map { Self.subnet($0) }
    let ties = ["a", "b"].map { name in
      Self.resource(
        "azurerm_subnet_network_security_group_association.\(name)",
        expressions: Self.names("subnet_id", "azurerm_subnet.\(name)") + ","
          + Self.names("network_security_group_id", "\(Self.nsg).\(name)"))
    }
    let block = "\"ip_configuration\": [{\(Self.names("subnet_id", "azurerm_subnet.b"))}]"
    let configured = ties + [Self.resource("azurerm_network_interface.nic", expressions: block)]
    let text = Self.plan(
      [Self.group("a", "nsg-a"), Self.group("b", "nsg-b"), nic] + subnets,
      "\"resources\": [\(configured.joined(separator: ","))]")
    let part = readEnvironment(text).concerningServer(dialledAt: [])
    #expect(part.groups.map(\.name.value) == ["nsg-b"])
    #expect(part.leftOutGroups.map(\.group.name.value) == ["nsg-a"])
  }

  @Test func aStateRepeatsRulesThatStandApart() {
    let id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/n"
    let group = Self.resource(
      "\(Self.nsg).n", "\"id\": \"\(id)\", \"name\": \"n\", \"security_rule\": [{\(Self.rule("21"))}]")
    let rule = Self.resource(
      "azurerm_network_security_rule.r",
      "\"id\": \"\(id)/securityRules/r\", \"network_security_group_name\": \"n\", \(Self.rule("21"))")
    let text = """
      {"terraform_version": "1", "values": {"root_module": {"resources": [\(group), \(rule)]}}}
      """
    #expect(readEnvironment(text).groups.map { $0.rules.map { $0.doubt != nil } } == [[false]])
  }
}
