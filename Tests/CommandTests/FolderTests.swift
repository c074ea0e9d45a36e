import Foundation
import TestSupport
import Testing

/// No folder of the sources leads back to itself through others: the list of folders can be read from the bottom up.
///
/// The compiler's own index tells who uses what, so that no name is guessed.
@Suite struct FolderTests {
  private static let script = Project.root.appendingPathComponent("scripts/folder-graph")

  @Test func foldersHaveNoCircle() throws {
    let index = Project.tool.deletingLastPathComponent().appendingPathComponent("index/store")
    let result = try run(Self.script, [index.path, Project.root.appendingPathComponent("Sources").path])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let folders = try #require(result.output.firstMatch(of: /(\d+) folders, 0 circles/)?.output.1)
    #expect(try #require(Int(folders)) > 40, "the index knows of too few folders to prove anything")
  }

  @Test func aCircleIsFoundAndPrinted() throws {
    let scratch = try ScratchFolder()
    let upper = try scratch.write("Sources/Upper/Roof.swift", Data("struct Roof { let wall: Wall }\n".utf8))
    let lower = try scratch.write(
      "Sources/Lower/Wall.swift", Data("struct Wall { func carry(_ roof: Roof) {} }\n".utf8))
    let store = scratch.url.appendingPathComponent("store").path
    let compiled = try run(
      URL(fileURLWithPath: "/usr/bin/env"),
      ["swiftc", "-c", "-module-name", "House", "-index-store-path", store, upper, lower], folder: scratch.url)
    try #require(compiled.status == 0, "\(compiled.errors)")
    let result = try run(Self.script, [store, scratch.url.appendingPathComponent("Sources").path])
    #expect(result.status == 1)
    #expect(result.output.contains("a circle of folders: Lower, Upper\n"))
    #expect(result.output.contains("  Lower uses of Upper: Roof\n  Upper uses of Lower: Wall\n"))
  }
}
