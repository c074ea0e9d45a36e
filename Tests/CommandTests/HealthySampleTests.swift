import Foundation
import Testing
import TestSupport

/// Servers in which nothing is wrong: whoever has one of these gets no alarm.
@Suite(.timeLimited) struct HealthySampleTests {
  private static let folder = Project.root.appendingPathComponent("samples/healthy")
  static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []

  /// The arguments for a sample: `options` has what the user says, `environment` what files tell.
  private func arguments(_ name: String) throws -> [String] {
    let folder = Self.folder.appendingPathComponent(name)
    let options = try String(contentsOf: folder.appendingPathComponent("options"), encoding: .utf8)
    let environment = folder.appendingPathComponent("environment").path
    return [folder.appendingPathComponent("applicationHost.config").path]
      + options.split(whereSeparator: \.isWhitespace).map(String.init)
      + (FileManager.default.fileExists(atPath: environment) ? ["--environment", environment] : [])
  }

  /// The rules that warn of what is no fault of the server: `limits` has what the vendor documents as not working.
  private func limits(_ name: String) throws -> [String] {
    let file = Self.folder.appendingPathComponent(name).appendingPathComponent("limits")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    return try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isWhitespace).map(String.init)
  }

  @Test func thereAreSome() {
    #expect(Self.names.count >= 16)
  }

  @Test(arguments: names) func noFindingIsAboveANote(_ name: String) throws {
    let run = try run(Project.tool, ["lint", "--format", "github"] + arguments(name))
    #expect(run.status == 0, "\(run.output)")
    #expect(!run.output.contains("::error"), "\(run.output)")
    let warnings = run.output.split(separator: "\n").filter { $0.hasPrefix("::warning") }
    let limits = try limits(name)
    for limit in limits { #expect(warnings.contains { $0.contains("title=\(limit)::") }, "\(run.output)") }
    #expect(
      warnings.allSatisfy { warning in limits.contains { warning.contains("title=\($0)::") } }, "\(run.output)")
    #expect(!run.errors.contains("skipped") && !run.errors.contains("error"), "\(run.errors)")
  }

  /// Where all filters are described, WinSCP works in every mode, and nobody fails but for a fault of the client: fsspec's
  /// data connections are clear text after implicit TLS.
  @Test(arguments: [
    "avnm-allow", "avnm-always-allow", "azure-static-address", "dual-stack", "group-policy-firewall", "nat-gateway",
    "self-signed-inside",
  ])
  func whatIsDescribedIsShownToWork(_ name: String) throws {
    let run = try run(Project.tool, ["matrix", "--require-client", "winscp", "--format", "json"] + arguments(name))
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    let rows = run.output.split(separator: "\n").filter { !$0.contains(#"{"client": "fsspec-ftp""#) }
    #expect(!rows.contains { $0.contains(#""verdict": "fails""#) }, "\(run.output)")
  }
}
