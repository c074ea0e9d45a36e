internal import Inet
internal import Linter
internal import Reachability

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
    ],
    check: .scene { scene, report in
      let known = scene.dialledAddresses
      for group in scene.environment.certainGroups {
        for rule in group.rules where rule.direction?.value == .inbound && rule.coversTCP != false {
          let ports = PortSet(union: rule.destinationPorts.compactMap(\.ports))
          guard !ports.isDisjoint(with: scene.neededPorts) else { continue }
          for case .word(let word) in rule.destinations {
            guard let prefix = IPPrefix(word.value), prefix.first == prefix.last, case .v4(let address) = prefix.first,
              known.contains(address)
            else { continue }
            report.add(
              "rule \(quoted(rule.name.value)) of \(group.title) has the public address \(address) as destination",
              at: EnvironmentPlace(group.path, word.range),
              notes: ["groups see the private address, so the rule never matches"],
              help: "give the server's private address, its subnet or * as destination")
          }
        }
      }
    })
}

extension ServerScene {
  /// The public addresses that clients may dial, as files and options tell; those of the machine itself are left out.
  fileprivate var dialledAddresses: Set<IPv4Address> {
    var found = Set(surroundings.publicAddresses)
    for case .v4(let address)? in environment.publicIPAddresses.map(\.address?.value) { found.insert(address) }
    for site in configuration.ftpSites {
      if case .address(let address) = site.announcedAddress { found.insert(address) }
    }
    let own = environment.addresses.map(\.address.value)
    return found.filter { $0.scope == .publicUse && !own.contains(.v4($0)) }
  }
}
