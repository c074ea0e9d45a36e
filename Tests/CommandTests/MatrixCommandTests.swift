import Foundation
import Testing
import TestSupport

@Suite(.timeLimited) struct MatrixCommandTests {
  private let folder: ScratchFolder
  private let configuration: String
  private let environment: String

  init() throws {
    folder = try ScratchFolder()
    configuration = Project.root.appendingPathComponent("samples/azure-ftps/applicationHost.config").path
    environment = folder.url.path + "/env"
    try write(open: "\"21\", \"990\", \"40000-40100\"")
  }

  private func write(open: String) throws {
    _ = try folder.write(
      "env/nsg.json",
      """
      [{"name": "nsg-ftp", "subnets": [{"id": "/x/virtualNetworks/v/subnets/s"}], "securityRules": [
        {"name": "Allow-FTPS", "priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
         "sourceAddressPrefix": "Internet", "sourcePortRange": "*", "destinationAddressPrefix": "*",
         "destinationPortRanges": [\(open)]}]}]
      """)
    _ = try folder.write(
      "env/firewall.reg",
      #"""
      Windows Registry Editor Version 5.00

      [HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules]
      "All"="v2.29|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Svc=ftpsvc|Name=All|"

      """#)
    _ = try folder.write("env/readme.txt", "nothing")
  }

  @Test func namesWhatEachFileWasTakenFor() throws {
    let run = try ftpsgate("matrix", configuration, "--environment", environment, "--client", "winscp")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("nsg.json: network security groups"))
    #expect(run.errors.contains("firewall.reg: Windows Firewall"))
    #expect(run.errors.contains("readme.txt: skipped: it is nothing known"))
    #expect(run.output.contains("winscp   works    works   works    works"))
  }

  @Test func aClientThatDoesNotWorkIs1() throws {
    try write(open: "\"21\", \"990\"")
    let named = try ftpsgate("matrix", configuration, "--environment", environment, "--client", "winscp")
    #expect(named.status == 1 && named.errors.contains("not shown to work: winscp"))
    let required = try ftpsgate(
      "matrix", configuration, "--environment", environment, "--require-client", "winscp", "--format", "json")
    #expect(required.status == 1)
    // Nobody in particular was asked for.
    #expect(try ftpsgate("matrix", configuration, "--environment", environment).status == 0)
    // It changes to active mode by itself.
    #expect(try ftpsgate("matrix", configuration, "--environment", environment, "--client", "gvfs-ftp").status == 0)
  }

  @Test func withoutAnEnvironmentNothingIsShownToWork() throws {
    let run = try ftpsgate("matrix", configuration, "--client", "curl")
    #expect(run.status == 1 && run.output.contains("no file tells of the packet filters"))
  }

  @Test func whatCannotBeReadIs2AndMistakesAre64() throws {
    #expect(try ftpsgate("matrix", configuration, "--environment", folder.url.path + "/missing").status == 2)
    #expect(try ftpsgate("matrix", folder.url.path + "/missing.config").status == 2)
    for arguments in [
      ["--client", "winscpp"], ["--require-client", "x"], ["--from", "everywhere"], ["--from", "100.64.0.1"],
    ] {
      #expect(try run(Project.tool, ["matrix", configuration] + arguments).status == 64, "\(arguments)")
    }
    #expect(try ftpsgate("matrix", configuration, "--client", "winscpp").errors.contains("'winscp'"))
    #expect(try ftpsgate("matrix", configuration, "--site", "Partner").status == 64)
    #expect(try ftpsgate("trace", configuration, "--client", "curl", "--mode", "explicit").status == 64)
    #expect(try ftpsgate("trace", configuration).status == 64)
  }

  @Test func writesToAFileButNotOverAnInput() throws {
    let output = folder.url.path + "/matrix.md"
    let arguments = ["matrix", configuration, "--environment", environment, "--format", "markdown", "--output"]
    #expect(try run(Project.tool, arguments + [output]).status == 0)
    #expect(try String(contentsOfFile: output, encoding: .utf8).hasPrefix("# Who can connect from the Internet"))
    #expect(try run(Project.tool, arguments + [configuration]).status == 64)
  }

  @Test func tracesASession() throws {
    let run = try ftpsgate(
      "trace", configuration, "--environment", environment, "--client", "winscp", "--mode", "implicit-passive")
    #expect(run.status == 0)
    #expect(run.output.contains("nsg.json:2:13"))
    try write(open: "\"990\"")
    let blocked = try ftpsgate("trace", configuration, "--environment", environment, "--client", "winscp")
    #expect(blocked.status == 1)
    #expect(blocked.output.contains("fails at the control connection"))
  }

  @Test func eachClientHasARowWhereThatIsAskedFor() throws {
    let arguments = ["matrix", configuration, "--environment", environment]
    let grouped = try run(Project.tool, arguments).output
    let single = try run(Project.tool, arguments + ["--all"]).output
    #expect(grouped.contains("\nclients ") && !grouped.contains("\nclient "))
    #expect(single.contains("\nclient ") && single.contains("\ncommons-net-3.8  "))
    #expect(single.split(separator: "\n").count > grouped.split(separator: "\n").count)
  }

  @Test func severalFilesAndFoldersAreOneAnswer() throws {
    let fleet = folder.url.path + "/fleet"
    _ = try folder.write("fleet/WEB01-applicationHost.config", file(sites: site("One")))
    _ = try folder.write("fleet/b/applicationHost.config", file(sites: site("Two")))
    let arguments = ["matrix", fleet, configuration, "--environment", environment]
    let several = try run(Project.tool, arguments)
    #expect(several.status == 0, "\(several.errors)")
    let paths = [fleet + "/WEB01-applicationHost.config", fleet + "/b/applicationHost.config", configuration]
    #expect(several.output.split(separator: "\n").filter { paths.contains(String($0)) }.map(String.init) == paths)
    // What describes the surroundings is read once.
    #expect(several.errors.components(separatedBy: "nsg.json: network security groups").count == 2)
    let json = try run(Project.tool, arguments + ["--format", "json"]).output
    let root = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let sites = try #require(root["sites"] as? [[String: Any]])
    #expect(sites.map { $0["path"] as? String } == paths)
    #expect(sites.prefix(2).map { $0["site"] as? String } == ["One", "Two"])
    // Each file's failures are its own.
    let named = try run(Project.tool, arguments + ["--client", "winscp"])
    #expect(named.status == 1)
    #expect(named.errors.contains("fleet/WEB01-applicationHost.config: not shown to work: winscp\n"))
    #expect(!named.errors.contains("\(configuration): not shown to work"))
    let missing = try run(Project.tool, arguments + [fleet + "/none.config"])
    #expect(missing.status == 2 && missing.output.isEmpty)
    #expect(try run(Project.tool, ["matrix", "-", "-"]).status == 64)
    #expect(try run(Project.tool, arguments + ["--output", paths[0]]).status == 64)
  }
}
