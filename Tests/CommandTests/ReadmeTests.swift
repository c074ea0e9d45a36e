import Emit
import Foundation
import Testing
import TestSupport

/// Every command that the README shows is run here, and its output is what the README says.
@Suite(.timeLimited) struct ReadmeTests {
  private let blocks: [(language: String, lines: [String])]

  init() throws {
    let text = try String(contentsOf: Project.root.appendingPathComponent("README.md"), encoding: .utf8)
    var blocks: [(String, [String])] = []
    var open: (String, [String])?
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if let block = open { blocks.append(block) }
        open = open == nil ? (String(line.dropFirst(3)), []) : nil
      } else {
        open?.1.append(line)
      }
    }
    self.blocks = blocks
  }

  @Test func consoleBlocksShowRealOutput() throws {
    var count = 0
    for block in blocks where block.language == "console" {
      for (command, expected) in commands(in: block.lines) {
        let run = try shell(command)
        #expect(run.output + run.errors == expected, "$ \(command)")
        count += 1
      }
    }
    #expect(count >= 2)
  }

  @Test func commandsInOtherBlocksSucceed() throws {
    var count = 0
    for block in blocks where block.language == "sh" || block.language == "yaml" {
      for line in block.lines {
        guard let start = line.range(of: "ftpsgate ") else { continue }
        let prefix = line[..<start.lowerBound].trimmingCharacters(in: .whitespaces)
        guard ["", "run:", "- run:", "- script:", "script:"].contains(prefix) else { continue }
        let run = try shell(String(line[start.lowerBound...]))
        #expect([0, 1].contains(run.status), "\(line): \(run.errors)")
        count += 1
      }
    }
    #expect(count >= 4)
  }

  @Test func everyFormatIsNamed() throws {
    let text = try String(contentsOf: Project.root.appendingPathComponent("README.md"), encoding: .utf8)
    let reports = ReportFormat.allCases.map { "`\($0.name)`" }
    #expect(text.contains("`--format` is \(reports.dropLast().joined(separator: ", ")) or \(reports.last ?? "");"))
    #expect(text.contains("`--format \(MatrixFormat.allCases.map(\.name).joined(separator: "|"))`"))
    for target in FirewallTarget.allCases { #expect(text.contains("--target \(target.name) "), "\(target)") }
  }

  @Test func theMakeTargetsExistAndContinuousIntegrationRunsThem() throws {
    let makefile = try String(contentsOf: Project.root.appendingPathComponent("Makefile"), encoding: .utf8)
    let script = try String(contentsOf: Project.root.appendingPathComponent(".ci/run"), encoding: .utf8)
    let shown = blocks.filter { $0.language == "sh" }.flatMap(\.lines).filter { $0.hasPrefix("make ") }
    #expect(shown.count >= 2)
    for line in shown {
      let target = line.dropFirst(5).prefix { $0 != " " }
      #expect(makefile.contains("\n\(target):"), "\(line)")
      #expect(script.contains("make \(target)"), "\(line)")
    }
  }

  /// The commands of a block, each with the lines that follow it.
  private func commands(in lines: [String]) -> [(command: String, output: String)] {
    var commands: [(command: String, output: String)] = []
    for line in lines {
      if line.hasPrefix("$ ") {
        commands.append((String(line.dropFirst(2)), ""))
      } else if !commands.isEmpty {
        commands[commands.count - 1].output += line + "\n"
      }
    }
    return commands
  }

  /// Runs a line as a reader would: the tool on the path, in a copy of the project's samples.
  private func shell(_ line: String) throws -> ProgramRun {
    let folder = try ScratchFolder()
    let manager = FileManager.default
    try manager.copyItem(
      at: Project.root.appendingPathComponent("samples"), to: folder.url.appendingPathComponent("samples"))
    try manager.copyItem(
      at: Project.root.appendingPathComponent("samples/azure-ftps/applicationHost.config"),
      to: folder.url.appendingPathComponent("applicationHost.config"))
    let path = Project.tool.deletingLastPathComponent().path
    return try run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", line],
      environment: ["PATH": path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")], folder: folder.url)
  }
}
