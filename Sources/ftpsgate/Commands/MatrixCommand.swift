internal import Text
internal import ArgumentParser
public import Emit
internal import IISConfiguration
internal import Policies
internal import Reachability
internal import Text

struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix", abstract: "Show which clients get a listing, in which mode.",
    discussion: """
      Each client's session is held against the configuration, the environment's files and the user's options. Files \
      are taken as complete; what no file tells is unknown. So Windows Firewall is unknown without a registry export, \
      and network security groups are unknown in Azure without their files. A client works if it gets a listing in \
      passive mode, however TLS begins, from each site that is shown; 'unknown' is not enough. Active mode counts only \
      for clients that have nothing else, as it hangs on the clients' own firewalls and NAT.

      Clients of which the same is true share a row, and reasons stand in the order of what to mend. Of several files \
      each has its own matrix; a file that cannot be read ends the run.

      Clients: \(FTPClient.all.map(\.id).joined(separator: ", ")).

      Exit status: 0; 1 if a client that --client or --require-client names does not work; 2 an input could not be \
      read or an output not be written; 64 a mistake in the command line.
      """)

  @Argument(help: "Files, folders to search for applicationHost.config, or - for standard input.")
  var paths: [FilePath]

  @Option(
    help: ArgumentHelp("Show only this client, and fail if it does not work. Repeatable.", valueName: "id"),
    completion: .clients)
  var client: [String] = []

  @Option(help: ArgumentHelp("Fail if this client does not work. Repeatable.", valueName: "id"), completion: .clients)
  var requireClient: [String] = []

  @Option(help: "How to write the matrix.")
  var format = MatrixFormat.text

  @Flag(help: "Give each client a row of its own.")
  var all = false

  @Option(help: ArgumentHelp("Write the matrix to a file instead of standard output.", valueName: "file"))
  var output: FilePath?

  @OptionGroup var simulation: SimulationOptions

  func validate() throws {
    for id in client + requireClient { _ = try findClient(id) }
    if paths.filter({ $0 == .standardInput }).count > 1 {
      throw ValidationError("Standard input can be read only once.")
    }
    try InputFiles(maximumSize: simulation.limits.maximumBytes)
      .check(output, isNoneOf: paths + simulation.surroundings.place.environmentFiles)
  }

  func run() throws {
    var reader = SimulationReader(simulation)
    let cases = try reader.simulations(of: paths).map { try Case($0, $1, self) }
    let isColoured = output == nil && Terminal.takesColour(SystemFile.standardOutput)
    let columns = output == nil ? Terminal.columns(SystemFile.standardOutput) : nil
    let display = MatrixDisplay(
      style: isColoured ? .ansi : .plain, columns: columns ?? 100, hasRowForEachClient: all)
    try Output(path: output).finish(format.render(cases.map(\.matrix), display))
    var status: ExitCode?
    for one in cases where !one.failing.isEmpty {
      let file: Message = cases.count > 1 ? "\(foreign: one.path): " : ""
      status = failure("\(file)not shown to work: \(code: one.failing.joined(separator: ", "))", .findings)
    }
    if let status { throw status }
  }
}

/// The matrix of one file, and the clients that should work and do not.
private struct Case {
  let path: String
  let matrix: ConnectionMatrix
  let failing: [String]

  init(_ simulated: Simulation, _ policy: LoadedPolicy?, _ command: MatrixCommand) throws {
    path = simulated.server.configuration.source.path
    let sites = try command.simulation.sites(in: simulated.server.configuration)
    let client = command.client.isEmpty ? policy?.document.settings.clients ?? [] : command.client
    let named = try Set((client + command.requireClient).map { try findClient($0).id })
    // A client that must work is shown too: its reasons are wanted.
    let clients = client.isEmpty ? FTPClient.all : FTPClient.all.filter { named.contains($0.id) }
    matrix = ConnectionMatrix(simulated, sites: sites, clients: clients)
    failing = matrix.failing(FTPClient.all.map(\.id).filter(named.contains))
  }
}

extension MatrixFormat: NamedChoice {}
