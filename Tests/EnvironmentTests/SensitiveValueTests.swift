import IISConfiguration
import NetworkModel
import TestSupport
import Testing
@testable import Environment

private struct MissingSource: Error {}

/// Values that a file marks as secret: nothing is known of them, and no excerpt shows them.
@Suite(.timeLimited) struct SensitiveValueTests {
  /// A group whose name, priority and port are marked, by a mask or by being a parameter's.
  private static let plan = """
    {"terraform_version": "1.9.0", "variables": {"v": {"value": "/x/networkSecurityGroups/Hunter2"}},
     "planned_values": {"outputs": {"o": {"sensitive": true, "value": "Hunter2"}}, "root_module": {"resources": [
      {"address": "azurerm_network_security_group.ftp", "mode": "managed", "type": "azurerm_network_security_group",
       "values": {"name": "Hunter2", "location": "x", "security_rule": [
         {"name": "Hunter2-rule", "priority": 777, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
          "source_address_prefix": "198.51.100.7", "source_port_range": "*", "destination_address_prefix": "*",
          "destination_port_range": "47110"}]},
       "sensitive_values": {"name": true, "security_rule": [
         {"name": true, "priority": true, "source_address_prefix": true, "destination_port_range": true}]}}]}},
     "resource_changes": [{"change": {
       "before": {"name": "Hunter2"}, "before_sensitive": {"name": true},
       "after": {"name": "Hunter2", "ports": ["47110"]}, "after_sensitive": {"name": true, "ports": true}}}],
     "configuration": {"root_module": {"variables": {"v": {"default": "Hunter2", "sensitive": true}}}}}
    """

  @Test func whatAMaskMarksIsUnknown() throws {
    let environment = readEnvironment(Self.plan)
    let group = try #require(environment.groups.first)
    #expect(group.name.value == "(sensitive value)")
    let rule = try #require(group.rules.first)
    #expect(rule.name.value == "(sensitive value)")
    #expect(rule.priority == nil && rule.access?.value == .allow)
    guard case .word(let source)? = rule.sources.first else { throw MissingSource() }
    #expect(source.value == "(sensitive value)")
    #expect(rule.destinationPorts.map(\.ports) == [nil])
    #expect(environment.files[0].problems.isEmpty)
  }

