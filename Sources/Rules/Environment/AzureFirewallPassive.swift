internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let azureFirewallPassive = Rule(
    id: "azure-firewall-passive", topic: .environment, severity: .warning,
    summary: "Azure Firewall hands the control port on to the server by DNAT, through which passive FTP does not work.",
    rationale: """
      Behind a DNAT rule the server sees addresses of the firewall, and data connections may come from another one than \
      the control connection. IIS compares the two and refuses the data (`matchClientAddressForPasv`, substatus 38). \
      Azure's documentation lists passive FTP through inbound DNAT as not supported; each DNAT rule leads to one port \
      besides, so that the passive range would need as many rules as it has ports.

      Give the machine's network interface a public address of its own, filtered by a network security group. \
      To switch the comparison off opens transfers to whoever guesses the port, and is no cure.

      Source: [Azure Firewall FTP support](https://learn.microsoft.com/azure/firewall/ftp-support).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["azure-firewall.json": azureFirewall("▸ftp-in◂", machine: "10.0.0.4", port: 21)]),
      .rejects(
        .server, exampleRange,
        environment: [
          "policy.json": """
          [{"name": "group", "ruleCollections": [{"name": "in", "action": {"type": "DNAT"}, "rules": [
            {"name": "▸ftp-in◂", "ipProtocols": ["TCP"], "destinationAddresses": ["20.40.60.80"], "destinationPorts": ["2121"],
             "translatedAddress": "10.0.0.4", "translatedPort": "21"}]}]}]
          """
        ], caption: "a firewall policy; the port that counts is the server's"),
      .accepts(
        .server, exampleRange,
        environment: ["azure-firewall.json": azureFirewall("https-in", machine: "10.0.0.4", port: 443)]),
      .accepts(
        .server, exampleRange,
        environment: [
          "azure-firewall.json": azureFirewall("ftp-in", machine: "10.0.0.9", port: 21),
          "server.json": "{\"ftpsgateEnvironment\": 1, \"addresses\": [{\"address\": \"10.0.0.4\"}]}",
        ], caption: "another machine's"),
    ],
    check: .environment { server, context in
      for rule in server.environment.azureFirewallRules where rule.coversTCP == true {
        guard let machine = rule.machine, let port = rule.machinePort.flatMap({ Port(exactly: $0.value) }),
          server.controlPorts.contains(port), server.isOwn(machine.value)
        else { continue }
        context.report(
          """
          rule \(quoted: rule.name.value) of Azure Firewall leads to control port \(port): passive FTP through it is not \
          supported
          """, at: rule.place(rule.name.range),
          notes: [
            """
            data connections may come from another address of the firewall than the control connection, and IIS then \
            refuses them (substatus 38)
            """
          ],
          help: "give the machine's network interface a public address of its own")
      }
    })
}

extension ServerContext {
  /// Whether an address is one of the server's own, or may be as no file lists these.
  fileprivate func isOwn(_ address: IPAddress) -> Bool {
    environment.addresses.isEmpty || environment.localAddresses.contains(address)
  }
}
