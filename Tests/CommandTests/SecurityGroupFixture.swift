import Foundation
import TestSupport

/// A server of one FTP site, and a folder for files of what is around it.
struct SecurityGroupFixture {
  let folder: ScratchFolder
  let configuration: String

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
}

/// Tests of a server with a security group.
protocol SecurityGroupTests {
  var fixture: SecurityGroupFixture { get }
}

extension SecurityGroupTests {
  var folder: ScratchFolder { fixture.folder }
  var configuration: String { fixture.configuration }

  func group(_ rules: String...) throws -> String {
    try folder.write("nsg.json", "[{\"name\": \"nsg-ftp\", \"securityRules\": [\(rules.joined(separator: ", "))]}]")
  }

  func rule(
    _ name: String, _ priority: Int, _ access: String = "Deny", ports: String = "21", source: String = "*"
  ) -> String {
    """
    {"name": "\(name)", "priority": \(priority), "direction": "Inbound", "access": "\(access)", "protocol": "Tcp",
      "sourceAddressPrefix": "\(source)", "sourcePortRange": "*", "destinationAddressPrefix": "*",
      "destinationPortRange": "\(ports)"}
    """
  }

  func firewall(_ options: String...) throws -> ProgramRun {
    try run(Project.tool, ["firewall", configuration, "--target", "azure-cli"] + options)
  }

  func inboundPriority(_ run: ProgramRun) -> String? {
    run.output.firstMatch(of: #/\n  "\$1" ftpsgate-4\.in-tcp\S* Inbound ([0-9]+) /#).map { String($0.output.1) }
  }

  /// The file of a load balancer that probes a port.
  func balancer(probing port: Int) throws -> String {
    let id = "/subscriptions/0/resourceGroups/r/providers/Microsoft.Network/loadBalancers/lb"
    return try folder.write(
      "lb.json",
      """
      [{"name": "lb", "id": "\(id)",
        "frontendIPConfigurations": [{"id": "\(id)/frontendIPConfigurations/f", "name": "f",
          "publicIPAddress": {"id": "/subscriptions/0/resourceGroups/r/providers/Microsoft.Network/publicIPAddresses/p"}}],
        "probes": [{"id": "\(id)/probes/p", "name": "p", "port": \(port), "protocol": "Tcp"}],
        "backendAddressPools": [{"id": "\(id)/backendAddressPools/b", "name": "b", "backendIPConfigurations": [{"id":
          "/subscriptions/0/resourceGroups/r/providers/Microsoft.Network/networkInterfaces/n/ipConfigurations/c"}]}],
        "loadBalancingRules": [{"name": "r", "protocol": "Tcp", "frontendPort": 21, "backendPort": 21,
          "probe": {"id": "\(id)/probes/p"}, "frontendIPConfiguration": {"id": "\(id)/frontendIPConfigurations/f"},
          "backendAddressPool": {"id": "\(id)/backendAddressPools/b"}}]}]
      """)
  }
}
