public import ArgumentParser
internal import Emit
internal import IISConfiguration
public import Reachability
internal import Text

struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Follow one session of a client step by step.",
    discussion: """
      Each step is shown with all that it was held against, and the place in the file that decided. Exit status: 0 if \
      the client gets a listing; 1 if it does not, or if something is missing to tell; 2 an input could not be read; \
      64 a mistake in the command line.
      """)

  @Argument(help: "An applicationHost.config, a folder with one, or - for standard input.")
  var path: FilePath

  @Option(
    help: ArgumentHelp("The client, as 'ftpsgate help matrix' lists them.", valueName: "id"), completion: .clients)
  var client: String

  @Option(
    help: ArgumentHelp(
      "How TLS begins and which side makes data connections: \(SessionMode.all.map(\.description).joined(separator: ", ")).",
      valueName: "mode"))
  var mode = SessionMode(.explicit, .passive)

  @Option(help: "How to write the trace.")
  var format = AnswerFormat.text

  @OptionGroup var simulation: SimulationOptions

  func validate() throws {
    _ = try findClient(client)
  }

  func run() throws {
    let simulated = try simulation.simulation(of: path, simulation.policies.policy(for: path))
    let sites = try simulation.sites(in: simulated.server.configuration)
    guard let site = sites.first, sites.count == 1 else {
      throw failure(
        "there are \(sites.count) FTP sites to trace a session with: \(list: sites.prefix(10).map { "\(quoted: $0.name)" })",
        help: "name one with --site", .usage)
    }
    let style: TextStyle = Terminal.takesColour(SystemFile.standardOutput) ? .ansi : .plain
    let trace = TraceText(simulated, try findClient(client), mode, site, style: style)
    try Output(path: nil).finish(format == .json ? trace.json : Array(trace.text.utf8))
    if !trace.verdict.isWorking { throw ExitCode.findings }
  }
}

extension SessionMode: ExpressibleByArgument {
  /// Reads a word such as `explicit-passive`.
  public init?(argument: String) {
    self.init(argument)
  }
}
