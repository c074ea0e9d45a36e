import Emit
import Foundation
import Testing
import TestSupport

@testable import ftpsgate

/// What the program says of itself; `make test-dist` holds what a release says.
@Suite(.timeLimited) struct VersionTests {
  @Test func aBuildThatNamesNoCommitIsOneOfDevelopment() throws {
    let run = try ftpsgate("--version")
    #expect(run.status == 0 && run.output == "\(Tool.ftpsgate.version) (development)\n")
  }

  /// Two builds of one version write the same.
  @Test func scriptsNameTheVersionAlone() throws {
    let path = Project.root.appendingPathComponent("samples/azure-ftps/applicationHost.config").path
    let run = try ftpsgate("firewall", path, "--target", "azure-cli")
    #expect(run.output.contains("\n# Written by ftpsgate \(Tool.ftpsgate.version)\n"))
  }

  /// Whoever makes a new version measures it.
  @Test func theMeasuredFiguresAreThoseOfThisVersion() throws {
    let pages = try String(contentsOf: Project.root.appendingPathComponent("docs/performance.md"), encoding: .utf8)
    let measured = try #require(pages.split(separator: "\n").first { $0.hasPrefix("Version ") })
    let feature = Tool.ftpsgate.version.split(separator: ".").prefix(2).joined(separator: ".")
    #expect(measured.hasPrefix("Version \(feature).") && measured.contains(", commit "))
  }

  /// `make test-dist` types to real shells.
  @Test(arguments: ["bash", "zsh", "fish"]) func completionsAskTheProgramForNames(_ shell: String) throws {
    let script = try ftpsgate("--generate-completion-script", shell)
    #expect(script.status == 0 && script.output.contains("---completion lint -- --select"))
    let rules = try ftpsgate("---completion", "lint", "--", "--select", "0", "0")
    #expect(rules.output.contains("\nexternal-address-stale\n"))
    let clients = try ftpsgate("---completion", "matrix", "--", "--client", "0", "0")
    #expect(clients.output.contains("winscp\n"))
  }
}
