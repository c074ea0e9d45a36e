import Emit
import Foundation
import Glibc
import TestSupport
import Testing

/// Several reports of one run: each is what a run for it alone writes.
@Suite(.timeLimited) struct SeveralReportsTests {
  private let folder: ScratchFolder
  private static let plaintext = "<ftpServer><security><ssl controlChannelPolicy=\"SslAllow\" /></security></ftpServer>"

  init() throws {
    folder = try ScratchFolder()
    _ = try folder.write("a.config", file(sites: site("FTP", Self.plaintext)))
    _ = try folder.write("b.config", "<configuration>")
  }

  private func lint(_ options: [String]) throws -> ProgramRun {
    try run(
      Project.tool, ["lint", "a.config", "b.config"] + options, environment: ["NO_COLOR": ""], folder: folder.url)
  }

  private func contents(_ name: String) throws -> String {
    try String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func eachIsWhatARunForItAloneWrites() throws {
    let files = ReportFormat.allCases.dropLast()
    let last = try #require(ReportFormat.allCases.last)
    let all = try lint(
      files.flatMap { ["--format", $0.name, "--output", "\($0.name).out"] } + ["--format", last.name])
    for format in ReportFormat.allCases {
      let alone = try lint(["--format", format.name])
      #expect(alone.status == all.status && alone.errors == all.errors)
      var text = format == last ? all.output : try contents("\(format.name).out")
      if format == .azurePipelines {
        // The comment of the same run is shown with it.
        let command = "##vso[task.uploadsummary]\(folder.url.path)/markdown.out\n"
        #expect(text.hasSuffix(command))
        text = String(text.dropLast(command.count))
      }
      #expect(text == alone.output, "\(format)")
    }
    #expect(Set(folder.names) == Set(["a.config", "b.config"] + files.map { "\($0.name).out" }))
  }

  /// The order of options is that of the reports, however they are mixed.
  @Test(arguments: [
    "--format json --output j --format sarif --output s", "--format json --format sarif --output j --output s",
    "--output j --output s --format json --format sarif",
  ])
  func theNthOutputBelongsToTheNthFormat(_ options: String) throws {
    let run = try lint(options.split(separator: " ").map(String.init))
    #expect(run.output.isEmpty)
    #expect(
      try contents("j").contains("\"columnKind\": \"unicodeCodePoints\",\n  \"tool\"")
        && contents("s").contains("sarif-2.1.0"))
  }

  /// Azure Pipelines reads a command as soon as it is written, and then the file must be there.
  @Test func theCommentIsThereWhenItIsNamed() throws {
    let script = """
      "$1" lint a.config --format markdown --output "$2" --format azure-pipelines | while read -r line; do
        case $line in '##vso[task.uploadsummary]'*) test -s "${line#*]}" && echo "there: $(head -c 11 "${line#*]}")";; esac
      done
      """
    let run = try run(
      URL(fileURLWithPath: "/bin/bash"), ["-c", script, "bash", Project.tool.path, "the comment.md"], folder: folder.url
    )
    #expect(run.output == "there: **ftpsgate:\n")
    #expect(try !lint(["--format", "azure-pipelines"]).output.contains("uploadsummary"))
    #expect(
      try lint(["--format", "json", "--output", "j", "--format", "azure-pipelines"]).output.contains("uploadsummary")
        == false)
  }

  @Test(arguments: [
    (
      "--format json --format text",
      "There are 2 --format and 0 --output: each format but the last needs a file of its own"
    ),
    ("--format json --format sarif --format text --output a", "There are 3 --format and 1 --output"),
    ("--output a --output b", "There are 2 --output for 1 --format: say one --format for each file."),
    ("--format json --output a --output b", "There are 2 --output for 1 --format"),
    ("--format json --output x --format text --output x", "Two reports cannot go to one file: 'x' is named twice."),
    ("--format json --output x --format text --output ./x", "Two reports cannot go to one file: './x' is named twice."),
    (
      "--format json --output old --format text --output link",
      "Two reports cannot go to one file: 'link' is named twice."
    ),
    ("--format json --output a.config --format text", "--output names an input file, which would be lost."),
    ("--format json --output x --format text --output b.config", "--output names an input file, which would be lost."),
    ("--format json --output - --format text", "--output names a file; leave it out for standard output"),
    ("--format json --output x --format sarif --statistics", "--format sarif has no place for --statistics"),
  ])
  func mistakesAreNamed(_ options: String, _ message: String) throws {
    _ = try folder.write("old", "old")
    try FileManager.default.createSymbolicLink(
      at: folder.url.appendingPathComponent("link"), withDestinationURL: folder.url.appendingPathComponent("old"))
    let run = try lint(options.split(separator: " ").map(String.init))
    #expect(run.status == 64 && run.errors.contains(message), "\(run.errors)")
    #expect(try contents("old") == "old" && !folder.names.contains("x"))
  }

  @Test func nothingIsLostInADevice() throws {
    let run = try lint(["--format", "json", "--output", "/dev/null", "--format", "sarif", "--output", "/dev/null"])
    #expect(run.status == 2 && run.output.isEmpty)
  }

  /// A report that cannot be written ends the run, and leaves no half of another.
  @Test func aFailureLeavesNoHalf() throws {
    _ = try folder.write("old", "old")
    let run = try lint(["--format", "json", "--output", "old", "--format", "text", "--output", "no/such/folder"])
    #expect(run.status == 2 && run.errors.contains("no/such/folder: cannot be written"))
    #expect(folder.names == ["a.config", "b.config", "old"])
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalLeavesNoHalfOfAny(_ signal: Int32) throws {
    let sites = (1...600).map { site("Site \($0)", id: $0, Self.plaintext) }.joined(separator: "\n")
    _ = try folder.write("large.config", file(sites: sites))
    try #require(unsafe mkfifo(folder.url.path + "/blocking", 0o600) == 0)
    let before = folder.names
    let path = folder.url.path
    var program = try InterruptibleProgram(
      Project.tool,
      [
        "lint", "\(path)/large.config", "\(path)/blocking", "--format", "text", "--output", "\(path)/one.txt",
        "--format",
        "github", "--output", "\(path)/two.txt",
      ])
    while program.isRunning, folder.names.count < before.count + 2 { sched_yield() }
    #expect(folder.names.count == before.count + 2)
    #expect(program.end(by: signal) == signal)
    #expect(folder.names == before)
  }
}
