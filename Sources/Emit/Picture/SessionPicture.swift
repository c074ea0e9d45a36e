internal import IISConfiguration
internal import Reachability
internal import Text

/// What becomes of a session's two connections, station by station, from the client to the server.
struct SessionPicture {
  /// What becomes of a connection at a station.
  enum Mark: Hashable {
    /// It goes on.
    case passes
    /// It ends there.
    case blocked
    /// Something is missing to tell.
    case unknown
    /// It does not come so far.
    case unreached
  }

  /// A station that connections meet.
  struct Station {
    let title: String
    var control: Mark
    var data: Mark
  }

  /// The client, the address that it dials, filters, and the server.
  private(set) var stations: [Station]
  /// The port of the control connection, and the ports of data connections; empty where there is none.
  let ports: (control: String, data: String)
  /// Whether the server makes data connections.
  let isActive: Bool

  /// The picture of a session with a site.
  init(_ simulation: Simulation, _ client: FTPClient, _ mode: SessionMode, _ site: FTPSite) {
    let (result, ends) = simulation.connections(to: site).sessionWithEnds(client, mode)
    isActive = mode.dataMode == .active
    ports = (ends.map { "TCP \($0.controlPort)" } ?? "", Self.dataPorts(ends, isActive: isActive))
    let control = Self.marks(of: result.steps.filter { $0.step.isBeforeData })
    let data = Self.marks(of: result.steps.filter { !$0.step.isBeforeData })
    let path =
      [(PathStation?.none, client.shortName)]
      + [(.address, ends?.dialled.description ?? "the server's address")]
      + simulation.filters.map { ($0.station, $0.title.description) }
      + [(.server, "ftpsvc\n\(MatrixLegend.site(site))")]
    stations = path.map { station, title in
      Station(title: title, control: control(station), data: data(station))
    }
    cut()
  }

  /// Takes away what connections do not come to.
  private mutating func cut() {
    let isStopped = Self.cut(Array(stations.indices), of: &stations, \.control)
    let order = isActive ? stations.indices.reversed() : Array(stations.indices)
    guard !isStopped, stations.allSatisfy({ $0.control != .unreached }) else {
      for index in stations.indices { stations[index].data = .unreached }
      return
    }
    _ = Self.cut(order, of: &stations, \.data)
  }

  /// Marks what stands behind the first station that stops a connection; tells whether there is one.
  private static func cut(
    _ order: [Int], of stations: inout [Station], _ connection: WritableKeyPath<Station, Mark>
  ) -> Bool {
    guard let end = order.firstIndex(where: { stations[$0][keyPath: connection] == .blocked }) else { return false }
    for index in order[(end + 1)...] { stations[index][keyPath: connection] = .unreached }
    return true
  }

  /// What becomes of connections at each station: the worst that is said there; at the client nothing is.
  private static func marks(of steps: [StepOutcome]) -> (PathStation?) -> Mark {
    let checks = steps.flatMap(\.checks)
    guard !checks.isEmpty else { return { _ in .unreached } }
    return { station in
      guard let station else { return .passes }
      let own = checks.filter { $0.station == station || station.isUntold && $0.station == .untold(nil) }
      if own.contains(where: { $0.verdict == .blocked }) { return .blocked }
      return own.contains { $0.verdict == .unknown } ? .unknown : .passes
    }
  }

  private static func dataPorts(_ ends: SessionEnds?, isActive: Bool) -> String {
    guard let ends else { return "" }
    if isActive { return ends.activePort.map { "from TCP \($0)" } ?? "" }
    return ends.passivePorts.map { "TCP \($0.description)" } ?? "passive ports"
  }
}

extension SessionStep {
  /// Whether it comes before data connections.
  fileprivate var isBeforeData: Bool {
    switch self {
    case .controlConnection, .tls, .logon: true
    case .dataAddress, .dataConnection, .transfer: false
    }
  }
}

extension PathStation {
  fileprivate var isUntold: Bool { if case .untold = self { true } else { false } }
}
