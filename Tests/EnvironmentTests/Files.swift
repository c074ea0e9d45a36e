import Environment
import IISConfiguration
import NetworkModel

/// Files of an environment, written by hand in the forms of the programs that print them.
enum Files {
  static let registry = #"""
    Windows Registry Editor Version 5.00

    [HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy]
    "PolicyVersion"=dword:0000021d
    "DisableStatefulFTP"=dword:00000001

    [HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\DomainProfile]
    "EnableFirewall"=dword:00000000

    [HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules]
    "IIS-WebServerRole-FTP-In-TCP-21"="v2.29|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=21|App=%windir%\\system32\\svchost.exe|Svc=ftpsvc|Name=@firewallapi.dll,-1|"
    "IIS-WebServerRole-FTP-Passive-In-TCP"="v2.29|Action=Allow|Active=FALSE|Dir=In|Protocol=6|LPort2_10=1024-65535|Svc=ftpsvc|Name=Passive|"
    "{A1}"="v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=990|LPort2_10=40000-40199|RA4=10.0.0.0/255.255.255.0|RA4=192.0.2.1-192.0.2.9|RA6=2001:db8::/32|Svc=ftpsvc|Name=A \"quoted\" name|"
    "{B2}"=hex(1):76,00,32,00,2e,00,33,00,31,00,7c,00,41,00,63,00,74,00,69,00,\
      6f,00,6e,00,3d,00,42,00,6c,00,6f,00,63,00,6b,00,7c,00,00,00
    "Broken"="no rule"

    [HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\PublicProfile]
    "EnableFirewall"=dword:00000001
    "DefaultInboundAction"=dword:00000001
    "DefaultOutboundAction"=dword:00000001
    "DoNotAllowExceptions"=dword:00000001

    [HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Defaults\FirewallPolicy\FirewallRules]
    "Default"="v2.29|Action=Allow|Active=TRUE|Dir=In|"

    """#

  static let policy = #"""
    Windows Registry Editor Version 5.00

    [HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\WindowsFirewall\PublicProfile]
    "DoNotAllowExceptions"=dword:00000000
    "AllowLocalPolicyMerge"=dword:00000000

    [HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\WindowsFirewall\FirewallRules]
    "{P1}"="v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=21|"

