import Emit
import Foundation
import Glibc
import Testing
import TestSupport
@testable import ftpsgate

private let plaintext = "<ftpServer><security><ssl controlChannelPolicy=\"SslAllow\" /></security></ftpServer>"

/// A configuration with so many findings that its report fills any pipe and buffer.
private let large = file(sites: (1...600).map { site("Site \($0)", id: $0, plaintext) }.joined(separator: "\n"))

/// What happens to the tool when its streams end early, or a signal does.
@Suite(.timeLimited) struct StreamTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  private func shell(_ script: String, _ arguments: String...) throws -> ProgramRun {
    try run(URL(fileURLWithPath: "/bin/bash"), ["-c", script, "bash", Project.tool.path] + arguments)
  }

  // MARK: Closed streams

  @Test(arguments: ReportFormat.allCases.map(\.name), ["", "trap '' PIPE; "])
  func aReaderThatGoesAwayEndsTheProgramQuietly(_ format: String, _ ignoring: String) throws {
    let path = try folder.write("applicationHost.config", large)
    let run = try shell("\(ignoring)\"$1\" lint --format \(format) \"$2\" | true; exit ${PIPESTATUS[0]}", path)
    #expect(run.status == 128 + SIGPIPE)
    #expect(run.errors.isEmpty)
  }

  @Test func aReaderThatGoesAwayEndsALongRunQuietly() throws {
    for number in 0..<20 { _ = try folder.write("\(number)/applicationHost.config", large) }
    let run = try shell("\"$1\" \"$2\" | head -1; exit ${PIPESTATUS[0]}", folder.url.path)
    #expect(run.status == 128 + SIGPIPE)
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(run.errors.isEmpty)
  }

  @Test func aClosedStandardErrorStopsNothing() throws {
    let path = try folder.write("applicationHost.config", "<configuration>")
    let closed = try shell("\"$1\" \"$2\" 2>&-", path)
    #expect(closed.status == 2 && closed.output.contains("1 error in 1 file"))
    let gone = try shell("{ \"$1\" \"$2\" 2>&1 >&3 | true; } 3>&1; exit ${PIPESTATUS[0]}", path)
    #expect(gone.output.contains("1 error in 1 file"))
  }

  @Test func noFileTakesThePlaceOfAClosedStream() throws {
    let broken = try folder.write("applicationHost.config", "<configuration>")
    let report = folder.url.path + "/report.txt"
    let run = try shell("\"$1\" \"$2\" --output \"$3\" <&- >&- 2>&-", broken, report)
    #expect(run.status == 2)
    #expect(try String(contentsOfFile: report, encoding: .utf8).hasPrefix("error[malformed-xml]"))
    #expect(try shell("\"$1\" - <&-").output.contains("the file cannot be read"))
    let unwritten = try shell("\"$1\" rules >&-")
    #expect(unwritten.status == 2 && unwritten.errors.contains("cannot be written"))
  }

  @Test(arguments: ["--help", "--version", "lint --help", "help firewall"]) func helpThatIsLostIsAFailure(
    _ arguments: String
  ) throws {
    let full = try shell("\"$1\" \(arguments) > /dev/full")
    #expect(full.status == 2 && full.errors.contains("standard output: cannot be written: No space left"))
    let closed = try shell("\"$1\" \(arguments) | true; exit ${PIPESTATUS[0]}")
    #expect([0, 128 + SIGPIPE].contains(closed.status) && closed.errors.isEmpty)
  }

  /// Whoever starts the program may have left its streams non-blocking, as Node.js does with pipes.
  @Test func aNonBlockingOutputIsWaitedFor() throws {
    var ends: [Int32] = [0, 0]
    try #require(unsafe pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    defer { close(reading) }
    try #require(fcntl(writing, F_SETFL, fcntl(writing, F_GETFL) | O_NONBLOCK) == 0)
    let size = 1 << 20
    let writer = Thread {
      try? SystemFile.write([UInt8](repeating: 1, count: size), to: writing)
      close(writing)
    }
    writer.start()
    // Nothing is taken before there is no more room, and then so little that there is none for a while.
    var waiting: Int32 = 0
    while waiting < 1 << 16 { try #require(unsafe ioctl(reading, UInt(FIONREAD), &waiting) == 0) }
    var received = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(reading, &buffer, received < 4000 ? 1 : buffer.count)
      if count <= 0 { break }
      received += count
    }
    #expect(received == size)
  }

  @Test func aLimitOnTheSizeOfFilesIsAFailure() throws {
    let path = try folder.write("applicationHost.config", large)
    let report = try folder.write("report.txt", "the old report")
    let script = "ulimit -f 1; \"$1\" lint --format sarif \"$2\" "
    let run = try shell(script + "--output \"$3\"", path, report)
    #expect(run.status == 2 && run.errors.contains("report.txt: cannot be written: File too large"), "\(run.errors)")
    #expect(folder.names == ["applicationHost.config", "report.txt"])
    #expect(try String(contentsOfFile: report, encoding: .utf8) == "the old report")
    #expect(try shell(script + "> \"$3\"", path, folder.url.path + "/out").status == 2)
  }

  // MARK: Standard input

  @Test func standardInputLeavesNoFileBehind() throws {
    let none = folder.url.path + "/none"
    let run = try shell(
      "cd \"$2\"; export TMPDIR=\"$2/none\"; cat | \"$1\" lint - <<<'<configuration/>'", folder.url.path)
    #expect(run.status == 2)
    #expect(folder.names.isEmpty && !FileManager.default.fileExists(atPath: none))
  }

  // MARK: Signals

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func aSignalLeavesNoHalfOfAnOutput(_ signal: Int32) async throws {
    let first = try folder.write("applicationHost.config", large)
    let old = try folder.write("report.txt", "the old report")
    let run = try interrupted([first, try blockingInput(), "--output", old], by: signal)
    #expect(run == signal)
    #expect(folder.names == ["applicationHost.config", "blocking", "report.txt"])
    #expect(try String(contentsOfFile: old, encoding: .utf8) == "the old report")
  }

  @Test func aSignalThatWasIgnoredStaysIgnored() throws {
    let path = try folder.write("applicationHost.config", large)
    let report = folder.url.path + "/report.txt"
    // The shell sends the signal when the report of the first file has been begun, and only then ends the second.
    let run = try shell(
      """
      trap '' HUP
      mkfifo "$2/blocking"
      "$1" lint "$3" "$2/blocking" --output "$4" & tool=$!
      until ls "$2" | grep -q report.txt.ftpsgate; do :; done
      kill -HUP $tool
      echo '<configuration/>' > "$2/blocking"
      wait $tool
      """, folder.url.path, path, report)
    #expect(run.status == 2)
    #expect(folder.names == ["applicationHost.config", "blocking", "report.txt"])
  }

  /// A named pipe that nobody writes to.
  private func blockingInput() throws -> String {
    let path = folder.url.path + "/blocking"
    try #require(unsafe mkfifo(path, 0o600) == 0)
    return path
  }

  /// Runs `lint`, sends the signal as soon as there is a temporary file, and gives the signal that ended the program.
  private func interrupted(_ arguments: [String], by signal: Int32) throws -> Int32? {
    var program = try InterruptibleProgram(Project.tool, ["lint"] + arguments)
    while program.isRunning, !folder.names.contains(where: { $0.hasPrefix("report.txt.ftpsgate-") }) {
      sched_yield()
    }
    return program.end(by: signal)
  }

  /// A run that was killed leaves its file behind, and in a container the next one has the same number.
  @Test func whatAKilledRunLeftIsNotInTheWay() throws {
    let folder = try ScratchFolder()
    let left = try folder.write("report.txt.ftpsgate-\(getpid())", "left")
    let output = try OutputFile(FilePath(Array(folder.url.appendingPathComponent("report.txt").path.utf8)))
    try output.write(Array("new".utf8))
    try output.finish()
    #expect(try String(contentsOf: folder.url.appendingPathComponent("report.txt"), encoding: .utf8) == "new")
    #expect(try String(contentsOfFile: left, encoding: .utf8) == "left")
  }
}
