internal import Inet
internal import Reachability

/// A rule of an Azure network security group: all openings of one direction and one address.
struct SecurityRule {
  /// Which side begins the connections.
  let direction: Opening.Direction
  /// The server's address, as it is behind address translation.
  let localAddress: LocalAddress
  /// The openings, at least one.
  let openings: [Opening]
  /// Its place among the rules of its direction.
  let priority: Int

  /// The rules for some openings, inbound first, with priorities from 300 on in steps of 10.
  static func rules(for openings: [Opening]) throws(Inexpressible) -> [SecurityRule] {
    var rules: [SecurityRule] = []
    for direction in Opening.Direction.allCases {
      let ofDirection = openings.filter { $0.direction == direction }
      let byAddress = Dictionary(grouping: ofDirection, by: \.localAddress)
      var priority = 300
      for address in byAddress.keys.sorted() {
        let rule = SecurityRule(
          direction: direction, localAddress: address, openings: byAddress[address] ?? [], priority: priority)
        try rule.check()
        rules.append(rule)
        priority += 10
      }
    }
    return rules
  }

  /// Refuses what Azure would refuse or never apply (Azure documentation, network security groups overview).
  private func check() throws(Inexpressible) {
    if priority > 4096 {
      try refuse("a network security group has no priority left: they go up to 4096, and each address takes a rule")
    }
    if openings.count > 4000 { try refuse("a network security group rule holds no more than 4000 ports and ranges") }
    if localAddress.isLoopback { try refuse("no network security group sees connections to the loopback address") }
  }

  private func refuse(_ reason: String) throws(Inexpressible) {
    guard let opening = openings.first else { return }
    throw Inexpressible(opening: opening, reason: reason)
  }
}

extension SecurityRule {
  /// Letters, digits, dots and hyphens; ports are left out, so that new ports replace the old ones.
  var name: String {
    let side = direction == .inbound ? "in" : "out"
    return "ftpsgate-\(side)-tcp" + (localAddress.nameSuffix.map { "-" + $0 } ?? "")
  }

  /// All options but the rule's name, none left to az, whose default destination port is 80.
  var options: [(String, [String])] {
    let address = [localAddress.description]
    let ports = openings.map(\.localPorts.description)
    let isInbound = direction == .inbound
    return [
      ("priority", ["\(priority)"]),
      ("direction", [isInbound ? "Inbound" : "Outbound"]),
      ("access", ["Allow"]),
      ("protocol", ["Tcp"]),
      ("source-address-prefixes", isInbound ? ["*"] : address),
      ("source-port-ranges", isInbound ? ["*"] : ports),
      ("destination-address-prefixes", isInbound ? address : ["*"]),
      ("destination-port-ranges", isInbound ? ports : ["*"]),
      (
        "description",
        [isInbound ? "FTP control and passive data channels (ftpsgate)" : "FTP active data channels (ftpsgate)"]
      ),
    ]
  }

  /// What the comment before the rule says.
  var commentLines: [String] {
    var lines: [String] = []
    for opening in openings {
      lines.append("\(opening.localPorts): \(opening.reason)")
      lines += opening.origins.map { "  From: " + abbreviated($0) }
    }
    if case .v4(let address) = localAddress, address.scope == .publicUse {
      lines.append("NOTE: \(address) is a public address. If Azure translates it, this rule never matches.")
    }
    return lines
  }
}

extension LocalAddress {
  fileprivate var isLoopback: Bool {
    switch self {
    case .any: false
    case .v4(let address): address.scope == .loopback
    case .v6(let address): address.isLoopback
    }
  }
}
