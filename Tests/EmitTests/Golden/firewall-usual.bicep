// Azure network security group rules for the FTP sites of IIS, in Bicep.
// Written by ftpsgate 0.0.0
// Input: applicationHost.config
// SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
// Name of the plan: 1
// Clients: anyone; to let in fewer, write this again with --from
//
// Look first: az deployment group what-if --resource-group GROUP --template-file FILE --parameters networkSecurityGroupName=NAME
// Then the same with create in place of what-if. The group must be there already; its other rules stay as they are.
// Rules of this plan that somebody has changed become what the plan says: what-if shows that.
// Servers that share a security group need plans of different names (--name).
// A network security group sees the private address of the server, never the public one.
// Where both the subnet and the network interface have a security group, both must have these rules.
// To check what comes of it: az network nsg list --output json > environment/nsg.json, then
// ftpsgate lint applicationHost.config --environment environment
//
// Sites:
//   - Default FTP Site

@description('The network security group that the rules come into; it must be there already.')
param networkSecurityGroupName string

resource networkSecurityGroup 'Microsoft.Network/networkSecurityGroups@2024-05-01' existing = {
  name: networkSecurityGroupName
}

// 21: FTP control channel, explicit TLS
//   From: binding *:21: of site Default FTP Site
// 990: FTP control channel, implicit TLS
//   From: binding *:990: of site Default FTP Site
// 50000-50100: FTP passive data channel
//   From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
resource ftpsgate_1_in_tcp 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: 'ftpsgate-1.in-tcp'
  properties: {
    description: 'FTP control and passive data channels (ftpsgate)'
    protocol: 'Tcp'
    sourceAddressPrefix: '*'
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRanges: [
      '21'
      '990'
      '50000-50100'
    ]
    access: 'Allow'
    priority: 300
    direction: 'Inbound'
  }
}

// 20: FTP active data channel of control port 21
//   From: binding *:21: of site Default FTP Site
// 989: FTP active data channel of control port 990
//   From: binding *:990: of site Default FTP Site
resource ftpsgate_1_out_tcp 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: 'ftpsgate-1.out-tcp'
  dependsOn: [
    ftpsgate_1_in_tcp
  ]
  properties: {
    description: 'FTP active data channels (ftpsgate)'
    protocol: 'Tcp'
    sourceAddressPrefix: '*'
    sourcePortRanges: [
      '20'
      '989'
    ]
    destinationAddressPrefix: '*'
    destinationPortRange: '*'
    access: 'Allow'
    priority: 300
    direction: 'Outbound'
  }
}
