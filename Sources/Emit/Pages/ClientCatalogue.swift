public import Reachability

/// All that is known of the clients: for a terminal, and as docs/clients.md.
public struct ClientCatalogue: Sendable {
  private let clients: [FTPClient]

  /// A catalogue of these clients, in their order.
  public init(_ clients: [FTPClient]) {
    self.clients = clients
  }

  private static let header = [
    "client", "data mode", "passive commands", "address in the reply", "explicit TLS", "implicit TLS", "data encrypted",
    "refuses active data from another address", "sends HOST", "ftps:// means", "known from",
  ]

  private func row(_ client: FTPClient) -> [String] {
    let words = ClientWords(client)
    return [
      client.id, words.dataMode, words.passiveCommands, words.address, ClientWords.support(client.explicitTLS),
      ClientWords.support(client.implicitTLS), words.protection, words.refusesOtherPeer, words.sendsHost,
      words.secureURL, words.evidence,
    ]
  }

  /// For each client a block, with a line for each thing that is known of it.
  public var text: String {
    let width = (Self.header.dropFirst().map(\.utf8.count).max() ?? 0) + 2
    return clients.map { client in
      let origin = [("settings", client.settings), ("source", client.source)]
      let fields = zip(Self.header, row(client)).dropFirst() + origin
      let lines = fields.map { name, value in
        "  \(name)\(String(repeating: " ", count: width - name.utf8.count))"
          + wrapped(value, indent: width + 2)
      }
      return (["\(client.id): \(client.name), \(client.version)"] + lines).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  /// The page docs/clients.md.
  public var markdown: String {
    let table = MarkdownText.table(
      Self.header, clients.map { client in ["`\(client.id)`"] + row(client).dropFirst() })
    let sources = clients.map { client in
      "**\(client.name)** (`\(client.id)`, \(client.version)): \(MarkdownText.escaped(client.source)). Settings: "
        + MarkdownText.escaped(client.settings) + "."
    }
    return [Self.introduction, table, "## Settings and sources", MarkdownText.list(sources)]
      .joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    # The clients

    What \(FTPClient.all.count) clients do, as `ftpsgate matrix` and `trace` reckon with it; `ftpsgate clients --markdown` writes this page. Everything is
    what a client does by default; what was neither measured nor read in source code or documentation is *unknown*. None of it was measured with IIS itself.

    - *Address in the reply*: what becomes of the address in the reply to PASV; the reply to EPSV has none.
    - *Data encrypted*: whether data connections are encrypted once the control connection is, without being asked for it (`PROT P`). aioftp begins TLS on a data connection
      before it sends the command for the transfer; whether IIS answers then is in no source, so its sessions are *unknown*. fsspec sends no `PROT` after implicit TLS: its data
      connections are clear text, and fail where the site requires TLS on them.
    - *Refuses active data from another address*: behind a NAT gateway the server's own connections leave by another public address than the one that clients dial.
    - *Sends HOST*: HOST (RFC 7151) finds a site whose binding has a host name; without it users log on as `host|user`.
    - *ftps:// means*: explicit TLS on port 21 or implicit TLS on port 990, unless the URL has a port; `-` where the client takes no such URL.
    """
}
