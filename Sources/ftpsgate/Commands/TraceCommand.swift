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
      "How TLS begins and which side makes data connections.",
      valueName: "mode"))
  var mode = SessionMode(.explicit, .passive)

  @Option(help: "How to write the trace; svg is a picture of the way of both connections.")
  var format = TraceFormat.text

  @Option(help: ArgumentHelp("Write the trace to a file instead of standard output.", valueName: "file"))
  var output: FilePath?

  @OptionGroup var simulation: SimulationOptions

  func validate() throws {
    _ = try findClient(client)
    try InputFiles(maximumSize: simulation.limits.maximumBytes)
      .check(output, isNoneOf: [path] + simulation.surroundings.place.environmentFiles)
  }

  func run() throws {
    let simulated = try simulation.simulation(of: path, simulation.policies.policy(for: path))
    let sites = try simulation.sites(in: simulated.server.configuration)
    guard let site = sites.first, sites.count == 1 else {
      throw failure(
        "there are \(sites.count) FTP sites to trace a session with: \(list: sites.prefix(10).map { "\(quoted: $0.name)" })",
        help: "name one with --site", .usage)
    }
    let isColoured = output == nil && Terminal.takesColour(SystemFile.standardOutput)
    let trace = TraceText(simulated, try findClient(client), mode, site, style: isColoured ? .ansi : .plain)
    try Output(path: output).finish(format.bytes(of: trace))
    if !trace.verdict.isWorking { throw ExitCode.findings }
  }
}

/// In which form a trace is written.
enum TraceFormat: String, NamedChoice {
  case text, json, svg

  /// The trace in this form.
  func bytes(of trace: TraceText) -> [UInt8] {
    switch self {
    case .text: Array(trace.text.utf8)
    case .json: trace.json
    case .svg: trace.svg
    }
  }
}

extension SessionMode: ExpressibleByArgument {
  /// Reads a word such as `explicit-passive`.
  public init?(argument: String) {
    self.init(argument)
  }

  /// The words.
  public static var allValueStrings: [String] { all.map(\.description) }
}
