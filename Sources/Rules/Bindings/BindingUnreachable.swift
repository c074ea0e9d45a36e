internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let bindingUnreachable = Rule(
    id: "binding-unreachable", topic: .bindings, severity: .error,
    summary: "A binding names an address at which nobody can reach the server.",
    rationale: """
      IIS listens on the addresses that the machine itself has. A public address is not among them in Azure, where the \
      network translates it to the private address of the network interface; nor is one that was given to another \
      machine, or is left over from before a move. Clients find the port closed. With `--environment`, the server's \
      addresses are those of `server.json` or of its network interface.

      Bind to `*`, or to the address that the machine has. A binding to `127.0.0.1` is for programs on the server \
      itself: that is a note, as it may be meant.

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
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"10.0.0.4:21:\" /></bindings>",
        environment: ["server.json": "{\"ftpsgateEnvironment\": 1, \"addresses\": [{\"address\": \"10.0.0.4\"}]}"]),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"20.40.60.80:21:\" /></bindings>",
        caption: "a machine outside of Azure may have the public address itself"),
    ],
    check: .site { site, context in
      for binding in site.bindings {
        guard let address = binding.endpoint?.address, let cause = context.server.unreachability(of: address) else {
          continue
        }
        context.report(
          "nobody reaches the binding \(quoted: binding.information.value): \(phrase(cause))",
          at: binding.information.range, severity: cause == .loopback ? .note : .error, notes: [note(on: cause)],
          help: cause == .loopback
            ? "if others are to connect, bind to * or to an address of the network"
            : "bind to * or to an address that the machine has",
          stops: StoppedSessions(at: .controlConnection, bindings: [binding.range]))
      }
    })
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
