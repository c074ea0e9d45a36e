extension FirewallTarget: OutputFormat {
  /// Every language, in the order of the help.
  public static let allCases: [FirewallTarget] = [
    .powershell, .netsh, .azureCLI, .azurePowerShell, .arm, .terraform, .bicep, .loadBalancerTemplate,
    .loadBalancerTerraform, .awsTerraform, .awsCloudFormation, .ansible, .nftables, .json,
  ]
}
