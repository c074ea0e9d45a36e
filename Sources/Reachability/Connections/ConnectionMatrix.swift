public import Linter

/// Who can connect: for each site and client, what comes of a session in each mode.
public struct ConnectionMatrix: Sendable {
  /// One client's sessions.
  public struct Row: Sendable {
    /// The client.
    public let client: FTPClient
    /// What comes of each mode of ``SessionMode/columns``, in that order.
    public let results: [SessionResult]

    /// Whether the client gets a listing in one mode at least.
    public var works: Bool { results.contains { $0.verdict.isWorking } }
  }

  /// One site's rows.
  public struct Table: Sendable {
    /// The site.
    public let site: FTPSite
    /// The rows, in the order of the clients.
    public let rows: [Row]
  }

  /// The server in its surroundings.
  public let simulation: Simulation
  /// The sites, in the order in which they were asked for.
  public let tables: [Table]

  /// Simulates every session of some clients with some sites.
  public init(_ simulation: Simulation, sites: [FTPSite], clients: [FTPClient] = FTPClient.all) {
    self.simulation = simulation
    var passages = PassageCache(simulation)
    tables = sites.map { site in
      let connections = SiteConnections(site, simulation, &passages)
      return Table(
        site: site,
        rows: clients.map { client in
          Row(client: client, results: SessionMode.columns.map { connections.session(client, $0) })
        })
    }
  }

  /// The clients that get no listing from one of the sites, whatever the mode: those of whom it is not known, too.
  public func failing(_ ids: [String]) -> [String] {
    ids.filter { id in
      !tables.allSatisfy { table in table.rows.contains { $0.client.id == id && $0.works } }
    }.distinct
  }
}
