import Foundation
import Testing
import TestSupport
@testable import ftpsgate

/// Names are bytes to the system, and need not be UTF-8.
@Suite(.timeLimited) struct FileNameTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  /// `ÿ` and `þ` in Latin-1, which no UTF-8 has.
  private func shell(_ script: String) throws -> ProgramRun {
    let text = file(sites: site())
    _ = try folder.write("plain.config", text)
    return try run(
      URL(fileURLWithPath: "/bin/bash"),
      ["-c", "cd \"$2\"; one=$'\\xff'; other=$'\\xfe'; \(script)", "bash", Project.tool.path, folder.url.path])
  }

  @Test func aFileIsReadWhateverItsName() throws {
    let run = try shell(
      "cp plain.config a$one.config; cp plain.config a$other.config; \"$1\" a$one.config a$other.config")
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.output.contains("┌─ a\u{FFFD}.config:") && run.output.contains("in 2 files (2 FTP sites)"))
  }

  @Test func aFolderIsSearchedWhateverItsName() throws {
    let run = try shell(
      "mkdir -p top/$one top/$other; cp plain.config top/$one/applicationHost.config; "
        + "cp plain.config top/$other/ApplicationHost.config; \"$1\" top --format json")
    #expect(run.status == 1, "\(run.errors)")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let files = try #require(report["files"] as? [[String: Any]])
    #expect(
      files.map { $0["path"] as? String } == [
        "top/\u{FFFD}/ApplicationHost.config", "top/\u{FFFD}/applicationHost.config",
      ])
  }

  @Test func anOutputIsWrittenWhateverItsName() throws {
    let run = try shell(
      "\"$1\" plain.config --output report$one || true; test -s report$one && ls | grep -c ftpsgate; echo end")
    #expect(run.output == "0\nend\n", "\(run.errors)")
  }

  @Test func aNameThatIsNotThereIsShownReadably() throws {
    let run = try shell("\"$1\" none$one.config")
    #expect(run.status == 2)
    #expect(run.errors.contains("none\u{FFFD}.config: the file cannot be read: No such file"))
  }

  @Test(
    arguments: [
      [], [0x61], [0xFF], [0xFE, 0xFF], [0xC3, 0xA9], [0xC3], [0xE6, 0x97, 0xA5], [0xE6, 0x97], [0xED, 0xA0, 0x80],
      [0xF4, 0x8F, 0xBC, 0x80], [0xF4, 0x8F, 0xBB, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], [0x61, 0x80, 0x62],
      Array(1...255),
    ] as [[UInt8]])
  func argumentsSurviveTheParser(_ bytes: [UInt8]) {
    #expect(RawArgument.bytes(of: RawArgument.text(of: bytes)) == bytes)
  }

  @Test func argumentsInUTF8StayWhatTheyAre() {
    for text in ["", "applicationHost.config", "日本/é\u{301} 😀\u{10FEFF}"] {
      #expect(RawArgument.text(of: Array(text.utf8)).unicodeScalars.elementsEqual(text.unicodeScalars))
    }
  }
}
