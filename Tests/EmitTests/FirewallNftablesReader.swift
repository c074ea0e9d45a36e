import Inet
import NetworkModel
import Reachability

/// A reader of the files for nft that are written here: comments, statements, blocks, and rules of a few terms.
struct NftablesReader {
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// Statements outside of blocks, in order.
  let statements: [String]
  /// Statements in blocks, each after the heads of these: `table inet filter`, `chain ftpsgate-1`.
  let blocks: [[String]]

  init(_ text: String) throws {
    var statements: [String] = []
    var blocks: [[String]] = []
    var heads: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = String(line.drop { $0 == " " })
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard !line.contains("#"), !line.contains("\\"), !line.contains("\"") else { throw Refusal(description: line) }
      if line.hasSuffix(" {") {
        heads.append(String(line.dropLast(2)))
      } else if line == "}" {
        guard heads.popLast() != nil else { throw Refusal(description: "a bracket too many") }
      } else if heads.isEmpty {
        statements.append(line)
      } else {
        blocks.append(heads + [line])
      }
    }
    guard heads.isEmpty else { throw Refusal(description: "an open bracket") }
    self.statements = statements
    self.blocks = blocks
  }

  /// The rules in a chain of a table.
  func rules(_ table: String, _ chain: String) throws -> [Rule] {
    try blocks.filter { $0.dropLast() == ["table \(table)", "chain \(chain)"] && !$0[2].hasPrefix("type ") }
      .map { try Rule($0[2]) }
  }

  /// A rule: its terms, and what it does with the packets that meet all of them.
  struct Rule: Hashable {
    var terms: [String: [String]] = [:]
    var verdict = ""

    init(_ text: String) throws {
      var words = text.split(separator: " ").map(String.init)[...]
      while let word = words.popFirst() {
        guard ["ip", "ip6", "tcp", "ct"].contains(word), let field = words.popFirst() else {
          verdict = ([word] + words).joined(separator: " ")
          return
        }
        var values = [words.popFirst() ?? ""]
        if values == ["{"] {
          values = words.prefix { $0 != "}" }.map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 }
          words = words.dropFirst(values.count + 1)
        }
        let old = terms.updateValue(values, forKey: "\(word) \(field)")
        guard old == nil, !values.isEmpty else { throw Refusal(description: text) }
      }
      throw Refusal(description: "no verdict: \(text)")
    }

    /// What a rule for the side that begins opens, and nothing for one that lets replies back.
    func openings() throws -> [GatewayOpening] {
      guard terms["ct direction"] == ["original"] else { return [] }
      guard terms["ct state"] == ["new,established"], verdict == "accept" else { throw Refusal(description: verdict) }
      let isInbound = terms["tcp dport"] != nil
      let (server, client) = isInbound ? ("daddr", "saddr") : ("saddr", "daddr")
      let family = terms["ip6 \(server)"] == nil ? "ip" : "ip6"
      let ports = try PortSet((terms[isInbound ? "tcp dport" : "tcp sport"] ?? []).map(Self.range))
      let everyone = family == "ip" ? IPAddressSet.anyV4 : .anyV6
      let clients = try terms["\(family) \(client)"].map { IPAddressSet(union: try $0.map(Self.addresses)) }
      return (terms["\(family) \(server)"] ?? []).map {
        GatewayOpening(
          direction: isInbound ? .inbound : .outbound, server: $0, ports: ports, clients: clients ?? everyone)
      }
    }

    /// The rule that lets the replies of this one back.
    var reply: Rule {
      var reply = self
      reply.terms = [:]
      for (name, values) in terms {
        let isSource = name.hasSuffix("saddr") || name.hasSuffix("sport")
        let side = isSource ? "d" : "s"
        let isSide = isSource || name.hasSuffix("daddr") || name.hasSuffix("dport")
        reply.terms[isSide ? name.split(separator: " ")[0] + " " + side + name.suffix(4) : name] = values
      }
      reply.terms["ct direction"] = ["reply"]
      reply.terms["ct state"] = ["established"]
      return reply
    }

    private static func range(_ word: String) throws -> PortRange {
      let ends = word.split(separator: "-").compactMap { Port($0) }
      guard let first = ends.first, let last = ends.last, let range = PortRange(first, last) else {
        throw Refusal(description: word)
      }
      return range
    }

    private static func addresses(_ word: String) throws -> IPAddressSet {
      if let network = IPPrefix(word) { return IPAddressSet(network) }
      let ends = word.split(separator: "-").compactMap { IPPrefix(String($0))?.first }
      guard ends.count == 2, let set = IPAddressSet(from: ends[0], through: ends[1]) else {
        throw Refusal(description: word)
      }
      return set
    }
  }
}

/// What is open at one address of a server behind a gateway.
struct GatewayOpening: Hashable {
  let direction: FlowDirection
  let server: String
  let ports: PortSet
  let clients: IPAddressSet
}

extension [GatewayOpening] {
  /// Who is let in at each border of a port, whatever is merged and in whichever order.
  var reach: [String: IPAddressSet] {
    let borders = Set(flatMap { $0.ports.ranges.flatMap { [Int($0.first), Int($0.last) + 1] } })
    var reach: [String: IPAddressSet] = [:]
    for border in borders {
      guard let port = Port(exactly: border) else { continue }
      for opening in self where opening.ports.contains(port) {
        reach["\(opening.direction) \(opening.server) \(port)", default: IPAddressSet()] =
          reach["\(opening.direction) \(opening.server) \(port)", default: IPAddressSet()].union(opening.clients)
      }
    }
    return reach
  }
}

extension FirewallPlan {
  /// What a gateway must forward; sites on every address are at those of others, and at these.
  func gatewayOpenings(_ servers: [String]) -> [GatewayOpening] {
    let own = openings.map(\.localAddress).filter { $0 != .any }.map(\.description)
    return openings.flatMap { opening in
      (opening.localAddress == .any ? Set(servers + own).sorted() : [opening.localAddress.description]).compactMap {
        let clients = opening.remote.addresses.intersection($0.contains(":") ? .anyV6 : .anyV4)
        return clients.isEmpty
          ? nil
          : GatewayOpening(
            direction: opening.direction, server: $0, ports: PortSet(opening.localPorts), clients: clients)
      }
    }
  }
}
