internal import NetworkModel
internal import Emit
internal import Foundation
internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Rules

/// Some bytes, and what the program makes of them.
package struct Subject {
  let bytes: [UInt8]
  let report: FileReport
  /// The report in each format.
  let outputs: [ReportFormat: [UInt8]]
  /// Everything that is written for administrators to run or read: each dialect's scripts, and the notes.
  let writings: [Writing]
  /// How many seconds linting and reporting took.
  let seconds: Double
  let configuration: Configuration?
  /// Whether the bytes are an `applicationHost.config`.
  package var wasRead: Bool { report.wasRead }
  /// Stands for the user: what he says of the server, and which options he gives.
  private let choice: UInt64
  static let tool = Tool(name: "ftpsgate", version: "0.0.0")

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    choice = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let stopwatch = Stopwatch()
    report = Self.lint(bytes, choice)
    outputs = Self.outputs(report)
    seconds = stopwatch.seconds
    configuration = try? ConfigurationReader.read(report.source)
    writings = Self.writings(bytes, configuration, choice)
  }

  /// A script or the notes.
  struct Writing: Equatable {
    let name: String
    let text: String
  }

  /// The same options, other bytes.
  func report(on bytes: [UInt8]) -> FileReport {
    Self.lint(bytes, choice)
  }

  private static func lint(_ bytes: [UInt8], _ choice: UInt64) -> FileReport {
    Lint(rules: Rule.all, deployment: deployment(choice)).run(
      SourceFile(path: "applicationHost.config", bytes: bytes))
  }

  private static func deployment(_ choice: UInt64) -> DeploymentOptions {
    var random = SplitMix(seed: choice)
    guard !random.once(in: 3) else { return DeploymentOptions() }
    return DeploymentOptions(
      platform: random.one(of: [nil, .azure]),
      publicAddresses: random.one(of: [[], [.init(104, 41, 173, 83)], [.init(10, 0, 0, 4)]]),
      allocation: random.one(of: [nil, .static, .dynamic]),
      externalAddress: random.one(of: DeploymentOptions.ExternalAddressIntent.allCases),
      requiresFTP: random.once(in: 2),
      requiresImplicit: random.once(in: 2), requiresExplicit: random.once(in: 2))
  }

  /// The report in each format; SARIF describes only the rules that spoke, as their texts are longer than most files.
  private static func outputs(_ report: FileReport) -> [ReportFormat: [UInt8]] {
    let spoken = Set(report.findings.map(\.rule))
    let rules = Rule.all.filter { spoken.contains($0.id) }
    return Dictionary(
      uniqueKeysWithValues: ReportFormat.allCases.map { format in
        (format, write(report, format.reporter(ReportContext(tool: tool, rules: rules))))
      })
  }

  private static func write(_ report: FileReport, _ reporter: any Reporter) -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = ReportWriter(reporter) { bytes += $0 }
    writer.add(reporter.part(on: report))
    writer.finish()
    return bytes
  }

  private static func writings(_ bytes: [UInt8], _ configuration: Configuration?, _ choice: UInt64) -> [Writing] {
    guard let configuration else { return [] }
    var random = SplitMix(seed: choice &+ 1)
    let name = random.one(of: configuration.ftpSites.map(\.name) + [""])
    var options = FirewallPlan.Options(
      sites: random.once(in: 4) ? [name] : [], passiveOnly: random.once(in: 4), allowsDynamicRange: !random.once(in: 4))
    let clients = ["internet", "private", "203.0.113.0/24", "2001:db8::/32", "service-tag:AzureCloud"]
    if random.once(in: 2) { options.clients = [random.one(of: clients)].compactMap { ClientSource($0) } }
    guard let plan = try? FirewallPlan(configuration, options: options) else { return [] }
    let header = ScriptHeader(tool: tool, inputName: name)
    var writings = [Writing(name: "notes", text: Notes.write(plan, inputName: name, tool: tool))]
    for target in FirewallTarget.allCases {
      for (shipped, remove) in [(false, false), (false, true), (true, false), (true, true)] {
        guard !shipped || target.capabilities.predefinedRules else { continue }
        let script = try? FirewallScript.write(
          plan, target: target, header: header, predefinedRules: shipped, remove: remove)
        if let script { writings.append(Writing(name: target.rawValue, text: script)) }
      }
    }
    return writings
  }

  /// What is said of a reply to PASV, one that the bytes may even hold.
  func passiveReply() -> String? {
    let found = try? PassiveReply(String(decoding: bytes.prefix(200), as: UTF8.self))
    let reply = try? found ?? PassiveReply("227 (10,0,0,4,200,1)")
    return reply.map { PassiveReplyText($0, configuration).text }
  }
}

/// How long something takes: in processor time or on the clock, whichever is less.
///
/// A busy machine makes the clock run, other tests in the process use the processor; a hang makes both grow.
struct Stopwatch {
  private let processor = seconds(CLOCK_PROCESS_CPUTIME_ID)
  private let clock = seconds(CLOCK_MONOTONIC)

  var seconds: Double {
    min(Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - processor, Self.seconds(CLOCK_MONOTONIC) - clock)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
