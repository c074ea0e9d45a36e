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

/// Azure Firewall with a rule that leads to a port of a machine.
func azureFirewall(_ name: String, machine: String, port: Int) -> String {
  """
  {"name": "hub", "natRuleCollections": [{"name": "in", "action": {"type": "Dnat"}, "rules": [
    {"name": "\(name)", "protocols": ["TCP"], "sourceAddresses": ["*"], "destinationAddresses": ["20.40.60.80"],
     "destinationPorts": ["\(port)"], "translatedAddress": "\(machine)", "translatedPort": "\(port)"}]}]}
  """
}

/// The network in which Azure Firewall has its addresses.
let azureFirewallNetwork = """
  [{"name": "hub", "type": "Microsoft.Network/virtualNetworks", "addressSpace": {"addressPrefixes": ["10.1.0.0/16"]},
    "subnets": [{"name": "AzureFirewallSubnet", "addressPrefix": "10.1.0.0/26"}]}]
  """

/// The public address of Azure Firewall.
let azureFirewallAddress = """
  [{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static",
    "ipConfiguration": {"id": "/subscriptions/0/azureFirewalls/hub/azureFirewallIpConfigurations/a"}}]
  """

/// A list of security admin rules.
func adminRules(_ rules: String...) -> String { "{\"value\": [\n\(rules.joined(separator: ",\n"))\n]}" }

/// A security admin rule, as `az network manager list-effective-security-admin-rules` prints it.
func adminRule(
  _ name: String, _ access: String, _ ports: String, priority: Int = 100, from source: String = "*"
) -> String {
  """
  {"id": "/networkManagers/m/securityAdminConfigurations/c/ruleCollections/r/rules/x", "name": "\(name)",
    "kind": "Custom", "configurationDescription": "", "access": "\(access)", "direction": "Inbound",
    "priority": \(priority), "protocol": "Tcp",
    "sources": [{"addressPrefix": "\(source)", "addressPrefixType": "IPPrefix"}], "sourcePortRanges": ["0-65535"],
    "destinations": [{"addressPrefix": "*", "addressPrefixType": "IPPrefix"}], "destinationPortRanges": ["\(ports)"]}
  """
}
