import Foundation
import Glibc
import TestSupport
import Testing

/// A new file in the place of an old one belongs to the same people, who may do the same with it.
@Suite(.timeLimited) struct FileRightsTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    _ = try folder.write("a.config", file(sites: site()))
    _ = try folder.write("report.txt", "the old report")
  }

  /// Runs a script in the folder; `$1` is the tool.
  private func shell(_ script: String) throws -> ProgramRun {
    try run(URL(fileURLWithPath: "/bin/bash"), ["-c", script, "bash", Project.tool.path], folder: folder.url)
  }

  /// Only the administrator gives files to others; in CI he runs the tests.
  private func mayChangeOwners() throws -> Bool {
    if geteuid() != 0 { try #require(ProcessInfo.processInfo.environment["CI"] == nil) }
    return geteuid() == 0
  }

  @Test(arguments: [0o600, 0o640, 0o666, 0o6755, 0o1644]) func permissionsAreKeptAndNoneThatMakeAProgramTheOwners(
    _ mode: Int
  ) throws {
    let run = try shell(
      "chmod \(String(mode, radix: 8)) report.txt; \"$1\" lint a.config --output report.txt; stat -c %a report.txt")
    #expect(run.output == String(mode & 0o777, radix: 8) + "\n", "\(run.errors)")
  }

  @Test func ownerAndGroupAreKept() throws {
    guard try mayChangeOwners() else { return }
    let run = try shell(
      "chown 54321:12345 report.txt; chmod 640 report.txt; \"$1\" lint a.config --output report.txt; stat -c %u:%g:%a *.txt"
    )
    #expect(run.output == "54321:12345:640\n", "\(run.errors)")
  }

  @Test func whatCannotBeKeptIsNotReplaced() throws {
    guard try mayChangeOwners() else { return }
    let run = try shell(
      """
      chmod 777 .; chmod 666 report.txt; cp "$1" tool; chmod 755 tool
      setpriv --reuid 54321 --regid 54321 --clear-groups ./tool lint a.config --output report.txt
      echo $?; cat report.txt; ls
      """)
    #expect(run.output == "2\nthe old reporta.config\nreport.txt\ntool\n", "\(run.output)")
    #expect(run.errors.contains("report.txt: cannot be written: its owner and group cannot be kept"), "\(run.errors)")
  }
}
