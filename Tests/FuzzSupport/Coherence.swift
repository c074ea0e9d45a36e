internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability

/// What `lint` and `matrix` say of one server under the same options, held against each other.
struct Coherence {
  private let configuration: Configuration
  private let findings: [Finding]
  private let simulation: Simulation

  init(_ configuration: Configuration, _ report: FileReport, _ simulation: Simulation) {
    self.configuration = configuration
    findings = report.findings
    self.simulation = simulation
  }

  /// Holds both properties against every session with every binding, of sites that start if any does: of the others a
  /// matrix tells only when it is asked.
  func check() throws(Broken) {
    for site in configuration.startingSites.isEmpty ? configuration.ftpSites : configuration.startingSites {
      let connections = simulation.connections(to: site)
      for mode in SessionMode.all {
        let sessions = FTPClient.all.flatMap { client in
          connections.sessions(client, mode).map { (client: client, binding: $0.binding, result: $0.result) }
        }
        for session in sessions {
          try checkErrors(session.client, mode, session.binding, site, session.result)
        }
        guard mode.security != .plain else { continue }
        for (_, same) in Dictionary(grouping: sessions, by: \.binding.range) {
          try checkPlace(mode, site, same.map(\.result))
        }
      }
    }
  }

  /// An error stops every session that it claims to stop; only where the client puts another address in place of the
  /// reply's may one get a listing all the same.
  private func checkErrors(
    _ client: FTPClient, _ mode: SessionMode, _ binding: Binding, _ site: FTPSite, _ result: SessionResult
  ) throws(Broken) {
    guard result.verdict.isWorking else { return }
    for finding in findings where finding.severity == .error {
      for stops in finding.stops
      where stops.contains(client, mode, at: binding, of: site, from: simulation.origin) {
        let isRepaired = result.verdict == .repaired && stops.step == .dataAddress
        try require(
          isRepaired, .errors, "\(finding.rule), and \(client.id) \(mode) \(result.verdict): \(result.reason)")
      }
    }
  }

  /// Where every client that can do so fails at one place, there is a finding.
  private func checkPlace(_ mode: SessionMode, _ site: FTPSite, _ results: [SessionResult]) throws(Broken) {
    guard let first = results.first, let place = first.place,
      results.allSatisfy({ $0.verdict == .fails && $0.place == place })
    else { return }
    let isSpokenOf = findings.contains { finding in
      finding.location == place
    }
    try require(isSpokenOf, .places, "\(mode) of \(site.name) fails for everybody: \(first.reason), \(place)")
  }
}
