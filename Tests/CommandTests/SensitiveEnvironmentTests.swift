import Emit
import Foundation
import Testing
import TestSupport

/// What a plan or a template marks as secret appears nowhere, though it be a rule's name, its port or an address.
@Suite(.timeLimited) struct SensitiveEnvironmentTests {
  private static let secrets = ["Hunter2", "47110", "198.51.100.77", "203.0.113"]

  private static let configuration = file(
    sites: """
      <site name="FTP" id="1">\(rootDirectory)<bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
      <ftpServer><security><ssl serverCertHash="9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7" />
      <authentication><basicAuthentication enabled="true" /></authentication></security></ftpServer></site>
      """,
    rest: """
      <system.ftpServer><firewallSupport lowDataChannelPort="40000" highDataChannelPort="40010" /><security>
      <authorization><add accessType="Allow" users="*" permissions="Read" /></authorization></security></system.ftpServer>
      """)

  private static func resource(_ type: String, _ values: String, _ mask: String) -> String {
    """
    {"address":"\(type).a","mode":"managed","type":"\(type)","name":"a","values":{\(values)},"sensitive_values":{\(mask)}}
    """
  }

  /// In one line, as Terraform prints it.
  private static func plan(_ access: String) -> String {
    let rule = """
      {"name":"Hunter2-rule","priority":300,"direction":"Inbound","access":"\(access)","protocol":"Tcp",
      "source_address_prefix":"198.51.100.77","source_port_range":"*","destination_address_prefix":"*",
      "destination_port_ranges":["21","47110"]}
      """
    let resources = [
      resource(
        "azurerm_network_security_group", "\"name\":\"Hunter2-nsg\",\"security_rule\":[\(rule)]",
        """
        "name":true,"security_rule":[{"name":true,"source_address_prefix":true,"destination_port_ranges":[false,true]}]
        """),
      resource(
        "azurerm_public_ip", #""name":"Hunter2-pip","ip_address":"203.0.113.9","allocation_method":"Dynamic""#,
        #""name":true,"ip_address":true"#),
      resource(
        "azurerm_route_table",
        #""name":"rt","route":[{"name":"r","address_prefix":"203.0.113.0/24","next_hop_type":"None"}]"#,
        #""route":[{"address_prefix":true}]"#),
      resource(
        "azurerm_firewall_nat_rule_collection",
        #""name":"c","priority":100,"action":"Dnat","rule":[{"name":"Hunter2-dnat","protocols":["TCP"],"source_addresses":["*"],"destination_addresses":["203.0.113.9"],"destination_ports":["47110"],"translated_address":"198.51.100.77","translated_port":"47110"}]"#,
        #""rule":true"#),
      resource(
        "azurerm_lb_rule",
        #""name":"Hunter2-lb","protocol":"Tcp","frontend_port":47110,"backend_port":47110"#,
        #""name":true,"frontend_port":true,"backend_port":true"#),
    ]
    return """
      {"terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[\(resources.joined(separator: ","))]}}}
      """.replacing("\n", with: "")
  }

  private static let template = """
    {"contentVersion":"1","parameters":{"n":{"type":"secureString","defaultValue":"Hunter2-nsg"},
     "p":{"type":"secureObject","defaultValue":{"name":"Hunter2","destinationPortRange":"47110","from":"198.51.100.77"}}},
     "resources":[{"type":"Microsoft.Network/networkSecurityGroups","name":"[parameters('n')]","properties":{
      "securityRules":[{"name":"[parameters('p').name]","properties":{"priority":300,"direction":"Inbound",
       "access":"Deny","protocol":"Tcp","sourceAddressPrefix":"[parameters('p').from]","sourcePortRange":"*",
       "destinationAddressPrefix":"*","destinationPortRange":"[parameters('p').destinationPortRange]"}},
       {"name":"no-data","properties":{"priority":310,"direction":"Inbound","access":"Deny","protocol":"Tcp",
       "sourceAddressPrefix":"*","sourcePortRange":"*","destinationAddressPrefix":"*",
       "destinationPortRange":"21"}}]}}]}
    """.replacing("\n", with: "")

  @Test(arguments: [plan("Deny"), plan("Allow"), template]) func nothingOfThemIsPrinted(_ text: String) throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a.config", Self.configuration)
    let environment = ["--platform", "azure", "--environment", try folder.write("env/e.json", text)]
    let commands =
      ReportFormat.allCases.map { ["lint", path, "--format", $0.name] }
      + MatrixFormat.allCases.map { ["matrix", path, "--format", $0.name] }
      + [["trace", path, "--client", "curl"], ["lint", path, "--from", "198.51.100.77"]]
    for arguments in commands {
      let run = try run(Project.tool, arguments + environment, environment: ["NO_COLOR": ""])
      #expect([0, 1].contains(run.status), "\(arguments): \(run.errors)")
      for secret in Self.secrets where !arguments.contains(secret) {
        // Digits within a fingerprint are nobody's port.
        let text = (run.output + run.errors).replacing(/[0-9a-f]{32,}/, with: "")
        #expect(!text.contains(secret), "\(arguments): \(text)")
      }
    }
  }
}
