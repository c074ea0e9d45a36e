internal import NetworkModel

/// What files have told so far of a server's environment.
struct EnvironmentBuilder {
  /// What is known.
  var known = ServerEnvironment()
  /// What registry exports say together: group policy may come in a file of its own.
  var registry: FirewallRegistry?
  /// What files say that templates are deployed with; known before any template is read.
  var templateParameters: [TemplateParameters] = []
  /// What resources say of network security groups, which may be in another file.
  private var relations = GroupRelations()

  /// The environment as all files together tell it.
  var environment: ServerEnvironment {
    var environment = known
    environment.windowsFirewall = registry?.firewall
    environment.groups = relations.joined(to: known.groups)
    environment.subnets = relations.subnets
    return environment
  }

  /// Adds the resources of Azure that one file tells of.
  mutating func add(_ found: ServerEnvironment, _ relations: GroupRelations) {
    self.relations.add(relations)
    known.groups += found.groups
    known.publicIPAddresses += found.publicIPAddresses
    known.networkInterfaces += found.networkInterfaces
    known.virtualNetworks += found.virtualNetworks
    known.loadBalancers += found.loadBalancers
    known.routeTables += found.routeTables
    known.azureFirewalls += found.azureFirewalls
    known.azureFirewallRules += found.azureFirewallRules
  }
}
