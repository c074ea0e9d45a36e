internal import Text
internal import ArgumentParser
public import Emit
internal import Policies
internal import Reachability

struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix", abstract: "Show which clients get a listing, in which mode.",
    discussion: """
      Each client's session is held against the configuration, the environment's files and the user's options. Files \
      are taken as complete; what no file tells is unknown. So Windows Firewall is unknown without a registry export, \
      and network security groups are unknown in Azure without their files. A client works if it gets a listing in \
      passive mode, however TLS begins, from each site that is shown; 'unknown' is not enough. Active mode counts only \
      for clients that have nothing else, as it hangs on the clients' own firewalls and NAT.

      Clients: \(FTPClient.all.map(\.id).joined(separator: ", ")).

      Exit status: 0; 1 if a client that --client or --require-client names does not work; 2 an input could not be \
      read or an output not be written; 64 a mistake in the command line.
      """)

  @Argument(help: "An applicationHost.config, a folder with one, or - for standard input.")
  var path: FilePath

  @Option(
    help: ArgumentHelp("Show only this client, and fail if it does not work. Repeatable.", valueName: "id"),
    completion: .clients)
  var client: [String] = []

  @Option(help: ArgumentHelp("Fail if this client does not work. Repeatable.", valueName: "id"), completion: .clients)
  var requireClient: [String] = []

  @Option(help: "How to write the matrix.")
  var format = MatrixFormat.text

  @Option(help: ArgumentHelp("Write the matrix to a file instead of standard output.", valueName: "file"))
  var output: FilePath?

  @OptionGroup var simulation: SimulationOptions

  func validate() throws {
    for id in client + requireClient { _ = try findClient(id) }
    try InputFiles(maximumSize: simulation.limits.maximumBytes)
      .check(output, isNoneOf: [path] + simulation.surroundings.place.environmentFiles)
  }

  func run() throws {
    let policy = try simulation.policies.policy(for: path)
    let simulated = try simulation.simulation(of: path, policy)
    let sites = try simulation.sites(in: simulated.server.configuration)
    let client = self.client.isEmpty ? policy?.document.settings.clients ?? [] : self.client
    let named = try Set((client + requireClient).map { try findClient($0).id })
    // A client that must work is shown too: its reasons are wanted.
    let clients = client.isEmpty ? FTPClient.all : FTPClient.all.filter { named.contains($0.id) }
    let matrix = ConnectionMatrix(simulated, sites: sites, clients: clients)
    let isColoured = output == nil && Terminal.takesColour(SystemFile.standardOutput)
    try Output(path: output).finish(format.render(matrix, style: isColoured ? .ansi : .plain))
    let failing = matrix.failing(FTPClient.all.map(\.id).filter(named.contains))
    guard failing.isEmpty else {
      throw failure("not shown to work: \(code: failing.joined(separator: ", "))", .findings)
    }
  }
}

extension MatrixFormat: NamedChoice {}
