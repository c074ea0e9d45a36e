import Foundation
import Testing
import TestSupport

/// The script that collects a server's files, which nobody can run here.
@Suite(.timeLimited) struct CollectionScriptTests {
  private static let script = Project.root.appendingPathComponent("samples/collect/Export-FtpsEnvironment.ps1")

  @Test func isPlainASCII() throws {
    let bytes = try Data(contentsOf: Self.script)
    #expect(bytes.allSatisfy { $0 == 0x0A || 0x20...0x7E ~= $0 })
  }

  /// Three parsers, and a table of the commands that only read.
  @Test(.needsCheckers)
  func parsersAgreeAndItOnlyReads() throws {
    let checker = Project.root.appendingPathComponent("Tests/Checkers/check_collection.py").path
    let python = try #require(Project.checkers)
    let good = try run(python, [checker, Self.script.path])
    #expect(good.status == 0, "\(good.output)\(good.errors)")
    let text = try String(contentsOf: Self.script, encoding: .utf8)
    let faults = [
      ("'export'", "'delete'"), ("'show', 'dynamicport'", "'set', 'dynamicport'"), ("Copy-Item", "Move-Item"),
      ("@('int',", "@('int'"), ("& $Action", "& $Folder"), ("-LiteralPath", "-LiteralPth"),
    ]
    let folder = try ScratchFolder()
    for (index, fault) in faults.enumerated() {
      let path = try folder.write("\(index).ps1", text.replacing(fault.0, with: fault.1))
      #expect(try run(python, [checker, path]).status == 1, "\(fault.0) → \(fault.1)")
    }
  }
}