    """#

  static let group = """
    {
      "name": "nsg-ftp",
      "id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg-ftp",
      "networkInterfaces": [{"id": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic-ftp"}],
      "subnets": null,
      "securityRules": [
        {"name": "Allow-FTPS", "priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
         "sourceAddressPrefix": "Internet", "sourceAddressPrefixes": [], "sourcePortRange": "*", "sourcePortRanges": [],
         "destinationAddressPrefix": "*", "destinationPortRange": null, "destinationPortRanges": ["21", "990", "40000-40099"]}
      ],
      "defaultSecurityRules": [
        {"name": "AllowVnetInBound", "priority": 65000, "direction": "Inbound", "access": "Allow", "protocol": "*",
         "sourceAddressPrefix": "VirtualNetwork", "sourcePortRange": "*", "destinationAddressPrefix": "VirtualNetwork",
         "destinationPortRange": "*"},
        {"name": "DenyAllInBound", "priority": 65500, "direction": "Inbound", "access": "Deny", "protocol": "*",
         "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*"}
      ]
    }
    """

  static let effective = """
    {"value": [{
      "association": {"subnet": {"id": "/subscriptions/0/virtualNetworks/vnet/subnets/default"}, "networkInterface": null},
      "networkSecurityGroup": {"id": "/subscriptions/0/networkSecurityGroups/nsg-subnet"},
      "effectiveSecurityRules": [
        {"name": "securityRules/Allow-Control", "protocol": "Tcp", "access": "Allow", "direction": "Inbound", "priority": 200,
         "sourceAddressPrefix": "Internet", "sourceAddressPrefixes": ["Internet"], "sourcePortRange": "0-65535",
         "sourcePortRanges": ["0-65535"], "expandedSourceAddressPrefix": ["1.0.0.0/8", "20.0.0.0/8"],
         "expandedDestinationAddressPrefix": null, "destinationAddressPrefix": "0.0.0.0/0",
         "destinationPortRange": "990-990", "destinationPortRanges": ["21-21", "990-990"]},
        {"name": "defaultSecurityRules/DenyAllInBound", "protocol": "All", "access": "Deny", "direction": "Inbound",
         "priority": 65500, "sourceAddressPrefix": "0.0.0.0/0", "sourcePortRange": "0-65535",
         "destinationAddressPrefix": "0.0.0.0/0", "destinationPortRange": "0-65535"}
      ],
      "tagMap": {"VirtualNetwork": ["10.1.0.0/16", "168.63.129.16/32"]}
    }]}
    """

  static let template = """
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"passivePorts": {"type": "string"}},
      "resources": [
        {"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-01-01", "name": "nsg-arm",
         "properties": {"securityRules": [
           {"name": "Control", "properties": {"priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
            "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "990"}},
           {"name": "Passive", "properties": {"priority": 310, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
            "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
            "destinationPortRange": "[parameters('passivePorts')]"}}]},
         "resources": [{"type": "securityRules", "name": "Nested", "properties": {"priority": 320, "direction": "Inbound",
            "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*",
            "destinationAddressPrefix": "*", "destinationPortRange": "2121"}}]},
        {"type": "Microsoft.Network/networkSecurityGroups/securityRules", "name": "nsg-arm/Explicit",
         "properties": {"priority": 330, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
            "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "21"}},
        {"type": "Microsoft.Network/publicIPAddresses", "name": "pip", "sku": {"name": "Standard"},
         "properties": {"publicIPAllocationMethod": "Static", "idleTimeoutInMinutes": 4}},
        {"type": "Microsoft.Compute/virtualMachines", "name": "vm"}
      ]
    }
    """

  static let terraform = """
    {"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {"root_module": {
      "resources": [
        {"address": "azurerm_network_security_group.ftp", "mode": "managed", "type": "azurerm_network_security_group",
         "name": "ftp", "values": {"name": "nsg-tf", "location": "japaneast", "security_rule": [
           {"name": "Control", "priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
            "source_address_prefix": "*", "source_address_prefixes": [], "source_port_range": "*",
            "destination_address_prefix": "*", "destination_port_range": "", "destination_port_ranges": ["21", "990"]}]}}
      ],
      "child_modules": [{"resources": [
        {"address": "module.x.azurerm_network_security_rule.passive", "mode": "managed",
         "type": "azurerm_network_security_rule", "name": "passive", "values": {"name": "Passive", "priority": 310,
         "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "source_address_prefix": "Internet",
         "source_port_range": "*", "destination_address_prefix": "*", "destination_port_range": "40000-40099",
         "network_security_group_name": "nsg-tf"}}]}]
    }}}
    """

  static let publicAddresses = """
    [{"name": "pip-ftp", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static", "sku": {"name": "Standard"},
      "idleTimeoutInMinutes": 4,
      "ipConfiguration": {"id": "/subscriptions/0/networkInterfaces/nic-ftp/ipConfigurations/ipconfig1"}},
     {"name": "pip-old", "ipAddress": null, "publicIPAllocationMethod": "Dynamic", "sku": {"name": "Basic"}}]
    """

  static let loadBalancers = """
    [{"name": "lb", "sku": {"name": "Standard"}, "frontendIPConfigurations": [{"name": "front"}],
      "loadBalancingRules": [{"name": "ftps", "protocol": "Tcp", "frontendPort": 990, "backendPort": 990,
        "idleTimeoutInMinutes": 4, "loadDistribution": "SourceIP",
        "backendAddressPool": {"id": "/x/backendAddressPools/pool"}, "backendAddressPools": [{"id": "/x/backendAddressPools/pool"}]}],
      "inboundNatRules": [{"name": "many", "protocol": "Tcp", "frontendPort": null, "frontendPortRangeStart": 40000,
        "frontendPortRangeEnd": 40099, "backendPort": 40000}],
      "backendAddressPools": [{"name": "pool", "backendIPConfigurations": [{"id": "a"}, {"id": "b"}]}]}]
    """

  static let azureFirewall = """
    [{"name": "hub", "firewallPolicy": null, "natRuleCollections": [
      {"name": "in", "priority": 100, "action": {"type": "Dnat"}, "rules": [
        {"name": "ftps", "protocols": ["TCP"], "sourceAddresses": ["*"], "destinationAddresses": ["20.40.60.80"],
         "destinationPorts": ["990"], "translatedAddress": "10.0.0.4", "translatedPort": "990"},
        {"name": "dns", "protocols": ["UDP"], "sourceAddresses": ["*"], "destinationAddresses": ["20.40.60.80"],
         "destinationPorts": ["53"], "translatedAddress": "10.0.0.5", "translatedPort": "53"}]},
      {"name": "out", "priority": 110, "action": {"type": "Snat"}, "rules": [{"name": "snat", "protocols": ["TCP"]}]}]}]
    """

  static let adminRules = """
    {"skipToken": "", "value": [
      {"id": "/subscriptions/0/networkManagers/m/securityAdminConfigurations/c/ruleCollections/r/rules/deny-telnet",
       "kind": "Custom", "configurationDescription": "", "ruleCollectionAppliesToGroups": [{"networkGroupId": "/g"}],
       "access": "Deny", "direction": "Inbound", "priority": 10, "protocol": "Tcp",
       "sources": [{"addressPrefix": "*", "addressPrefixType": "IPPrefix"}], "sourcePortRanges": ["0-65535"],
       "destinations": [{"addressPrefix": "*", "addressPrefixType": "IPPrefix"}], "destinationPortRanges": ["23"]},
      {"id": "/subscriptions/0/networkManagers/m/securityAdminConfigurations/c/ruleCollections/r/rules/ftps",
       "kind": "Custom", "configurationDescription": "", "ruleCollectionAppliesToGroups": [{"networkGroupId": "/g"}],
       "properties": {"access": "AlwaysAllow", "direction": "Inbound", "priority": 20, "protocol": "Tcp",
       "sources": [{"addressPrefix": "Internet", "addressPrefixType": "ServiceTag"}], "sourcePortRanges": ["0-65535"],
       "destinations": [{"addressPrefix": "*", "addressPrefixType": "IPPrefix"}], "destinationPortRanges": ["990"]}}]}
    """

  static let routes = """
    {"value": [
      {"disableBgpRoutePropagation": false, "source": "Default", "state": "Active", "addressPrefix": ["10.0.0.0/16"],
       "nextHopType": "VnetLocal", "nextHopIpAddress": []},
      {"disableBgpRoutePropagation": false, "name": "all", "source": "User", "state": "Active",
       "addressPrefix": ["0.0.0.0/0"], "nextHopType": "VirtualAppliance", "nextHopIpAddress": ["10.1.0.4"]}]}
    """

  static let parameters = """
    {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
     "contentVersion": "1.0.0.0", "parameters": {"other": {"value": "x"}}}
    """

  static let whatIf = """
    {"status": "Succeeded", "error": null, "changes": [{"resourceId": "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg-ftp",
      "changeType": "Create", "before": null, "after": \(group)}]}
    """

  static let excluded = """

    Protocol tcp Port Exclusion Ranges

    Start Port    End Port
    ----------    --------
          5357        5357
         40100       40150
         50000       50059     *

    * - Administered port exclusions.

    """

  static let dynamic = """

    Protocol tcp Dynamic Port Range
    ---------------------------------
    Start Port      : 49152
    Number of Ports : 16384

    """

  static let server = """
    {"ftpsgateEnvironment": 1, "addresses": [{"address": "10.0.0.4", "prefixLength": 24, "interface": "Ethernet"},
      {"address": "fe80::1%4", "prefixLength": 64}, "127.0.0.1"], "networkCategories": ["Public"]}
    """

  /// Every file above, by a name that says nothing to the reader.
  static let certificates = """
    {
        "ftpsgateCertificates":  1,
        "stores":  ["MY", "WebHosting"],
        "certificates":  [
            {"store": "MY", "thumbprint": "0123456789abcdef0123456789ABCDEF01234567", "subject": "CN=ftp.example.com",
             "issuer": "CN=Example CA", "dnsNames": ["ftp.example.com", "*.example.net"],
             "notBefore": "2026-01-01T00:00:00Z", "notAfter": "2026-12-31T23:59:59Z", "hasPrivateKey": true,
             "enhancedKeyUsage": ["1.3.6.1.5.5.7.3.1"]}
        ]
    }
    """

  static let all: [(name: String, text: String)] = [
    ("1", registry), ("2", policy), ("3", group), ("4", effective), ("5", template), ("6", terraform),
    ("7", publicAddresses), ("8", loadBalancers), ("9", excluded), ("10", dynamic), ("11", server),
    ("12", azureFirewall), ("13", certificates), ("14", whatIf), ("15", parameters), ("16", adminRules), ("17", routes),
  ]
}

/// Reads texts as files of an environment, named by their numbers.
func readEnvironment(_ texts: String...) -> ServerEnvironment {
  EnvironmentReader.read(texts.enumerated().map { ("\($0)", Array($1.utf8)) })
}

/// The line and column of the place of a value, and the text that stands there.
func shown(_ place: Location?, in environment: ServerEnvironment) -> String? {
  guard let place, let file = environment.files.first(where: { $0.path == place.path }) else { return nil }
  return file.source.string(place.range)
}

/// A text in UTF-16 with a byte order mark.
func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
  var bytes: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
  for unit in text.utf16 {
    let low = UInt8(truncatingIfNeeded: unit)
    let high = UInt8(truncatingIfNeeded: unit >> 8)
    bytes += bigEndian ? [high, low] : [low, high]
  }
  return bytes
}
