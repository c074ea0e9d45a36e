// Pieces of configurations and of files of an environment, for examples.

/// The passive range of most examples.
let exampleRange = "<firewallSupport lowDataChannelPort=\"40000\" highDataChannelPort=\"40199\" />"

/// A network security group with these rules, as `az network nsg show` prints it.
func securityGroup(_ rules: String..., name: String = "nsg-ftp") -> String {
  "{\"name\": \"\(name)\", \"securityRules\": [\n  \(rules.joined(separator: ",\n  "))\n]}"
}

/// A rule of a network security group.
func securityRule(
  _ name: String, _ priority: Int = 300, ports: String, source: String = "Internet", sourcePort: String = "*",
  destination: String = "*", access: String = "Allow", networkProtocol: String = "Tcp"
) -> String {
  let ports = ports.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ")
  return """
    {"name": "\(name)", "priority": \(priority), "direction": "Inbound", "access": "\(access)", \
    "protocol": "\(networkProtocol)",
       "sourceAddressPrefix": "\(source)", "sourcePortRange": "\(sourcePort)",
       "destinationAddressPrefix": "\(destination)", "destinationPortRanges": [\(ports)]}
    """
}

extension String {
  /// A rule of a network security group for the other direction.
  var outbound: String { replacing("\"Inbound\"", with: "\"Outbound\"") }
}

/// A registry export of Windows Firewall with these rules: `NAME=Action=…`.
func firewallExport(_ rules: String..., settings: String = "") -> String {
  let key = #"[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"#
  let lines = rules.joined(separator: "\n")
  return """
    Windows Registry Editor Version 5.00

    \(settings.isEmpty ? "" : "\(key)\(settings)\n\n")\(key)\\FirewallRules]
    \(lines)
    """
}

/// A rule of Windows Firewall as the registry holds it.
func firewallRule(_ id: String, _ fields: String, direction: String = "In", action: String = "Allow") -> String {
  "\"\(id)\"=\"v2.31|Action=\(action)|Active=TRUE|Dir=\(direction)|Protocol=6|\(fields)|\""
}
