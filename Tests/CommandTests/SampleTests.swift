import Foundation
import Linter
import Testing
import Reachability
import Rules
import TestSupport

/// Each sample comes with the command that lints it and what it says.
@Suite(.timeLimited) struct SampleTests {
  @Test(arguments: [
    ("azure-ftps", ["--platform", "azure", "--public-ip", "104.41.173.83"], 0),
    ("private-placeholder", ["--platform", "azure"], 1),
    ("first-attempt", ["--platform", "azure"], 1),
    ("shared-host", [], 1),
    ("azure-environment", ["--platform", "azure", "--environment", "environment"], 1),
  ])
  func saysWhatItsReportSays(_ name: String, _ options: [String], _ status: Int32) throws {
    let folder = Project.root.appendingPathComponent("samples/\(name)")
    let arguments = ["lint", "applicationHost.config"] + options
    let run = try run(Project.tool, arguments, folder: folder)
    #expect(run.status == status)
    #expect(
      run.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("environment: ") || $0.hasPrefix("not looked at: ") })
    let command = "$ ftpsgate " + arguments.joined(separator: " ") + "\n"
    try expectGolden(command + run.output, "../../../samples/\(name)/report.txt")
  }

  @Test func everySampleIsTested() throws {
    let samples = try FileManager.default.contentsOfDirectory(
      atPath: Project.root.appendingPathComponent("samples").path)
    #expect(
      samples.sorted() == [
        "azure-environment", "azure-ftps", "collect", "first-attempt", "healthy", "private-placeholder", "shared-host",
      ])
  }

  /// Six mistakes were planted: each is found by its rule, and nothing else is.
  @Test func eachPlantedMistakeOfTheEnvironmentIsFound() throws {
    let folder = Project.root.appendingPathComponent("samples/azure-environment")
    let run = try run(
      Project.tool, ["lint", "applicationHost.config", "--environment", "environment", "--format", "github"],
      folder: folder)
    let titles = run.output.matches(of: /title=([a-z-]+)/).map { String($0.output.1) }
    #expect(
      titles.sorted() == [
        "destination-is-public-address", "excluded-port-in-range", "firewall-disabled", "firewall-sides-swapped",
        "passive-range-blocked", "public-address-mismatch",
      ])
  }

  /// The picture at the head of the README; `make docs` draws it anew.
  @Test func thePictureIsThatOfTheSample() throws {
    let folder = Project.root.appendingPathComponent("samples/azure-environment")
    let run = try run(
      Project.tool,
      ["trace", "applicationHost.config", "--environment", "environment", "--client", "winscp", "--format", "svg"],
      folder: folder)
    #expect(run.status == 1)
    let text = run.output.replacing(
      "applicationHost.config:", with: "samples/azure-environment/applicationHost.config:")
    try expectGolden(text, "../../../docs/winscp.svg")
  }

  @Test func theArticlesServerWithAnotherPublicAddressIsStaleAtTheValue() throws {
    let path = Project.root.appendingPathComponent("samples/azure-ftps/applicationHost.config").path
    let run = try ftpsgate("lint", path, "--public-ip", "20.40.60.80", "--format", "json")
    #expect(run.status == 1)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let findings = try #require(report["findings"] as? [[String: Any]])
    let stale = try #require(findings.first { $0["rule"] as? String == "external-address-stale" })
    let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    let line = Array(lines[try #require(stale["line"] as? Int) - 1])
    let start = try #require(stale["column"] as? Int) - 1
    let end = try #require(stale["endColumn"] as? Int) - 1
    #expect(String(line[start..<end]) == "104.41.173.83")
    #expect(stale["site"] as? String == "Partner Exchange")
  }

  @Test func thePlaceholderNamesTheClientsThatItBreaks() throws {
    let path = Project.root.appendingPathComponent("samples/private-placeholder/applicationHost.config").path
    let run = try ftpsgate("lint", path, "--select", "external-address-private")
    let notes = run.output.components(separatedBy: "\n").filter { $0.contains("= note: ") }
    let onPublicPath = try #require(notes.first { $0.contains("dial a public address") })
    let onPrivatePath = try #require(notes.first { $0.contains("by a private address") })
    for name in ["PHP", "GNU Wget"] { #expect(onPublicPath.contains(name) && onPrivatePath.contains(name)) }
    for name in ["WinSCP", "FileZilla", "lftp"] {
      #expect(!onPublicPath.contains(name) && onPrivatePath.contains(name))
    }
  }

  @Test(arguments: ["powershell", "netsh", "azure-cli", "azure-powershell", "nftables"])
  func theArticlesServerOpensItsPortsAndNoOthers(
    _ target: String
  ) throws {
    let path = Project.root.appendingPathComponent("samples/azure-ftps/applicationHost.config").path
    let run = try ftpsgate("firewall", path, "--target", target)
    #expect(run.status == 0)
    for port in ["21", "990", "40000-40100", "20", "989"] {
      #expect(run.output.contains(try Regex("\\b\(port)\\b")), "\(target) \(port)")
    }
    let shipped = try ftpsgate("firewall", path, "--target", target, "--shipped-rules")
    #expect(shipped.status == (target == "powershell" ? 0 : 64), "\(shipped.errors)")
    #expect(!shipped.errors.contains("Unknown option"))
  }
}

@Suite(.timeLimited) struct DocumentationTests {
  @Test func theRuleCatalogueIsUpToDate() throws {
    let run = try ftpsgate("rules", "--markdown")
    try expectGolden(run.output, "../../../docs/rules.md")
  }

  @Test(arguments: ["policy", "exit-status", "environment"])
  func theManualHasItsPages(_ topic: String) throws {
    let run = try ftpsgate("help", topic)
    #expect(run.status == 0 && run.errors.isEmpty && run.output.hasPrefix("# "))
    if topic == "policy" { try expectGolden(run.output, "../../../docs/policy.md") }
    if topic == "environment" { #expect(run.output.contains("netsh int ipv4 show excludedportrange")) }
    #expect(try ftpsgate("help", "no-such-page").output != run.output)
  }

  /// The manual tells of each key that the schema has, and of no other.
  @Test func thePolicysPageHasEachKey() throws {
    let data = try Data(contentsOf: Project.root.appendingPathComponent("docs/policy.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let page = try ftpsgate("help", "policy").output
    let told = page.matches(of: /\n\| `([a-z-]+)`/).map { String($0.output.1) }
    #expect(try Set(told) == Set(#require(schema["properties"] as? [String: Any]).keys))
  }

  @Test func theFilesOfAnEnvironmentAreUpToDate() throws {
    let page = try String(contentsOf: Project.root.appendingPathComponent("docs/environment.md"), encoding: .utf8)
    let run = try ftpsgate("formats", "--markdown")
    #expect(page.contains("<!-- formats -->\n\(run.output)<!-- /formats -->\n"), "make docs writes it anew")
    #expect(try ftpsgate("formats").output.contains("\n      az network nsg list -g RG -o json > nsg.json\n"))
  }

  @Test func theTargetsAreUpToDate() throws {
    let page = try String(contentsOf: Project.root.appendingPathComponent("docs/targets.md"), encoding: .utf8)
    let run = try ftpsgate("targets", "--markdown")
    #expect(page.contains("<!-- targets -->\n\(run.output)<!-- /targets -->\n"), "make docs writes it anew")
    #expect(try ftpsgate("targets").output.contains("azure-cli\n    an Azure network security group"))
  }

  @Test func theReadmeCountsTheClients() throws {
    let readme = try String(contentsOf: Project.root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(readme.contains("which of \(FTPClient.all.count) clients"))
  }

  @Test func explainPrintsEachRule() throws {
    let list = try ftpsgate("rules")
    let ids = list.output.matches(of: #/\n  ([a-z0-9-]+) /#).map { String($0.output.1) }
    #expect(ids == Rule.all.map(\.id))
    for id in ids {
      let page = try ftpsgate("explain", id)
      #expect(page.status == 0 && page.output.hasPrefix("\(id) ("))
    }
  }
}
