internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// The ports on which the server waits for passive data connections.
struct PassiveRange {
  let ports: PortSet
  /// Where the ports come from.
  let check: SessionCheck

  /// What is known of the ports.
  enum Knowledge {
    /// These ports.
    case known(PassiveRange)
    /// Windows' dynamic ports, of which no file tells which they are.
    case windowsDefault(SessionCheck)
    /// What is set is no range.
    case unknown(SessionCheck)
  }
}

extension PassiveRange.Knowledge {
  /// The ports of a server.
  init(_ world: Simulation) {
    let server = world.server.configuration.server
    let place = world.server.place(server.lowDataChannelPort.range ?? server.firewallSupportRange)
    switch server.passivePorts {
    case .range(let range):
      self = .known(
        PassiveRange(ports: PortSet(range), check: SessionCheck(.passes, "the passive range is \(range)", at: place)))
    case .invalid:
      self = .unknown(
        SessionCheck(
          .unknown, "what IIS does with the passive ports that are set is not documented", at: place,
          rule: .passiveRangeInvalid))
    case .unset:
      let files = world.server.environment?.dynamicPorts ?? []
      let check = SessionCheck(
        .passes, "no passive range is set, so that Windows picks from its dynamic ports", at: place)
      guard let first = files.first else {
        self = .windowsDefault(check)
        return
      }
      let ports = PortSet(files.map(\.range.value))
      self = .known(
        PassiveRange(
          ports: ports,
          check: SessionCheck(
            .passes, "no passive range is set, so that Windows picks from its dynamic ports, \(ports)", at: first.place)
        ))
    }
  }
}

extension Simulation {
  /// The ports that Windows has set aside among some, as a check that blocks; none where there are none.
  ///
  /// Those that an administrator set aside are there for services to ask for.
  func exclusions(in ports: PortSet, for kind: ConnectionKind) -> [SessionCheck] {
    let isControl = kind == .control
    let name: Message = isControl ? "the control port" : "the passive range"
    let taken = excludedPorts.intersection(ports)
    guard !taken.isEmpty else { return [] }
    let excluded = (server.environment?.excludedPorts ?? []).filter { entry in
      !entry.isAdministered && !PortSet(entry.range.value).isDisjoint(with: ports)
    }
    guard let first = excluded.first else { return [] }
    return [
      SessionCheck(
        .blocked, "Windows has set \(Self.brief(taken)) of \(name) aside, so that IIS cannot listen there",
        at: first.place, symptom: isControl ? .connectionRefused : .passivePortTaken,
        rule: .excludedPortInRange)
    ]
  }
}
