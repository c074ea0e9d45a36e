public import IISConfiguration
internal import Inet
public import Reachability
internal import Text

/// A decoded reply to PASV or EPSV, and what a configuration says to it, in a few lines for a terminal.
public struct PassiveReplyText: Sendable {
  let reply: PassiveReply
  let verdict: PassiveReplyVerdict?

  /// An answer about a reply, held against a configuration if there is one.
  public init(_ reply: PassiveReply, _ configuration: Configuration? = nil) {
    self.reply = reply
    verdict = configuration.map { PassiveReplyVerdict(reply, $0) }
  }

  /// The answer, ending with a line break.
  public var text: String {
    var lines = [headline, ""]
    lines.append(entry("port", arithmetic))
    if let address = reply.address { lines.append(entry("address", address.scope.phrase.description)) }
    if let verdict {
      for (index, text) in siteLines(verdict).enumerated() { lines.append(entry(index == 0 ? "sites" : "", text)) }
      lines.append(entry("range", rangeText(verdict.port)))
    }
    for paragraph in meaning + shapeMeaning { lines += ["", wrapped(paragraph)] }
    return lines.joined(separator: "\n") + "\n"
  }

  private var headline: String {
    reply.address.map { "\($0):\(reply.port)" } ?? "port \(reply.port), at the address that the client dialled"
  }

  private var arithmetic: String {
    switch reply.target {
    case .address(_, let high, let low): "\(high) × 256 + \(low) = \(reply.port)"
    case .port(let port): "\(port), as it stands in the reply"
    }
  }

  private func entry(_ label: String, _ text: String) -> String {
    "  " + label + String(repeating: " ", count: max(0, 9 - label.count)) + text
  }
}

// MARK: - The configuration

extension PassiveReplyText {
  /// How many sites of a kind are named before the rest is counted.
  private static let shownSites = 5

  private func siteLines(_ verdict: PassiveReplyVerdict) -> [String] {
    guard reply.address != nil else { return [] }
    guard !verdict.sites.isEmpty else { return ["the file has no FTP site"] }
    let isRelevant: (PassiveReplyVerdict.SiteMatch) -> Bool = {
      if case .isExternalAddress = $0.relation { return true }
      return false
    }
    let ordered = verdict.sites.filter(isRelevant) + verdict.sites.filter { !isRelevant($0) }
    var lines = ordered.prefix(Self.shownSites).map {
      quoted($0.name) + ($0.starts ? "" : " (off)") + $0.relation.phrase
    }
    let rest = ordered.count - lines.count
    if rest > 0 { lines.append("and \(rest) more") }
    return lines
  }

  private func rangeText(_ port: PassiveReplyVerdict.PortMatch) -> String {
    switch port {
    case .inside(let range): "\(reply.port) is in the passive range \(range)"
    case .outside(let range): "\(reply.port) is not in the passive range \(range)"
    case .noRange(let isDynamic):
      "none is set; \(reply.port) is \(isDynamic ? "one" : "none") of the ports from which Windows picks by default, "
        + "\(PortRange.windowsDynamic)"
    case .invalidRange: "what is set is no valid range; run ftpsgate lint"
    }
  }
}

extension PassiveReplyVerdict.Relation {
  fileprivate var phrase: String {
    switch self {
    case .isExternalAddress(.siteDefaults): " has it as its external address, from siteDefaults"
    case .isExternalAddress: " has it as its external address"
    case .canBeOwnAddress: " has no external address set, and names the address that a client reached"
    case .isBoundElsewhere: " has no external address set, and is bound to another address"
    case .hasOther(let address): " has \(quoted(address)) set instead"
    }
  }
}

// MARK: - What it means

extension PassiveReplyText {
  /// A paragraph each on the address and the port.
  var meaning: [String] {
    [addressMeaning, portMeaning].compactMap(\.self)
  }

  /// Who reads a reply of this shape, if it is not the usual one.
  var shapeMeaning: [String] {
    guard let readers = reply.shape.readers else { return [] }
    let words =
      switch reply.shape {
      case .usual: ""
      case .digitsBefore: "Digits stand in the words before the six numbers"
      case .parenthesisBefore: "Other parentheses stand before those with the port"
      }
    return [
      "\(words). IIS does not write so: something between has changed the reply, or another server wrote it. "
        + "These read it: \(readers.readers.joined(separator: ", ")). These do not: "
        + "\(readers.failing.joined(separator: ", ")). (\(readers.source)) Of others nobody has measured it."
    ]
  }

  private var addressMeaning: String? {
    guard let address = reply.address else {
      return "A reply to EPSV names no address, so no external address can be wrong."
    }
    switch (verdict?.origin, address.scope) {
    case (_, .publicUse): return publicMeaning(address)
    case (_, .privateUse): return privateMeaning(address)
    default:
      return
        "No client can connect to \(address.scope.phrase). Set externalIp4Address to the address that clients dial."
    }
  }

  private func publicMeaning(_ address: IPv4Address) -> String {
    switch verdict?.origin {
    case .externalAddress:
      "IIS names the address that it is told to. It serves clients that dial \(address). If clients dial another "
        + "one, it is stale, or inherited by a site that it is not meant for: set externalIp4Address of that site to "
        + "the public address that its clients dial."
    case .ownAddress:
      "IIS names the address on which it was reached, since no external address is set. That is right if \(address) "
        + "is an address of the server itself. An Azure VM has a private one: then this reply comes from another "
        + "configuration than this file's, or something between has rewritten it. Set externalIp4Address to the public "
        + "address that clients dial."
    case .elsewhere:
      "IIS names a site's external address or the address on which it was reached, and by this file it is neither. "
        + "The external address in force is probably an older or an inherited one, or the reply comes from another "
        + "server, or something between has rewritten it. Clients that use it as it is time out. Set externalIp4Address "
        + "to the public address that clients dial, and make sure that this file is the one in force."
    case nil:
      "It serves clients that dial \(address). If they dial another address, the site's externalIp4Address is stale or "
        + "inherited: set it to the one that they dial."
    }
  }

  private func privateMeaning(_ address: IPv4Address) -> String {
    let failing = FTPClient.failing(placeholder: address, on: .publicPath).map(\.shortName).joined(separator: ", ")
    let origin =
      switch verdict?.origin {
      case .externalAddress: "IIS names the private address that it is told to."
      case .ownAddress: "No external address is set, so IIS names the address on which it was reached."
      case .elsewhere: "By this file no site names it, so this file is probably not the one in force."
      case nil: "It is the server's own address if no external address is set, or one set on purpose."
      }
    return origin
      + " Clients that dial a public address cannot reach it. WinSCP, FileZilla and some others notice and use the "
      + "address that they dialled; these do not: \(failing). For clients on the Internet set externalIp4Address to the "
      + "public address that they dial."
  }

  private var portMeaning: String? {
    switch verdict?.port {
    case .inside(let range):
      "The port is as configured. If the client reaches the address and hangs all the same, a firewall drops it: "
        + "\(range) must be open inbound. ftpsgate firewall writes the rules."
    case .outside(let range):
      "The service uses another range than \(range). A new range is in force only when the service ftpsvc was "
        + "restarted: run Restart-Service ftpsvc. Until then firewalls that open \(range) drop the data connections."
    case .noRange:
      "Set lowDataChannelPort and highDataChannelPort, restart the service ftpsvc, and open that range: no firewall can "
        + "follow a port that changes with each transfer, when the control channel is encrypted."
    case .invalidRange, nil: nil
    }
  }
}
