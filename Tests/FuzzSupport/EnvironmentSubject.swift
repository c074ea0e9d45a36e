internal import Emit
internal import Environment
internal import Foundation
internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Rules

/// Some bytes as a file of the environment around a sound server, and what the program makes of them.
package struct EnvironmentSubject {
  private let bytes: [UInt8]
  private let environment: ServerEnvironment
  private let outputs: Outputs
  private let seconds: Double

  /// What is written.
  private struct Outputs: Equatable {
    var reports: [ReportFormat: [UInt8]] = [:]
    var matrices: [MatrixFormat: [UInt8]] = [:]
    var findings = 0
  }

  /// Whether the bytes were taken for something that tells of an environment.
  package var wasRead: Bool { environment.files.contains { $0.kind != nil && $0.kind?.id != "iis-configuration" } }

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let stopwatch = Stopwatch()
    environment = EnvironmentReader.read([("environment", bytes)])
    let isKnown = environment.files.contains { $0.kind != nil && $0.kind?.id != "iis-configuration" }
    outputs = isKnown ? Self.outputs(environment) : Outputs()
    seconds = stopwatch.seconds
  }

  /// A server that is bound to both ports and has a passive range, an external address and a certificate.
  private static let server = """
    <configuration><system.applicationHost><sites><site name="FTP" id="1"><application path="/"><virtualDirectory path="/" physicalPath="D:\\Ftp" /></application><bindings>
    <binding protocol="ftp" bindingInformation="*:21:" /><binding protocol="ftp" bindingInformation="*:990:" />
    </bindings><ftpServer><security>
    <ssl serverCertHash="9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7" />
    <authentication><basicAuthentication enabled="true" /></authentication></security>
    <firewallSupport externalIp4Address="20.40.60.80" /></ftpServer></site></sites></system.applicationHost>
    <system.ftpServer><firewallSupport lowDataChannelPort="40000" highDataChannelPort="40099" />
    <security><authorization><add accessType="Allow" users="*" permissions="Read" /></authorization></security>
    </system.ftpServer></configuration>
    """

  private static func outputs(_ environment: ServerEnvironment) -> Outputs {
    var outputs = Outputs()
    let source = SourceFile(path: "applicationHost.config", bytes: Array(server.utf8))
    let rules = Rule.all.filter { $0.topic == .environment || $0.topic == .passivePorts }
    let report = Lint(rules: rules, deployment: DeploymentOptions(), environment: environment).run(source)
    outputs.findings = report.findings.count
    for format in ReportFormat.allCases {
      var bytes: [UInt8] = []
      let reporter = format.reporter(ReportContext(tool: Subject.tool, rules: rules))
      var writer = ReportWriter(reporter) { bytes += $0 }
      writer.add(reporter.part(on: report))
      writer.finish()
      outputs.reports[format] = bytes
    }
    guard let configuration = try? ConfigurationReader.read(source) else { return outputs }
    let simulation = Simulation(configuration, environment: environment)
    let clients = FTPClient.all.filter { ["winscp", "curl", "gvfs-ftp"].contains($0.id) }
    let matrix = ConnectionMatrix(simulation, sites: configuration.ftpSites, clients: clients)
    for format in MatrixFormat.allCases { outputs.matrices[format] = format.render(matrix) }
    return outputs
  }
}

extension EnvironmentSubject {
  /// Holds every ``Property`` that concerns an environment against the bytes.
  package func check() throws(Broken) {
    try require(seconds <= TimeLimit.seconds(for: bytes.count), .time, "\(seconds) seconds for \(bytes.count) bytes")
    try checkRanges()
    guard wasRead else { return }
    try checkJSON()
    for (format, output) in outputs.reports { try requireHarmless(output, "\(format)") }
    for (format, output) in outputs.matrices { try requireHarmless(output, "\(format)") }
    try require(outputs == EnvironmentSubject(bytes).outputs, .repeatable, "an output differs")
  }

  private func checkRanges() throws(Broken) {
    for file in environment.files {
      let text = file.source.text
      for range in file.problems.compactMap(\.range) {
        try require(range.start <= range.end && range.end <= text.count, .ranges, "\(range) of \(text.count) bytes")
      }
    }
  }

  private func checkJSON() throws(Broken) {
    let report = try? JSONSerialization.jsonObject(with: Data(outputs.reports[.json, default: []])) as? [String: Any]
    let findings = report?["findings"] as? [[String: Any]]
    try require(findings?.count == outputs.findings, .json, "JSON has \(findings?.count ?? -1) findings")
    let matrix = try? JSONSerialization.jsonObject(with: Data(outputs.matrices[.json, default: []])) as? [String: Any]
    try require((matrix?["sites"] as? [Any])?.count == 1, .json, "the matrix is no JSON")
  }
}
