import Foundation
import Glibc
import TestSupport
import Testing
@testable import Emit
@testable import ftpsgate

/// What `lint` shows, and that the exit status does not depend on it.
@Suite(.timeLimited) struct DisplayTests {
  private let folder: ScratchFolder
  private static let plaintext = "<ftpServer><security><ssl controlChannelPolicy=\"SslAllow\" /></security></ftpServer>"

  init() throws {
    folder = try ScratchFolder()
    _ = try folder.write("a.config", file(sites: site("FTP", Self.plaintext)))
  }

  private func lint(_ options: String..., environment: [String: String] = [:]) throws -> ProgramRun {
    try run(
      Project.tool, ["lint", "a.config"] + options,
      environment: ["NO_COLOR": "", "FORCE_COLOR": "", "CLICOLOR_FORCE": ""].merging(environment) { $1 },
      folder: folder.url)
  }

  private func severities(_ output: String) -> Set<String> {
    Set(output.matches(of: /(?m)^(error|warning|note)\[/).map { String($0.output.1) })
  }

  @Test func theStatusIsAboutAllFindings() throws {
    let all = try lint("--fail-on", "note")
    #expect(severities(all.output) == ["error", "warning", "note"] && all.status == 1)
    for (options, status) in [(["--fail-on", "note"], Int32(1)), (["--fail-on", "never"], 0), ([], 1)] {
      let run = try run(
        Project.tool, ["lint", "a.config", "--min-severity", "error"] + options, environment: ["NO_COLOR": ""],
        folder: folder.url)
      #expect(severities(run.output) == ["error"] && run.status == status)
    }
    let notes = try lint("--select", "external-address-missing", "--fail-on", "note", "--min-severity", "error")
    #expect(notes.status == 1)
    #expect(notes.output == "no findings shown in 1 file (1 FTP site); not shown: 1 note\n")
    // Formats without a summary would fail without a word.
    let said = "1 file fails for findings that --min-severity does not show\n"
    #expect(notes.errors.hasPrefix(said))
    #expect(try !lint("--fail-on", "note", "--min-severity", "error").errors.contains(said))
  }

  @Test func quietSaysNothingButFindings() throws {
    _ = try folder.write("env/nsg.txt", "no description of anything")
    _ = try folder.write("env/groups.json", "{\"name\": \"nsg\", \"securityRules\": []}")
    let loud = try lint("--platform", "azure", "--environment", "env")
    #expect(loud.errors.contains("environment: ") && loud.errors.contains("not looked at: "))
    let quiet = try lint("--platform", "azure", "--environment", "env", "--quiet")
    #expect(quiet.errors.isEmpty && quiet.status == loud.status)
    #expect(
      loud.output.hasPrefix(quiet.output)
        && loud.output.dropFirst(quiet.output.count).contains(" in 1 file (1 FTP site)"))
    #expect(loud.output.dropFirst(quiet.output.count).filter { $0 == "\n" }.count == 1)
    let unread = try ftpsgate("lint", "--quiet", folder.url.path + "/missing.config")
    #expect(unread.status == 2 && unread.errors.contains("missing.config: "))
  }

