internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let asymmetricRoute = Rule(
    id: "asymmetric-route", topic: .environment, severity: .error,
    summary: "Answers to clients leave by another way than these come in, so that no connection is established.",
    rationale: """
      With a route of one's own for `0.0.0.0/0` to an appliance or a gateway the server's answers leave there, also those to \
      clients who came in by the machine's own public address or a load balancer. The appliance has never seen these \
      connections and drops them, or clients get answers from an address that they do not know. Clients wait until they time \
      out, although every filter is open. The route with the longest prefix counts, among equals one that somebody made.

      Where clients come in by a DNAT rule of Azure Firewall all is well: it puts its own address in place of theirs. A NAT gateway \
      changes nothing for connections that come in. Of other appliances nothing is known. Routes to nowhere (`None`), which \
      Azure has for private networks in every table, count where they win for a network that `--from` names.

      Where the subnet's route table is in no file, effective routes are not all there, or clients come in by a network interface \
      to which Azure gives no gateway, as it is not the machine's first, it is undecided whether answers come back.

      Bring clients in by the appliance, or give their networks a route of their own with the next hop `Internet`.

      Sources: \(routingSource); \(asymmetrySource); \(severalInterfacesSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["routes.json": routes("▸0.0.0.0/0◂", "VirtualAppliance"), "pip.json": ownAddress]),
      .rejects(
        .server, exampleRange, with: DeploymentOptions(sources: [ClientSource("10.9.0.0/16")].compactMap(\.self)),
        environment: ["routes.json": routes("▸10.9.0.0/16◂", "None"), "pip.json": ownAddress],
        caption: "what goes to the clients is dropped"),
      .rejects(
        .server, exampleRange, .note,
        environment: [
          "routes.json": routes("▸0.0.0.0/0◂", "VirtualAppliance"), "pip.json": ownAddress,
          "server.json": "{\"ftpsgateEnvironment\": 1, \"addresses\": [{\"address\": \"10.0.0.4\"}]}",
          "firewall.json": azureFirewall("in", machine: "10.0.0.4", port: 21)
            .replacing("20.40.60.80", with: "20.40.60.99"),
        ], caption: "another public address leads in through Azure Firewall"),
      .accepts(
        .server, exampleRange,
        with: DeploymentOptions(sources: [ClientSource("203.0.113.0/24")].compactMap(\.self)),
        environment: [
          "routes.json": routes("0.0.0.0/0", "VirtualAppliance", "203.0.113.0/24", "Internet"), "pip.json": ownAddress,
        ], caption: "a longer prefix for these clients"),
      .accepts(
        .server, exampleRange,
        environment: [
          "routes.json": routes("0.0.0.0/0", "VirtualAppliance"), "pip.json": azureFirewallAddress,
          "firewall.json": azureFirewall("in", machine: "10.0.0.4", port: 21),
        ], caption: "clients come in by Azure Firewall"),
      .accepts(
        .server, exampleRange, with: DeploymentOptions(sources: [.privateNetworks]),
        environment: ["routes.json": routes("0.0.0.0/0", "VirtualAppliance"), "pip.json": ownAddress],
        caption: "clients in private networks come through the appliance"),
    ],
    check: .environment { server, context in
      for undecided in server.undecidedRoutes { context.remark(undecided) }
      for denial in server.routeDenials {
        let isFault = !denial.isPartial && !denial.hasOtherWay
        context.report(
          denial.check.reason, at: denial.check.place, severity: isFault ? .error : .note, sites: [denial.site.name],
          notes: [
            denial.hasOtherWay
              ? "clients that dial the address of Azure Firewall get their answers"
              : "they wait until they time out, although every filter is open"
          ],
          help: "bring clients in by the appliance, or give their networks a route with the next hop Internet",
          stops: isFault
            ? StoppedSessions(
              at: .controlConnection, sites: [denial.site.site.index], bindings: [denial.binding.range],
              networks: denial.isOfInternet ? .public : .asked)
            : nil)
      }
    })
}

/// The server's own public address.
private let ownAddress = """
  [{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static",
    "ipConfiguration": {"id": "/subscriptions/0/networkInterfaces/nic/ipConfigurations/main"}}]
  """

/// The routes that hold for the server, Azure's own among them; a prefix and a next hop each.
private func routes(_ words: String...) -> String {
  let own = stride(from: 0, to: words.count, by: 2).map { index in
    """
    {"source": "User", "state": "Active", "addressPrefix": ["\(words[index])"], "nextHopType": "\(words[index + 1])",
       "nextHopIpAddress": ["10.1.0.4"]}
    """
  }
  return """
    {"value": [
      {"source": "Default", "state": "Active", "addressPrefix": ["10.0.0.0/16"], "nextHopType": "VnetLocal"},
      {"source": "Default", "state": "Invalid", "addressPrefix": ["0.0.0.0/0"], "nextHopType": "Internet"},
      {"source": "Default", "state": "Active", "addressPrefix": ["10.0.0.0/8"], "nextHopType": "None"},
      \(own.joined(separator: ",\n  "))]}
    """
}
