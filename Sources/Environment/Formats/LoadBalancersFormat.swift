internal import NetworkModel
internal import Text

extension AzureFormat {
  /// Load balancers with their rules and pools.
  static let loadBalancers = AzureFormat(
    description: FormatDescription(
      id: "load-balancers", title: "load balancers",
      origins: [FileOrigin(.azure, "load balancers", "az network lb list -g RG -o json > load-balancers.json")],
      shownMembers: """
        name id type sku tier protocol frontendPort frontend_port backendPort backend_port loadDistribution adminState \
        load_distribution port
        """),
    resources: [
      AzureResource(
        id: "load-balancer", types: ["microsoft.network/loadbalancers", "azurerm_lb"],
        hasItsMembers: { $0["frontendIPConfigurations", "loadBalancingRules", "inboundNatRules"] != nil }
      ) { item, file, collector in collector.resources.loadBalancers.append(LoadBalancerReader.read(item, &file)) },
      AzureResource(id: "load-balancer-rule", types: ["azurerm_lb_rule"]) { item, _, collector in
        let rule = LoadBalancerReader.rule(item)
        collector.addPart(item) { $0.rules.append(rule) }
      },
      AzureResource(id: "load-balancer-probe", types: ["azurerm_lb_probe"]) { item, _, collector in
        let probe = LoadBalancerReader.probe(item)
        collector.addPart(item) { $0.probes.append(probe) }
      },
      AzureResource(id: "inbound-nat-rule", types: ["azurerm_lb_nat_rule"]) { item, _, collector in
        let rule = LoadBalancerReader.natRule(item)
        collector.addPart(item) { $0.natRules.append(rule) }
      },
      AzureResource(id: "backend-pool", types: ["azurerm_lb_backend_address_pool"]) { item, _, collector in
        let pool = LoadBalancerReader.pool(item)
        collector.addPart(item) { $0.pools.append(pool) }
      },
    ])
}
