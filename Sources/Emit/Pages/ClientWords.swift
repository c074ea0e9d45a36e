internal import Reachability

/// What is known of a client, in the words of tables and of ``ClientCatalogue``.
struct ClientWords {
  private let client: FTPClient

  init(_ client: FTPClient) {
    self.client = client
  }

  /// Which side makes data connections until it is told otherwise.
  var dataMode: String {
    switch client.dataMode {
    case .passive: "passive"
    case .active: "active"
    case .activeOnly: "active only"
    case .unknown: "unknown"
    }
  }

  /// The commands for passive mode, in the order in which they are tried.
  var passiveCommands: String {
    guard let commands = client.passiveCommands else { return "unknown" }
    return commands.isEmpty ? "-" : commands.map { $0.rawValue.uppercased() }.joined(separator: ", ")
  }

  /// What it does with the address in a reply to PASV; several where that hangs on a version.
  var address: String { client.policies.map(Self.address).joined(separator: ", or ") }

  /// Whether it has a kind of TLS.
  static func support(_ support: FTPClient.Support) -> String {
    switch support {
    case .yes: "yes"
    case .newerVersions: "newer versions"
    case .no: "no"
    case .unknown: "unknown"
    }
  }

  /// Whether it encrypts data connections.
  var protection: String {
    switch client.dataProtection {
    case .automatic: client.traits.dataHandshake == .beforeCommand ? "begun before the command" : "yes"
    case .onlyAfterAUTH: "with explicit TLS only"
    case .onRequest: "on request"
    case .none: "no"
    case .unknown: "unknown"
    }
  }

  /// Whether active data from another address than that of the control connection is refused.
  var refusesOtherPeer: String {
    guard client.hasActiveMode != false else { return "-" }
    return switch client.traits.activePeer {
    case .sameAddressOnly: "yes"
    case .anyAddress: "no"
    case .unknown: "unknown"
    }
  }

  /// Whether it sends HOST.
  var sendsHost: String {
    switch client.traits.hostCommand {
    case .whenOffered: "if FEAT lists it"
    case .onRequest: "on request"
    case .never: "no"
    case .unknown: "unknown"
    }
  }

  /// What `ftps://` means.
  var secureURL: String {
    switch client.traits.secureURL {
    case .implicit: "implicit"
    case .explicit: "explicit"
    case .none: "-"
    case .unknown: "unknown"
    }
  }

  /// Where the knowledge comes from.
  var evidence: String {
    switch client.evidence {
    case .lab: "measured"
    case .code: "source code"
    case .doc: "documentation"
    case .labAndCode: "measured, source code"
    case .notFound: "nothing found"
    }
  }

  /// What is known of the client beside this session's mode; nothing where nothing is.
  var sentence: String? {
    let active: String? =
      switch client.traits.activePeer {
      case .sameAddressOnly: "refuses active data from another address than the dialled one"
      case .anyAddress: "takes active data from any address"
      case .unknown: nil
      }
    let host: String? =
      switch client.traits.hostCommand {
      case .whenOffered: "sends HOST if FEAT lists it"
      case .onRequest: "sends HOST if a setting says so"
      case .never: "never sends HOST"
      case .unknown: nil
      }
    let url: String? =
      switch client.traits.secureURL {
      case .implicit: "ftps:// is implicit TLS"
      case .explicit: "ftps:// is explicit TLS"
      case .none, .unknown: nil
      }
    let known = [active, host, url].compactMap(\.self)
    return known.isEmpty ? nil : "the client: \(known.joined(separator: "; "))"
  }

  private static func address(_ policy: AddressPolicy) -> String {
    switch policy {
    case .peerAlways: "ignored"
    case .privateIfPeerPublic: "replaced if private and the dialled one is public"
    case .privateAlways: "replaced if private"
    case .privacyMismatch: "replaced if only one of the two is private"
    case .privateIfNotSameBlock: "replaced if private and of another network than the dialled one"
    case .rejectMismatch: "refused if another than the dialled one"
    case .verbatim: "used"
    case .verbatimThenPeer: "used, then the dialled one"
    case .neverPassive: "-"
    case .unknown: "unknown"
    }
  }
}
