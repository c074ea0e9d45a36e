package import IISConfiguration
package import Inet
package import NetworkModel

extension ServerContext {
  /// Connections from clients to some ports.
  package func flow(from addresses: IPAddressSet, to ports: PortSet, at address: LocalAddress) -> Flow {
    Flow(
      .inbound, remoteAddresses: addresses, remotePorts: .client,
      localAddresses: localAddresses(address, for: addresses),
      localPorts: ports)
  }

  /// What becomes of connections at all filters.
  package func decide(_ flow: Flow) -> FlowDecision { filters.decide(flow) }

  /// What becomes of connections at one filter.
  package func decide(_ flow: Flow, at filter: Int) -> FlowDecision { filters.decide(flow, at: filter) }

  /// What becomes of connections at a filter that was changed.
  package func decide(_ flow: Flow, through changed: FilterHop) -> FlowDecision {
    filters.decide(flow, through: changed)
  }

  /// Windows Firewall and its number among the filters, if a file tells of it.
  package var windowsFirewall: (filter: WindowsFirewallFilter, number: Int)? {
    for (number, source) in filters.sources.enumerated() {
      if let filter = source as? WindowsFirewallFilter { return (filter, number) }
    }
    return nil
  }

  /// The clients of a source that certainly reach a control port at an address.
  package func clientsReachingControl(from source: IntendedSource, at address: LocalAddress) -> IPAddressSet {
    let ports = portsByAddress[address] ?? PortSet()
    return decide(flow(from: source.addresses, to: ports, at: address)).allowed.remoteAddresses
  }

  /// What stops passive data of clients of whom it is not known whether they reach the control port.
  package func doubtfulPassiveDenials(
    _ ports: PortSet, from source: IntendedSource, at address: LocalAddress
  ) -> [Denial] {
    guard source.translation == nil else { return [] }
    let control = decide(flow(from: source.addresses, to: portsByAddress[address] ?? PortSet(), at: address))
    let clients = control.unknown.remoteAddresses.subtracting(control.allowed.remoteAddresses)
    guard !clients.isEmpty else { return [] }
    let passive = flow(from: clients, to: ports, at: address)
    return filters.numbers(.inbound).filter { !filters.sources[$0].isImposed }
      .flatMap { decide(passive, at: $0).denials(isExact: true) }
  }

  /// What stops connections, each filter asked for itself, so that all are named at once.
  ///
  /// A port counts only if it is stopped for certain: for some of the clients where each is meant, else for all. What
  /// filters stop that are imposed on the server's owner has a rule of its own, and counts only where asked for.
  package func denials(_ flow: Flow, from source: IntendedSource, withImposed: Bool = false) -> [Denial] {
    // Of addresses that no file tells nothing is certain.
    if let translation = source.translation, translation.known == nil { return [] }
    let numbers = filters.numbers(flow.direction)
    let each = numbers.flatMap { decide(flow, at: $0).denials(isExact: source.isExact) }
    let all = each.isEmpty && numbers.count > 1 ? decide(flow).denials(isExact: source.isExact) : each
    return withImposed ? all : all.filter { !filters.source(of: $0.decidingRule).isImposed }
  }

  /// What filters stop that are imposed on the server's owner: for certain, and for a part of those who may well not be
  /// meant.
  package func imposedDenials(_ flow: Flow, from source: IntendedSource) -> (certain: [Denial], partial: [Denial]) {
    let numbers = filters.numbers(flow.direction).filter { filters.sources[$0].isImposed }
    guard !numbers.isEmpty, source.translation == nil || source.translation?.known != nil else { return ([], []) }
    let decisions = numbers.map { decide(flow, at: $0) }
    let isWhole = source.isExact || source.translation != nil
    return (
      decisions.flatMap { $0.denials(isExact: source.isExact) },
      isWhole ? [] : decisions.compactMap(\.partialDenials.first)
    )
  }

  /// What stops some of the clients of a source of whom not each is meant: the first that does so at each filter.
  package func partialDenials(_ flow: Flow, from source: IntendedSource) -> [Denial] {
    source.isExact || source.translation != nil
      ? []
      : filters.numbers(flow.direction).filter { !filters.sources[$0].isImposed }
        .compactMap { decide(flow, at: $0).partialDenials.first }
  }

  /// Where a ruling stands; for a default of Windows that is written nowhere, the file of the firewall.
  package func place(of decidingRule: DecidingRule) -> Location? {
    decidingRule.place
      ?? environment.windowsFirewall?.place.map { Location($0.path, ByteRange(0, 0)) }
  }
}
