internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let bindingUnreachable = Rule(
    id: "binding-unreachable", topic: .bindings, severity: .error,
    summary: "A binding names an address at which nobody can reach the server.",
    rationale: """
      IIS listens on the addresses that the machine itself has. A public address is not among them in Azure, where the \
      network translates it to the private address of the network interface; nor is one that was given to another \
      machine, or is left over from before a move. Clients find the port closed. A network interface with \
      several private addresses has a public address for one of them: the others are for private networks alone. \
      With `--environment`, the server's addresses are those of `server.json` or of its network interface.

      Bind to `*`, or to the address that the machine has. A binding to `127.0.0.1` is for programs on the server \
      itself: that is a note, as it may be meant, unless the site has no other and an external address or `--from` says that \
      clients elsewhere are.

      Sources: \(bindingSource); [Azure documentation, public IP addresses]\
      (https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses).
      """,
    examples: [
      .rejects(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"▸20.40.60.80:21:◂\" /></bindings>",
        with: DeploymentOptions(platform: .azure), caption: "in Azure no machine has its public address itself"),
      .rejects(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"▸10.0.0.5:21:◂\" /></bindings>",
        environment: ["server.json": "{\"ftpsgateEnvironment\": 1, \"addresses\": [{\"address\": \"10.0.0.4\"}]}"]),
      .rejects(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"▸127.0.0.1:21:◂\" /></bindings>", .note),
      .rejects(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"▸10.0.0.5:21:◂\" /></bindings>",
        with: DeploymentOptions(sources: [.internet]), environment: twoPrivateAddresses,
        caption: "the public address leads to the other private address of the network interface"),
      .rejects(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"▸10.0.0.5:21:◂\" /></bindings>", .note,
        environment: twoPrivateAddresses, caption: "nothing says that the site is for the Internet"),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"10.0.0.4:21:\" /></bindings>",
        with: DeploymentOptions(sources: [.internet]), environment: twoPrivateAddresses),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"10.0.0.4:21:\" /></bindings>",
        environment: ["server.json": "{\"ftpsgateEnvironment\": 1, \"addresses\": [{\"address\": \"10.0.0.4\"}]}"]),
      .rejects(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"▸127.0.0.1:21:◂\" /></bindings>",
        with: DeploymentOptions(sources: [.internet]), caption: "the only binding, and clients elsewhere are meant"),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"20.40.60.80:21:\" /></bindings>",
        caption: "a machine outside of Azure may have the public address itself"),
    ],
    check: .site { site, context in
      for binding in site.bindings {
        guard let address = binding.endpoint?.address else { continue }
        guard let cause = context.server.unreachability(of: address) else {
          reportUntranslated(binding, address, of: site, &context)
          continue
        }
        context.report(
          "nobody reaches the binding \(quoted: binding.information.value): \(phrase(cause))",
          at: binding.information.range, severity: weight(of: cause, site, context),
          notes: [note(on: cause)],
          help: cause == .loopback
            ? "if others are to connect, bind to * or to an address of the network"
            : "bind to * or to an address that the machine has",
          stops: StoppedSessions(at: .controlConnection, bindings: [binding.range]))
      }
    })
}

/// A binding for the machine itself may be meant, unless the site has no other and is said to be for others.
private func weight(of cause: UnreachableBinding, _ site: FTPSite, _ context: RuleContext) -> Severity {
  guard cause == .loopback else { return .error }
  return site.isBoundToItself && isSaidToBePublic(site, context) ? .error : .note
}

/// Whether an external address or `--from` says that clients elsewhere are meant.
private func isSaidToBePublic(_ site: FTPSite, _ context: RuleContext) -> Bool {
  site.announcedPublicAddress != nil || !context.deployment.sources.isEmpty
}

extension FTPSite {
  /// Whether all bindings are on the machine's addresses for itself.
  fileprivate var isBoundToItself: Bool {
    bindings.allSatisfy { binding in
      switch binding.endpoint?.address {
      case .v4(let address)?: address.scope == .loopback
      case .v6(let address)?: address.isLoopback
      case .any?, nil: false
      }
    }
  }
}

/// Reports that Azure translates no public address of the server to that of a binding: an error where something says that the
/// site is for the Internet.
private func reportUntranslated(
  _ binding: Binding, _ address: LocalAddress, of site: FTPSite, _ context: inout RuleContext
) {
  let missing = context.server.publicAddressesMissing(address)
  guard !missing.isEmpty,
    context.server.intendedSources.contains(where: { !$0.addresses.isDisjoint(with: ServiceTags.internetClients) })
  else { return }
  let isMeant = isSaidToBePublic(site, context)
  context.report(
    """
    nobody on the Internet reaches the binding \(quoted: binding.information.value): \
    \(code: missing.map(\.description).joined(separator: ", ")) \(missing.count == 1 ? "leads" : "lead") to another \
    address of the server
    """,
    at: binding.information.range, severity: isMeant ? .error : .note,
    notes: ["the network of Azure translates a public address to one private address of the network interface"],
    help: isMeant
      ? "bind to * or to the address that Azure translates to"
      : "if clients on the Internet are meant, bind to * or to the address that Azure translates to",
    stops: StoppedSessions(at: .controlConnection, bindings: [binding.range], networks: .public))
}

private func phrase(_ cause: UnreachableBinding) -> Message {
  switch cause {
  case .loopback: "its address is the machine's for itself"
  case .publicAddressInAzure: "no machine in Azure has its public address itself"
  case .foreignAddress: "the server does not have its address"
  }
}

private func note(on cause: UnreachableBinding) -> Message {
  switch cause {
  case .loopback: "only programs on the server itself connect to it"
  case .publicAddressInAzure:
    "the network of Azure translates the public address to a private one, on which the site does not listen"
  case .foreignAddress: "the files of the environment list the server's addresses, and this is none of them"
  }
}

/// A network interface with two private addresses, the first of which has a public one.
private let twoPrivateAddresses: KeyValuePairs = [
  "nic.json": """
  [{"name": "nic-ftp", "id": "/x/networkInterfaces/nic-ftp", "type": "Microsoft.Network/networkInterfaces",
    "ipConfigurations": [
      {"name": "a", "privateIPAddress": "10.0.0.4", "publicIPAddress": {"id": "/x/publicIPAddresses/pip-ftp"}},
      {"name": "b", "privateIPAddress": "10.0.0.5"}]}]
  """,
  "pip.json": """
  [{"name": "pip-ftp", "id": "/x/publicIPAddresses/pip-ftp", "ipAddress": "20.40.60.80",
    "publicIPAllocationMethod": "Static",
    "ipConfiguration": {"id": "/x/networkInterfaces/nic-ftp/ipConfigurations/a"}}]
  """,
]