  /// Nor is it shown where its text stands a second time, in changes that nobody reads.
  @Test func noExcerptHasIt() throws {
    let source = readEnvironment(Self.plan).files[0].source
    let secrets = Secrets(of: source)
    let text = secrets.masked(source.text, in: ByteRange(0, source.text.count))
    for secret in ["Hunter2", "777", "47110", "198.51.100.7"] { #expect(!text.contains(secret), "\(secret): \(text)") }
    #expect(text.contains("\"Inbound\""))
  }

  /// A mask may be true for a whole list: then there are rules of which nothing is known.
  @Test func awholeListMayBeMarked() throws {
    let text = Self.plan.replacing(/"security_rule": \[\s+\{"name": true[^\]]*\]/, with: "\"security_rule\": true")
    #expect(text != Self.plan)
    let rule = try #require(readEnvironment(text).groups.first?.rules.first)
    #expect(rule.access == nil && rule.name.value == "(sensitive value)")
  }

  @Test(arguments: [
    #""id": "/x/virtualNetworks/v/subnets/ftp", "name": "ftp""#, #""name": "ftp", "virtual_network_name": "v""#,
  ])
  func aStateHasMasksToo(_ subnet: String) throws {
    let state = """
      {"terraform_version": "1.9.0", "values": {"root_module": {"child_modules": [{"resources": [
       {"address": "module.net.azurerm_subnet.ftp", "mode": "managed", "type": "azurerm_subnet",
        "values": {\(subnet), "address_prefixes": ["10.66.0.0/24"]},
        "sensitive_values": {"address_prefixes": [true]}}]}]}}}
      """
    let source = readEnvironment(state).files[0].source
    let text = Secrets(of: source).masked(source.text, in: ByteRange(0, source.text.count))
    #expect(!text.contains("10.66") && readEnvironment(state).subnets.first?.prefixes.isEmpty != false)
  }

  /// What a sensitive variable holds is no name of a resource either, nor what is passed to one.
  @Test(arguments: [
    #""variables": {"g": {"sensitive": true}}"#, #""variables": {"g": {}}"#,
  ])
  func aSensitiveVariableIsUnknown(_ declared: String) throws {
    let text = """
      {"terraform_version": "1.9.0", "variables": {"g": {"value": "/x/networkSecurityGroups/Hunter2"}},
       "planned_values": {"root_module": {"resources": [
        {"address": "azurerm_network_security_group.a", "mode": "managed", "type": "azurerm_network_security_group",
         "values": {"name": "nsg", "id": "/x/networkSecurityGroups/nsg"}},
        {"address": "azurerm_subnet_network_security_group_association.a", "mode": "managed",
         "type": "azurerm_subnet_network_security_group_association",
         "values": {"subnet_id": "/x/virtualNetworks/v/subnets/ftp"}}]}},
       "configuration": {"root_module": {\(declared), "resources": [
        {"address": "azurerm_subnet_network_security_group_association.a", "expressions": {
         "network_security_group_id": {"references": ["var.g"]}}}]}}}
      """
    let names = readEnvironment(text).groups.map(\.name.value)
    #expect(names.contains { $0.contains("Hunter2") } == !declared.contains("sensitive"))
  }

  private static func template(_ type: String, definitions: String = "") -> String {
    """
    {"contentVersion": "1", \(definitions) "parameters": {"p": {\(type), "defaultValue": "Hunter2"},
      "o": {"type": "secureObject", "defaultValue": {"name": "Hunter2", "port": 47110}}},
     "resources": [{"type": "Microsoft.Network/networkSecurityGroups", "name": "[parameters('p')]", "properties": {
      "securityRules": [{"name": "[concat('to-', parameters('o').name)]", "properties": {
       "priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "*",
       "sourcePortRange": "*", "destinationAddressPrefix": "*",
       "destinationPortRange": "[parameters('o').port]"}}]}}]}
    """
  }

  @Test(arguments: [
    (#""type": "securestring""#, ""), (#""type": "SecureString""#, ""),
    (
      ##""$ref": "#/definitions/secret""##,
      ##""definitions": {"secret": {"$ref": "#/definitions/inner"}, "inner": {"type": "securestring"}},"##
    ),
    (
      ##""type": "object", "properties": {"a": {"$ref": "#/definitions/loop"}, "b": {"type": "secureString"}}"##,
      ##""definitions": {"loop": {"$ref": "#/definitions/loop"}},"##
    ),
  ])
  func aSecureParameterIsUnknown(_ type: String, _ definitions: String) throws {
    let environment = readEnvironment(Self.template(type, definitions: definitions))
    let group = try #require(environment.groups.first)
    #expect(group.name.value == "[parameters('p')]")
    #expect(group.rules.first?.name.value == "[concat('to-', parameters('o').name)]")
    #expect(group.rules.first?.destinationPorts.map(\.ports) == [nil])
    let source = environment.files[0].source
    let text = Secrets(of: source).masked(source.text, in: ByteRange(0, source.text.count))
    #expect(!text.contains("Hunter2") && !text.contains("47110"), "\(text)")
  }

  @Test func anyOtherParameterIsKnown() {
    #expect(readEnvironment(Self.template(#""type": "string""#)).groups.map(\.name.value) == ["Hunter2"])
  }

  private static let schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"

  @Test func whatIsPassedForASecureParameterIsUnknown() {
    let template = Self.template(#""type": "securestring""#)
    let file = "{\"$schema\": \"\(Self.schema)\", \"parameters\": {\"p\": {\"value\": \"Hunter3\"}}}"
    #expect(readEnvironment(template, file).groups.map(\.name.value) == ["[parameters('p')]"])
    let deployment = """
      {"properties": {"parameters": {"p": {"value": "Hunter3"}}, "template": \(template)}}
      """
    let environment = readEnvironment(deployment)
    #expect(environment.groups.map(\.name.value) == ["[parameters('p')]"])
    let source = environment.files[0].source
    #expect(!Secrets(of: source).masked(source.text, in: ByteRange(0, source.text.count)).contains("Hunter"))
  }

  /// A comment before the first brace makes no text of a template one that is shown.
  @Test func aTemplateThatBeginsWithACommentHidesWhatOthersHide() {
    let text = """
      // of "ours
      {"contentVersion": "1", /* and "one" more " */ "variables": {"token": "Hunter2"}, "resources": [
       {"type": "Microsoft.Network/networkSecurityGroups", "name": "nsg", "properties": {}}]}
      """
    let source = readEnvironment(text).files[0].source
    let masked = Secrets(of: source).masked(source.text, in: ByteRange(0, source.text.count))
    #expect(!masked.contains("Hunter2") && masked.contains("\"nsg\""), "\(masked)")
  }
}
