internal import Inet
internal import Reachability
internal import Text

extension FirewallTarget {
  /// An Azure load balancer of its own, with a template of Azure Resource Manager.
  public static let loadBalancerTemplate = FirewallTarget(
    "azure-load-balancer-arm", "a load balancer of Azure before the server, with a template of Azure Resource Manager",
    fileEnding: "lb.arm.json",
    capabilities: LoadBalancedPorts.capabilities(
      existingRules: """
        the template is all of the load balancer, so that it gives one of its own: where one of the name is there, whatever \
        else it has goes, as az deployment group what-if shows before
        """)
  ) { header, _ in LoadBalancerTemplateDialect(header: header) }
}

/// A Standard load balancer whose rules hand the plan's ports on to the server, as a resource of a deployment template.
///
/// Rules are no resources of their own, so that the template has to have all of the load balancer. Source: Azure documentation,
/// "Microsoft.Network loadBalancers".
struct LoadBalancerTemplateDialect: FirewallDialect {
  /// Where the output comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let ports = try LoadBalancedPorts(plan)
    let template = ResourceTemplate(
      comments: header.preamble(Self.subject, notes: Self.notes + LoadBalancedPorts.notes, for: plan),
      parameters: Self.parameters(of: ports))
    return template.text { json in
      json.key("variables")
      json.object(inLines: true) { $0.member("ports", Self.expression(for: ports)) }
      json.key("resources")
      json.array([ports], inLines: true, Self.write)
    }
  }

  private static func parameters(of ports: LoadBalancedPorts) -> [(name: StaticString, purpose: String)] {
    var parameters: [(name: StaticString, purpose: String)] = [
      ("loadBalancerName", "The load balancer; whatever one of this name has besides goes."),
      ("publicIPAddressId", "The id of a Standard, static public IP address that nothing else has."),
      ("virtualNetworkId", "The id of the virtual network that the server is in."),
    ]
    if ports.server == nil {
      parameters.append(("serverAddress", "The server's IPv4 address in the virtual network."))
    }
    return parameters
  }

  /// The ports as Resource Manager counts them: `[concat(createArray(21, 990), range(50000, 101))]`.
  private static func expression(for ports: LoadBalancedPorts) -> String {
    let (single, ranges) = ports.runs
    let parts =
      (single.isEmpty ? [] : ["createArray(\(single.map { "\($0)" }.joined(separator: ", ")))"])
      + ranges.map { "range(\($0.first), \($0.count))" }
    return "[concat(\(parts.joined(separator: ", ")))]"
  }

  private static let subject = "An Azure load balancer for the FTP sites of IIS, as a deployment template."
  private static let notes = [
    "Look first: az deployment group what-if --resource-group GROUP --template-file FILE --parameters loadBalancerName=NAME ...",
    "Then the same with create in place of what-if. It is all of the load balancer: give a name that no other one has.",
  ]
}

// MARK: - The load balancer

extension LoadBalancerTemplateDialect {
  private static func write(to json: inout JSONWriter, _ ports: LoadBalancedPorts) {
    json.object(inLines: true) { json in
      json.member("type", "Microsoft.Network/loadBalancers")
      json.member("apiVersion", "\(ResourceTemplate.networkVersion)")
      json.member("name", "[parameters('loadBalancerName')]")
      json.member("location", "[resourceGroup().location]")
      json.key("sku")
      json.object { $0.member("name", "Standard") }
      json.key("properties")
      json.object(inLines: true) { json in
        json.key("frontendIPConfigurations")
        part(named: frontEnd, &json) { $0.reference("publicIPAddress", "[parameters('publicIPAddressId')]") }
        json.key("backendAddressPools")
        part(named: pool, &json) { backEnd(ports, &$0) }
        json.key("probes")
        part(named: probe, &json) { json in
          json.member("protocol", "Tcp")
          json.member("port", Int(ports.probedPort))
          json.member("intervalInSeconds", 15)
          json.member("numberOfProbes", 2)
        }
        json.key("copy")
        json.array([ports], inLines: true, rules)
      }
    }
  }

  private static func backEnd(_ ports: LoadBalancedPorts, _ json: inout JSONWriter) {
    json.key("loadBalancerBackendAddresses")
    part(named: "server", &json) { json in
      json.member("ipAddress", ports.server?.description ?? "[parameters('serverAddress')]")
      json.reference("virtualNetwork", "[parameters('virtualNetworkId')]")
    }
  }

  /// One rule for each port, which Resource Manager makes of one pattern.
  private static func rules(to json: inout JSONWriter, _ ports: LoadBalancedPorts) {
    let port = "variables('ports')[copyIndex('loadBalancingRules')]"
    json.object(inLines: true) { json in
      json.member("name", "loadBalancingRules")
      json.member("count", "[length(variables('ports'))]")
      json.key("input")
      json.object(inLines: true) { json in
        json.member("name", "[format('\(ports.namePrefix)tcp-{0}', \(port))]")
        json.key("properties")
        json.object(inLines: true) { json in
          json.reference("frontendIPConfiguration", child("frontendIPConfigurations", frontEnd))
          json.reference("backendAddressPool", child("backendAddressPools", pool))
          json.reference("probe", child("probes", probe))
          json.member("protocol", "Tcp")
          json.member("frontendPort", "[\(port)]")
          json.member("backendPort", "[\(port)]")
          json.member("enableFloatingIP", false)
          json.member("enableTcpReset", true)
          json.member("idleTimeoutInMinutes", LoadBalancedPorts.idleMinutes)
        }
      }
    }
  }

  /// Writes an array of one part, with a name and properties.
  private static func part(
    named name: String, _ json: inout JSONWriter, _ properties: (inout JSONWriter) -> Void
  ) {
    json.array([name], inLines: true) { json, name in
      json.object(inLines: true) { json in
        json.member("name", name)
        json.key("properties")
        json.object(inLines: true, properties)
      }
    }
  }

  private static func child(_ collection: String, _ name: String) -> String {
    "[resourceId('Microsoft.Network/loadBalancers/\(collection)', parameters('loadBalancerName'), '\(name)')]"
  }

  private static let frontEnd = "ftp-public"
  private static let pool = "ftp-server"
  private static let probe = "ftp-control"
}

extension JSONWriter {
  /// Writes a member that leads to another resource.
  fileprivate mutating func reference(_ name: StaticString, _ id: String) {
    key(name)
    object { $0.member("id", id) }
  }
}
