import IISConfiguration
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// Values that do not tell what they seem to.
@Suite(.timeLimited) struct UnknownValueTests {
  private static func profile(_ name: String, isEnabled: Bool) -> String {
    let key = #"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"#
    return "[\(key)\\\(name)]\n\"EnableFirewall\"=dword:0000000\(isEnabled ? 1 : 0)\n\n"
  }

  @Test(arguments: [true, false]) func theNewerNameOfThePrivateProfileCounts(_ isEnabled: Bool) throws {
    let newer = Self.profile("PrivateProfile", isEnabled: isEnabled)
    let older = Self.profile("StandardProfile", isEnabled: !isEnabled)
    for text in [older + newer, newer + older] {
      let firewall = try #require(
        readEnvironment("Windows Registry Editor Version 5.00\n\n\(text)").windowsFirewall)
      let profile = try #require(firewall.profiles.first { $0.kind == .private })
      #expect(profile.isEnabled.value == isEnabled)
      #expect(profile.doubt == nil)
    }
  }

  @Test func theOlderNameAloneCounts() throws {
    let text = Self.profile("StandardProfile", isEnabled: false)
    let firewall = try #require(readEnvironment("Windows Registry Editor Version 5.00\n\n\(text)").windowsFirewall)
    #expect(firewall.profiles.first { $0.kind == .private }?.isEnabled.value == false)
  }

  @Test(arguments: ["[concat(parameters('group'), '/FTP')]", "[format('{0}/{1}', 'nsg', 'FTP')]"])
  func anExpressionIsNoNameOfAGroup(_ name: String) {
    let template = """
      {"contentVersion": "1", "resources": [
       {"type": "Microsoft.Network/networkSecurityGroups", "name": "[parameters('group')]", "properties": {}},
       {"type": "Microsoft.Network/networkSecurityGroups/securityRules", "name": "\(name)", "properties": {
        "priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "*",
        "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "21"}}]}
      """
    // The only group of the file is the rule's; no second one is made up from half an expression.
    let groups = readEnvironment(template).groups
    #expect(groups.map(\.name.value) == ["[parameters('group')]"])
    #expect(groups.first?.rules.count == 1)
  }

  @Test(arguments: [("[parameters('d')]", nil), ("SourceIP", LoadBalancer.Affinity.client)])
  func anUnknownDistributionIsNotTheDefault(_ distribution: String, _ affinity: LoadBalancer.Affinity?) throws {
    let template = """
      {"contentVersion": "1", "resources": [{"type": "Microsoft.Network/loadBalancers", "name": "lb", "properties": {
       "loadBalancingRules": [{"name": "r", "properties": {"protocol": "Tcp", "frontendPort": 21, "backendPort": 21,
        "loadDistribution": "\(distribution)"}}]}}]}
      """
    let rule = try #require(readEnvironment(template).loadBalancers.first?.rules.first)
    #expect(rule.affinity == affinity)
  }

  @Test func anUnknownNameNamesNoGroup() {
    let template = """
      {"contentVersion": "1", "resources": [
       {"type": "Microsoft.Network/networkSecurityGroups", "name": "nsg", "properties": {}},
       {"type": "Microsoft.Network/networkSecurityGroups/securityRules", "name": "[replace(parameters('r'), '-', '/')]",
        "properties": {"priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp"}}]}
      """
    #expect(readEnvironment(template).groups.map(\.name.value) == ["nsg"])
  }

  @Test(arguments: ["[\"Public\", \"Guest\"]", "[\"Guest\", \"Public\"]", "[\"Public\", 1]"])
  func withANetworkOfUnknownKindAnyProfileMayBeActive(_ categories: String) {
    let environment = readEnvironment("{\"ftpsgateEnvironment\": 1, \"networkCategories\": \(categories)}")
    #expect(environment.activeProfiles == [])
    #expect(environment.files.first?.problems.map(\.message.description) == ["this is no kind of network"])
  }
}
