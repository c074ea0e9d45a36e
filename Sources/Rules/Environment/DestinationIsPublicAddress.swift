internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let destinationIsPublicAddress = Rule(
    id: "destination-is-public-address", topic: .environment, severity: .error,
    summary: "An inbound rule of a network security group names the public address as destination.",
    rationale: """
      Azure translates the public address to the private one before it asks the groups, so that a rule for the public \
      address never matches and what it allows stays closed.

      Give the private address, the subnet or `*` as destination.

      Source: \(securityGroupsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(securityRule("FTP", ports: "21 40000-40199", destination: "▸20.40.60.80◂")),
          "pip.json": "[{\"name\": \"pip\", \"ipAddress\": \"20.40.60.80\", \"publicIPAllocationMethod\": \"Static\"}]",
        ]),
      .rejects(
        .ftpServer, "<firewallSupport externalIp4Address=\"20.40.60.80\" />",
        environment: [
          "nsg.json": securityGroup(securityRule("FTP", ports: "21", destination: "▸20.40.60.80/32◂"))
        ]),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"20.40.60.80\" />",
        environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21", destination: "10.0.0.4"))]),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"20.40.60.80\" />",
        environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21", destination: "198.51.100.7"))],
        caption: "another public address, which the network itself may have"),
      .rejects(
        .ftpServer, "<firewallSupport externalIp4Address=\"20.40.60.80\" />",
        environment: [
          "nsg.json": securityGroup(securityRule("FTP", ports: "21", destination: "▸20.40.60.0/24◂"))
        ], caption: "a network with the public address in it"),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"20.40.60.80\" />",
        environment: [
          "nsg.json": securityGroup(
            securityRule("FTP", ports: "21", destination: "20.40.60.80")
              .replacing(
                "\"destinationAddressPrefix\": \"20.40.60.80\"",
                with: "\"destinationAddressPrefixes\": [\"20.40.60.80\", \"10.0.0.4\"]"))
        ], caption: "the private address beside it, so that the rule matches"),
      .accepts(
        .ftpServer, "<firewallSupport externalIp4Address=\"20.40.60.80\" />",
        environment: [
          "nsg.json": securityGroup(securityRule("No", ports: "21", destination: "20.40.60.80", access: "Deny"))
        ], caption: "a deny rule that opens nothing anyhow"),
    ],
    check: .environment { server, context in
      for group in server.environment.certainGroups {
        for rule in group.rules where server.isMeantToOpen(rule) {
          guard let (word, address) = server.publicDestination(of: rule) else { continue }
          let name: Message = IPPrefix(word.value) == IPPrefix(.v4(address), length: 32) ? "address" : "network"
          context.report(
            """
            rule \(quoted: rule.name.value) of \(group.title) has the public \(name) \(name: word.value) as \
            destination
            """,
            at: Location(group.place(of: rule).path, word.range),
            notes: ["groups see the server's private address instead of \(address), so the rule never matches"],
            help: "give the server's private address, its subnet or * as destination")
        }
      }
    })
}

extension ServerContext {
  /// Whether an inbound rule is there to open a port that FTP needs.
  fileprivate func isMeantToOpen(_ rule: SecurityRule) -> Bool {
    rule.direction?.value == .inbound && rule.access?.value == .allow && rule.coversTCP != false
      && !PortSet(union: rule.destinationPorts.compactMap(\.ports)).isDisjoint(with: neededPorts)
  }

  /// The first destination with an address that clients dial, if the server itself can have none of the destinations.
  fileprivate func publicDestination(of rule: SecurityRule) -> (word: Located<String>, address: IPv4Address)? {
    let dialled = dialledAddresses.sorted { $0.rawValue < $1.rawValue }
    var found: (word: Located<String>, address: IPv4Address)?
    for destination in rule.destinations {
      guard case .word(let word) = destination, let prefix = IPPrefix(word.value) else { return nil }
      let addresses = IPAddressSet(prefix)
      let address = dialled.first { addresses.contains(.v4($0)) }
      // Where no file lists the server's addresses, a public one that nobody dials may be the network's own.
      guard addresses.isSubset(of: .internet), addresses.isDisjoint(with: environment.localAddresses),
        address != nil || !environment.addresses.isEmpty
      else { return nil }
      if found == nil, let address { found = (word, address) }
    }
    return found
  }
}

extension ServerContext {
  /// The public addresses that clients may dial, as files and options tell; those of the machine itself are left out.
  fileprivate var dialledAddresses: Set<IPv4Address> {
    var found = Set(deployment.publicAddresses)
    for case .v4(let address)? in environment.publicIPAddresses.map(\.address?.value) { found.insert(address) }
    for site in configuration.ftpSites {
      if let address = site.announcedAddress { found.insert(address) }
    }
    let own = environment.addresses.map(\.address.value)
    return found.filter { $0.scope == .publicUse && !own.contains(.v4($0)) }
  }
}
