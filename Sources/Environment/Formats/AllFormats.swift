/// Every format that is read, in the order of the documentation.
let allFormats: [any EnvironmentFormat] =
  [WindowsFirewallFormat(), ExcludedPortsFormat(), DynamicPortsFormat(), ServerFactsFormat(), CertificatesFormat()]
  + azureFormats
  + [ResourceTemplateFormat(), TemplateParametersFormat(), WhatIfFormat(), TerraformFormat(), IISConfigurationFormat()]

/// The formats of lists of resources, as `az` prints them.
let azureFormats: [AzureFormat] = [
  .effectiveSecurityRules, .networkSecurityGroups, .publicIPAddresses, .networkInterfaces, .virtualNetworks,
  .loadBalancers, .azureFirewall, .securityAdminRules, .routeTables,
]
