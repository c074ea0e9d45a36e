// Azure network security group rules for the FTP sites of IIS, in Bicep.
// Written by ftpsgate 0.0.0
// Input: applicationHost.config
// SHA-256 of the plan: 28e1b5fc34756610d1710ec5947f8131c52735ecb55e2927eea6502ee04c092d
// Name of the plan: 1-1
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
//   - Partners
// Left out, since they do not start by themselves or were not asked for:
//   - Old

@description('The network security group that the rules come into; it must be there already.')
param networkSecurityGroupName string

resource networkSecurityGroup 'Microsoft.Network/networkSecurityGroups@2024-05-01' existing = {
  name: networkSecurityGroupName
}

// 21: FTP control channel, explicit TLS
//   From: binding *:21: of site Default FTP Site
// 50000-50100: FTP passive data channel
//   From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
resource ftpsgate_1_1_in_tcp 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: 'ftpsgate-1-1.in-tcp'
  properties: {
    description: 'FTP control and passive data channels (ftpsgate)'
    protocol: 'Tcp'
    sourceAddressPrefix: '*'
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRanges: [
      '21'
      '50000-50100'
    ]
    access: 'Allow'
    priority: 300
    direction: 'Inbound'
  }
}

// 990: FTP control channel, implicit TLS
//   From: binding 10.0.0.4:990: of site Default FTP Site
resource ftpsgate_1_1_in_tcp_10_0_0_4 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: 'ftpsgate-1-1.in-tcp-10.0.0.4'
  dependsOn: [
    ftpsgate_1_1_in_tcp
  ]
  properties: {
    description: 'FTP control and passive data channels (ftpsgate)'
    protocol: 'Tcp'
    sourceAddressPrefix: '*'
    sourcePortRange: '*'
    destinationAddressPrefix: '10.0.0.4'
    destinationPortRange: '990'
    access: 'Allow'
    priority: 310
    direction: 'Inbound'
  }
}

// 2121: FTP control channel, explicit TLS
//   From: binding 10.0.0.5:2121:ftp.example.com of site Partners
resource ftpsgate_1_1_in_tcp_10_0_0_5 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: 'ftpsgate-1-1.in-tcp-10.0.0.5'
  dependsOn: [
    ftpsgate_1_1_in_tcp_10_0_0_4
  ]
  properties: {
    description: 'FTP control and passive data channels (ftpsgate)'
    protocol: 'Tcp'
    sourceAddressPrefix: '*'
    sourcePortRange: '*'
    destinationAddressPrefix: '10.0.0.5'
    destinationPortRange: '2121'
    access: 'Allow'
    priority: 320
    direction: 'Inbound'
  }
}

// 990: FTP control channel, implicit TLS
//   From: binding [2001:db8::5]:990: of site Partners
resource ftpsgate_1_1_in_tcp_2001_db8_0_0_0_0_0_5 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: 'ftpsgate-1-1.in-tcp-2001-db8-0-0-0-0-0-5'
  dependsOn: [
    ftpsgate_1_1_in_tcp_10_0_0_5
  ]
  properties: {
    description: 'FTP control and passive data channels (ftpsgate)'
    protocol: 'Tcp'
    sourceAddressPrefix: '*'
    sourcePortRange: '*'
    destinationAddressPrefix: '2001:db8::5'
    destinationPortRange: '990'
    access: 'Allow'
    priority: 330
    direction: 'Inbound'
  }
}

// 20: FTP active data channel of control port 21
//   From: binding *:21: of site Default FTP Site
resource ftpsgate_1_1_out_tcp 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: 'ftpsgate-1-1.out-tcp'
  dependsOn: [
    ftpsgate_1_1_in_tcp_2001_db8_0_0_0_0_0_5
  ]
  properties: {
    description: 'FTP active data channels (ftpsgate)'
    protocol: 'Tcp'
    sourceAddressPrefix: '*'
    sourcePortRange: '20'
    destinationAddressPrefix: '*'
    destinationPortRange: '*'
    access: 'Allow'
    priority: 300
    direction: 'Outbound'
  }
}

// 989: FTP active data channel of control port 990
//   From: binding 10.0.0.4:990: of site Default FTP Site
resource ftpsgate_1_1_out_tcp_10_0_0_4 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: 'ftpsgate-1-1.out-tcp-10.0.0.4'
  dependsOn: [
    ftpsgate_1_1_out_tcp
  ]
  properties: {
    description: 'FTP active data channels (ftpsgate)'
    protocol: 'Tcp'
    sourceAddressPrefix: '10.0.0.4'
    sourcePortRange: '989'
    destinationAddressPrefix: '*'
    destinationPortRange: '*'
    access: 'Allow'
    priority: 310
    direction: 'Outbound'
  }
}

// 2120: FTP active data channel of control port 2121
//   From: binding 10.0.0.5:2121:ftp.example.com of site Partners
resource ftpsgate_1_1_out_tcp_10_0_0_5 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: 'ftpsgate-1-1.out-tcp-10.0.0.5'
  dependsOn: [
    ftpsgate_1_1_out_tcp_10_0_0_4
  ]
  properties: {
    description: 'FTP active data channels (ftpsgate)'
    protocol: 'Tcp'
    sourceAddressPrefix: '10.0.0.5'
    sourcePortRange: '2120'
    destinationAddressPrefix: '*'
    destinationPortRange: '*'
    access: 'Allow'
    priority: 320
    direction: 'Outbound'
  }
}

// 989: FTP active data channel of control port 990
//   From: binding [2001:db8::5]:990: of site Partners
resource ftpsgate_1_1_out_tcp_2001_db8_0_0_0_0_0_5 'Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01' = {
  parent: networkSecurityGroup
  name: 'ftpsgate-1-1.out-tcp-2001-db8-0-0-0-0-0-5'
  dependsOn: [
    ftpsgate_1_1_out_tcp_10_0_0_5
  ]
  properties: {
    description: 'FTP active data channels (ftpsgate)'
    protocol: 'Tcp'
    sourceAddressPrefix: '2001:db8::5'
    sourcePortRange: '989'
    destinationAddressPrefix: '*'
    destinationPortRange: '*'
    access: 'Allow'
    priority: 330
    direction: 'Outbound'
  }
}
