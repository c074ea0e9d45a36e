import Foundation
import Testing
import TestSupport

/// Whatever the input is, there is a clear message and the status says so; nothing crashes.
@Suite(.timeLimited) struct BadInputTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test(arguments: [
    ("empty", Data(), "empty"),
    ("blank", Data("\n  \n".utf8), "no XML"),
    ("binary", Data((0...255).map { UInt8($0) }), "not"),
    ("zeros", Data(count: 4096), "not"),
    ("cut", Data("<configuration><system.applicationHost><sites>".utf8), "not well-formed"),
    ("doctype", Data("<!DOCTYPE c [<!ENTITY a \"b\">]><configuration>&a;</configuration>".utf8), "document type"),
    ("entity", Data("<configuration password=\"&hunter2;\"/>".utf8), "entity that is not defined"),
    ("conflict", Data("<configuration>\n<<<<<<< HEAD\n</configuration>".utf8), "not well-formed"),
    ("not UTF-8", Data([0x3C, 0x61, 0xFF, 0x3E]), "not readable as UTF-8"),
    ("lone surrogate", Data([0xFF, 0xFE, 0x3C, 0, 0x00, 0xD8, 0x3E, 0]), "surrogate"),
    ("odd UTF-16", Data([0xFF, 0xFE, 0x3C, 0, 0x61]), "odd number"),
    ("unknown encoding", Data("<?xml version=\"1.0\" encoding=\"klingon\"?><a/>".utf8), "klingon"),
    ("NUL behind the end", Data("<configuration/>\0<x/>".utf8), "not well-formed"),
    ("undeclared prefix", Data("<configuration><x:y/></configuration>".utf8), "not well-formed"),
    ("deep", Data(String(repeating: "<a>", count: 100_000).utf8), "nested more than 128"),
    (
      "much inherited",
      Data(
        file(
          sites: "<siteDefaults><bindings>"
            + (1...33).map { "<binding protocol=\"ftp\" bindingInformation=\"*:\($0):\" />" }.joined()
            + "</bindings></siteDefaults><site name=\"A\" id=\"1\" />"
        ).utf8), "siteDefaults has more than 32 bindings"
    ),
    ("web.config", Data("<configuration><system.webServer/></configuration>".utf8), "web.config"),
    ("administration.config", Data("<configuration><moduleProviders/></configuration>".utf8), "administration.config"),
    (
      "redirection.config", Data("<configuration><configurationRedirection/></configuration>".utf8),
      "redirection.config"
    ),
    ("schema", Data("<configSchema/>".utf8), "schema"),
    ("fragment", Data("<site name=\"x\"/>".utf8), "fragment"),
    ("no configuration", Data("<html/>".utf8), "no configuration of IIS"),
    ("empty configuration", Data("<configuration/>".utf8), "system.applicationHost"),
  ])
  func isRefusedWithAReason(_ name: String, _ bytes: Data, _ reason: String) throws {
    let path = try folder.write("applicationHost.config", bytes)
    let lint = try ftpsgate("lint", path)
    #expect(lint.status == 2, "\(name): \(lint.output)\(lint.errors)")
    #expect(lint.output.contains(reason), "\(name): \(lint.output)")
    #expect(!lint.output.contains("hunter2"))
    let firewall = try ftpsgate("firewall", path, "--target", "netsh")
    #expect(firewall.status == 2, "\(name)")
    #expect(firewall.output.isEmpty && firewall.errors.contains(reason), "\(name): \(firewall.errors)")
    let fromStandardInput = try ftpsgate("lint", "-", input: bytes)
    #expect(fromStandardInput.status == 2, "\(name)")
  }

  @Test func entitiesDoNotGrow() throws {
    var bomb = "<!DOCTYPE b [<!ENTITY a0 \"x\">"
    for level in 1...30 { bomb += "<!ENTITY a\(level) \"&a\(level - 1);&a\(level - 1);\">" }
    bomb += "]><configuration>&a30;</configuration>"
    #expect(try ftpsgate("lint", "-", input: Data(bomb.utf8)).status == 2)
  }

  /// libxml2 would print the bytes that it cannot convert, which may be part of a secret.
  @Test func aWrongEncodingIsSaidInTheReportAlone() throws {
    var bytes = Data("<?xml version=\"1.0\" encoding=\"shift_jis\"?><configuration a=\"".utf8)
    bytes += [0x80, 0xAE, 0x22, 0x2F, 0x3E]
    let run = try ftpsgate("lint", "-", input: bytes)
    #expect(run.status == 2 && run.output.contains("not readable as shift_jis"))
    #expect(run.errors.isEmpty)
  }

  @Test func aFileOverTheLimitIsRefused() throws {
    let path = try folder.write("applicationHost.config", Data(repeating: 0x20, count: (1 << 20) + 1))
    let run = try ftpsgate("lint", "--max-size", "1", path)
    #expect(run.status == 2)
    #expect(run.output.contains("larger than 1 MiB") && run.output.contains("--max-size"))
  }

  @Test func aFolderWithoutAnyIsNamed() throws {
    _ = try folder.write("web.config", "<configuration/>")
    let run = try ftpsgate("lint", folder.url.path)
    #expect(run.status == 2)
    #expect(run.errors.contains("no applicationHost.config in this folder"))
    #expect(try ftpsgate("notes", folder.url.path).status == 2)
  }

  @Test func aFolderIsSearchedInAnyCase() throws {
    for name in ["b/ApplicationHost.Config", "a/deep/applicationHost.config", "a/other.config"] {
      _ = try folder.write(name, "<configuration><system.applicationHost/></configuration>")
    }
    let run = try ftpsgate("lint", folder.url.path, "--format", "json")
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let files = try #require(report["files"] as? [[String: Any]])
    let root = folder.url.path
    #expect(
      files.map { $0["path"] as? String } == [
        root + "/a/deep/applicationHost.config", root + "/b/ApplicationHost.Config",
      ])
  }

  @Test func aFileThatCannotBeReadIsNamed() throws {
    let run = try ftpsgate("lint", folder.url.path + "/nothing.config")
    #expect(run.status == 2)
    #expect(run.errors.contains("nothing.config") && run.errors.contains("No such file"))
  }
}