  @Test func statisticsNeedAFormatWithRoomForThem() throws {
    let text = try lint("--statistics", "--select", "plaintext-control-channel")
    #expect(
      text.output.contains("\n\n1  warning  plaintext-control-channel\n\nno findings that count in 1 file (1 FTP site)")
    )
    for format in ReportFormat.allCases {
      let run = try lint("--statistics", "--format", format.name)
      #expect(run.status == (format.hasStatistics ? 1 : 64))
      #expect(
        format.hasStatistics
          || run.errors.contains("--format \(format) has no place for --statistics; text, concise and markdown have."))
    }
  }

  @Test func errorsFirst() throws {
    let sorted = try lint("--sort", "severity", "--format", "concise").output
    let found = sorted.matches(of: #/: (error|warning|note)\[/#).map { String($0.output.1) }
    #expect(Set(found).count == 3)
    let ranks = found.compactMap { ["error", "warning", "note"].firstIndex(of: $0) }
    #expect(ranks == ranks.sorted())
    #expect(try lint("--sort", "place", "--format", "concise").output == lint("--format", "concise").output)
  }

  // MARK: Colour

  @Test(
    arguments: [
      (["--color", "always"], [:], true), (["--color", "always"], ["NO_COLOR": "1"], true), ([], [:], false),
      (["--color", "auto"], [:], false), ([], ["FORCE_COLOR": "1"], true), ([], ["CLICOLOR_FORCE": "1"], true),
      ([], ["FORCE_COLOR": "0"], false), ([], ["CLICOLOR_FORCE": "0"], false),
      ([], ["FORCE_COLOR": "1", "NO_COLOR": "1"], false),
      (["--color", "never"], ["FORCE_COLOR": "1"], false), ([], ["FORCE_COLOR": "3", "TERM": "dumb"], true),
    ] as [([String], [String: String], Bool)])
  func colourOnAPipe(_ options: [String], _ environment: [String: String], _ isColoured: Bool) throws {
    let base = ["NO_COLOR": "", "FORCE_COLOR": "", "CLICOLOR_FORCE": ""]
    let run = try run(
      Project.tool, ["lint", "a.config"] + options, environment: base.merging(environment) { $1 }, folder: folder.url)
    #expect(run.output.contains("\u{1B}[") == isColoured)
    let plain = try lint().output
    #expect(run.output.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  /// Whoever forces colour means what is looked at, not a file.
  @Test func filesAreColouredOnRequestOnly() throws {
    let path = folder.url.path + "/report.txt"
    _ = try lint("--output", path, environment: ["FORCE_COLOR": "1"])
    #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("\u{1B}["))
    _ = try lint("--output", path, "--color", "always")
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("\u{1B}["))
  }

  // MARK: Terminals

  /// What the program writes to a terminal of so many columns.
  private func onATerminal(
    _ columns: UInt16, _ options: [String] = [], environment: [String: String] = [:]
  ) throws -> String {
    var (main, side): (Int32, Int32) = (0, 0)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(unsafe openpty(&main, &side, nil, nil, &size) == 0)
    let process = Process()
    process.executableURL = Project.tool
    process.arguments = ["lint", "a.config"] + options
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["NO_COLOR": "", "FORCE_COLOR": "", "CLICOLOR_FORCE": "", "TERM": "xterm"].merging(environment) { $1 }
    ) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(fileDescriptor: side)
    process.standardError = FileHandle.nullDevice
    try process.run()
    close(side)
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe read(main, &buffer, buffer.count)
      if count <= 0 { break }
      output += buffer.prefix(count)
    }
    close(main)
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  @Test(arguments: [(0, 80), (40, 80), (80, 80), (100, 100), (120, 120), (200, 120)])
  func textFitsTheTerminal(_ columns: UInt16, _ width: Int) throws {
    let output = try onATerminal(columns)
    #expect(output.contains("\u{1B}["))
    let text = output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    let lines = text.split(separator: "\n").map(String.init)
    let details = lines.filter { $0.contains("= ") || $0.contains("│") || $0.hasPrefix("     ") }
    #expect(details.count > 20 && details.allSatisfy { $0.count <= width })
    // The same words as in a pipe.
    func words(_ text: String) -> [Substring] { text.split { $0 == " " || $0 == "\n" || $0 == "│" } }
    if width == 120 { #expect(try words(text).count >= words(lint().output).count) }
    #expect(try onATerminal(columns, ["--color", "never"]) == text)
    #expect(try onATerminal(columns, environment: ["NO_COLOR": "1"]) == text)
  }

  @Test func aTerminalWithoutCapabilitiesHasNoColour() throws {
    #expect(try !onATerminal(80, environment: ["TERM": "dumb"]).contains("\u{1B}["))
  }
}
