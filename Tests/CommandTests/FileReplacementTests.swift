import Foundation
import TestSupport
import Testing
@testable import ftpsgate

/// A file is replaced only as long as it is the one that was read.
@Suite(.timeLimited) struct FileReplacementTests {
  private let folder: ScratchFolder
  private let path: FilePath

  init() throws {
    folder = try ScratchFolder()
    path = FilePath(Array(try folder.write("a.config", "old").utf8))
  }

  private func contents(_ name: String) throws -> String {
    try String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
  }

  private func replace(after change: () throws -> Void) throws -> String? {
    let replacement = FileReplacement(of: path, FileIdentity(of: path), Array("old".utf8))
    try change()
    do throws(SystemError) {
      _ = try replacement.replace(by: Array("new".utf8))
      return nil
    } catch {
      return error.message
    }
  }

  @Test func anUnchangedFileIsReplaced() throws {
    #expect(try replace {} == nil)
    #expect(try contents("a.config") == "new" && contents("a.config.bak") == "old")
  }

  @Test func otherContentsAreLeftAlone() throws {
    let message = try replace { _ = try folder.write("a.config", "somebody else's") }
    #expect(message?.contains("somebody has changed it since it was read") == true)
    #expect(try contents("a.config") == "somebody else's" && folder.names == ["a.config"])
  }

  /// The same contents in another file: whoever writes as this does has replaced it.
  @Test func anotherFileOfTheSameContentsIsLeftAlone() throws {
    let message = try replace {
      _ = try folder.write("b.config", "old")
      let other = folder.url.appendingPathComponent("b.config").path
      try #require(unsafe rename(other, folder.url.appendingPathComponent("a.config").path) == 0)
    }
    #expect(message?.contains("somebody has changed it") == true && folder.names == ["a.config"])
  }

  @Test func aFileThatIsGoneStaysGone() throws {
    let message = try replace { try FileManager.default.removeItem(at: folder.url.appendingPathComponent("a.config")) }
    #expect(message != nil && folder.names.isEmpty)
  }

  @Test func backupsAreCounted() throws {
    for name in ["a.config.bak", "a.config.bak.1", "a.config.bak.2"] { _ = try folder.write(name, name) }
    #expect(try replace {} == nil)
    #expect(try contents("a.config.bak.3") == "old" && contents("a.config.bak.2") == "a.config.bak.2")
  }
}
