import Emit
import Foundation
import FuzzSupport
import Testing
import TestSupport

/// The built tool on folders of changed files: exit statuses in the contract, whole outputs or none, nothing left behind.
///
/// `FTPSGATE_FUZZ_SEED` says where the changes begin, and `FTPSGATE_FUZZ_FOLDERS` how many folders there are.
@Suite(.timeLimited) struct ToolTests {
  private static func setting(_ name: String, or usual: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? usual
  }

  private static var seeds: Range<UInt64> {
    let first = setting("FTPSGATE_FUZZ_SEED", or: 1)
    return first..<(first + setting("FTPSGATE_FUZZ_FOLDERS", or: 1))
  }

  private func folder(_ seed: UInt64) throws -> (ScratchFolder, names: [String]) {
    let folder = try ScratchFolder()
    var random = SplitMix(seed: seed)
    let names = try (0..<30).map { number in
      var mutator = Mutator(seed: random.next(), donors: Seeds.trees)
      _ = try folder.write("\(number).config", Data(mutator.mutateSeed()))
      return "\(number).config"
    }
    return (folder, names)
  }

  @Test(arguments: seeds) func linting(_ seed: UInt64) throws {
    let (folder, names) = try folder(seed)
    for format in ReportFormat.allCases.map(\.name) {
      let arguments = ["lint", "--format", format, "--output", "out"] + names
      var outputs: [Data] = []
      // Two processes hash differently, so an order that depends on a set would show.
      for _ in 0..<2 {
        let run = try run(Project.tool, arguments, folder: folder.url)
        #expect([0, 1, 2].contains(run.status), "seed \(seed), \(format): \(run.status) \(run.errors)")
        outputs.append(try Data(contentsOf: folder.url.appendingPathComponent("out")))
      }
      #expect(outputs[0] == outputs[1], "seed \(seed), \(format)")
      if format == "json" || format == "sarif" {
        #expect(throws: Never.self, "seed \(seed)") { try JSONSerialization.jsonObject(with: outputs[0]) }
      }
    }
    #expect(Set(folder.names) == Set(names + ["out"]))
  }

  @Test(arguments: seeds) func writing(_ seed: UInt64) throws {
    let (folder, names) = try folder(seed)
    for (index, name) in names.enumerated() {
      let arguments = [
        ["firewall", name, "--target", "powershell"], ["firewall", name, "--target", "netsh", "--allow-dynamic-range"],
        ["firewall", name, "--target", "azure-cli"], ["firewall", name, "--target", "nftables"],
        ["notes", name, "--allow-dynamic-range"],
      ][index % 5]
      let run = try run(Project.tool, arguments + ["--output", "out"], folder: folder.url)
      #expect([0, 1, 2].contains(run.status), "seed \(seed), \(arguments): \(run.status) \(run.errors)")
      #expect((run.status == 0) == folder.names.contains("out"), "seed \(seed), \(arguments)")
      #expect(run.output.isEmpty && run.errors.isEmpty == (run.status == 0), "seed \(seed), \(arguments)")
      try? FileManager.default.removeItem(at: folder.url.appendingPathComponent("out"))
    }
    #expect(Set(folder.names) == Set(names))
  }
}
