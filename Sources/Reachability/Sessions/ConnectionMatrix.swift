public import IISConfiguration
public import Text

/// Who can connect: for each site and client, what comes of a session in each mode.
public struct ConnectionMatrix: Sendable {
  /// One client's sessions.
  public struct Row: Sendable {
    /// The client.
    public let client: FTPClient
    /// What comes of each mode of ``SessionMode/columns``, in that order.
    public let results: [SessionResult]

    /// Whether the client gets a listing, or what else is asked for, in passive mode, however TLS begins.
    ///
    /// Active mode hangs on the clients' own side, of which no file tells, and so counts only for clients that have
    /// nothing else.
    public var works: Bool {
      let columns = zip(SessionMode.columns, results)
      let passive = columns.filter { $0.0.dataMode == .passive }
      let counting = client.hasPassiveMode == false ? Array(columns) : passive
      return counting.contains { $0.1.verdict.isWorking }
    }
  }

  /// One site's rows.
  public struct Table: Sendable {
    /// The site.
    public let site: FTPSite
    /// What was taken for granted because nothing tells it.
    public let assumptions: [Message]
    /// Whom authorization rules let in, and by which rule; nothing where that is not told.
    public let admitted: (users: Message, place: Location?)?
    /// What users come for and do not get, or may not, whichever client they have.
    public let restrictions: [(operation: FTPOperation, check: SessionCheck)]
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
    var passages = FlowDecisionCache(simulation)
    tables = sites.map { site in
      let connections = SiteConnections(site, simulation, &passages)
      return Table(
        site: site, assumptions: connections.assumptions, admitted: connections.admitted,
        restrictions: connections.restrictions,
        rows: clients.map { client in
          Row(client: client, results: SessionMode.columns.map { connections.session(client, $0) })
        })
    }
  }

  /// The clients that do not work with one of the sites: those of whom it is not known, too.
  public func failing(_ ids: [String]) -> [String] {
    ids.filter { id in
      !tables.allSatisfy { table in table.rows.contains { $0.client.id == id && $0.works } }
    }.distinct
  }
}
