import Foundation
import Testing
import TestSupport

/// `lint --environment`: what is read, what is skipped, what counts as unreadable, and where findings point.
@Suite(.timeLimited) struct EnvironmentOptionTests {
  private static let configuration = """
    <configuration><system.applicationHost><sites><site name="FTP" id="1">
    <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
    </site></sites></system.applicationHost></configuration>
    """

  private static func group(_ source: String) -> String {
    """
    {"name": "nsg-ftp", "securityRules": [
      {"name": "FTP", "priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
       "sourceAddressPrefix": "\(source)", "sourcePortRange": "*", "destinationAddressPrefix": "*",
       "destinationPortRange": "21"}]}
    """
  }

  private func lint(_ files: [String: String], _ options: String...) throws -> ProgramRun {
    let folder = try ScratchFolder()
    _ = try folder.write("a.config", Self.configuration)
    for (name, text) in files { _ = try folder.write("env/\(name)", text) }
    return try run(
      Project.tool, ["lint", "a.config", "--environment", "env", "--select", "control-port-blocked"] + options,
      environment: ["NO_COLOR": ""], folder: folder.url)
  }

  @Test func pointsIntoTheFileAndNamesWhatItSkips() throws {
    let run = try lint(["nsg.json": Self.group("203.0.113.0/24"), "notes.txt": "hello"], "--from", "192.0.2.0/24")
    #expect(run.status == 1)
    #expect(run.output.contains("┌─ env/nsg.json:1:11\n") && run.output.contains("from 192.0.2.0/24"))
    #expect(run.errors.contains("env/nsg.json: network security groups\n"))
    #expect(run.errors.contains("env/notes.txt: skipped: it is nothing known: "))
  }

  @Test(
    arguments: [
      (["--from", "203.0.113.7"], 0), ([], 0), (["--from", "internet"], 0), (["--from", "203.0.113.0/23"], 1),
      (["--from", "10.0.0.0/8"], 0), (["--from", "everywhere"], 64),
    ] as [([String], Int32)]) func judgesBySource(_ options: [String], _ status: Int32) throws
  {
    let folder = try ScratchFolder()
    _ = try folder.write("a.config", Self.configuration)
    _ = try folder.write("nsg.json", Self.group("203.0.113.0/24"))
    let run = try run(
      Project.tool,
      ["a.config", "--environment", "nsg.json", "--select", "control-port-blocked"] + options, folder: folder.url)
    #expect(run.status == status, "\(options): \(run.output)\(run.errors)")
  }

  @Test func aBrokenFileIsStatus2AndNothingIsGuessed() throws {
    let run = try lint(["nsg.json": Self.group("192.0.2.0/24"), "b.json": "{\"name\": }"], "--from", "10.0.0.0/8")
    #expect(run.status == 2)
    #expect(run.errors.contains("env/b.json:1:10: error: this is no JSON value\n"))
    #expect(!run.output.contains("control-port-blocked"))
  }

  @Test func aMissingFolderIsStatus2() throws {
    let run = try lint([:])
    #expect(run.status == 2 && run.errors.contains("env: there is no such file or folder"))
  }

  @Test(arguments: ["lint", "matrix"]) func aReportNeverReplacesAFileOfTheEnvironment(_ command: String) throws {
    let folder = try ScratchFolder()
    _ = try folder.write("a.config", Self.configuration)
    _ = try folder.write("env/nsg.json", Self.group("*"))
    let run = try run(
      Project.tool, [command, "a.config", "--environment", "env", "--output", "env/nsg.json"], folder: folder.url)
    #expect(run.status == 64 && run.errors.contains("--output names an input file"))
    let kept = try String(contentsOf: folder.url.appendingPathComponent("env/nsg.json"), encoding: .utf8)
    #expect(kept == Self.group("*"))
  }

  @Test func whatCannotBeToldIsSaidAndIsNoPass() throws {
    let run = try lint(["nsg.json": Self.group("AzureCloud")], "--select", "control-port-blocked")
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "environment: a.config: whether TCP 21 gets through network security group nsg-ftp from the Internet is not "
          + "known: the addresses of \"AzureCloud\" are in no file\n"))
    #expect(try !lint(["nsg.json": Self.group("*")]).errors.contains("is not known"))
  }

  @Test func whatIsLeftOutIsNamedWithTheReason() throws {
    func group(_ name: String) -> String {
      Self.group("*").replacing(
        "{\"name\": \"nsg-ftp\",",
        with: "{\"name\": \"nsg-\(name)\", \"networkInterfaces\": [{\"id\": \"/rg/networkInterfaces/\(name)\"}],")
    }
    let interface = """
      [{"name": "ftp", "id": "/rg/networkInterfaces/ftp", "type": "Microsoft.Network/networkInterfaces"}]
      """
    let run = try lint(["nsg.json": "[\(group("ftp")), \(group("web"))]", "nic.json": interface])
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "environment: a.config: network security group nsg-web is left out: it is for network interface web, and the "
          + "server's is ftp\n"))
    #expect(!run.errors.contains("nsg-ftp"))
  }

  @Test func filesAndFoldersAddUp() throws {
    let folder = try ScratchFolder()
    _ = try folder.write("a.config", Self.configuration)
    _ = try folder.write("one/nsg.json", Self.group("*"))
    _ = try folder.write("x.json", Self.group("203.0.113.0/24").replacing("nsg-ftp", with: "nsg-x"))
    let both = try run(
      Project.tool, ["matrix", "a.config", "--environment", "one", "--environment", "x.json"], folder: folder.url)
    #expect(both.errors.contains("one/nsg.json: network") && both.errors.contains("x.json: network"))
    let two = try run(
      Project.tool, ["matrix", "a.config", "--from", "private", "--from", "10.0.0.1"], folder: folder.url)
    #expect(two.status == 64 && two.errors.contains("--from can be given once"))
  }

  @Test func nothingInAFolderIsPassedOverInSilence() throws {
    let folder = try ScratchFolder()
    _ = try folder.write("a.config", Self.configuration)
    _ = try folder.write("env/nsg.json", Self.group("*"))
    _ = try folder.write("env/below/x.json", "{}")
    let environment = folder.url.appendingPathComponent("env").path
    func lint() throws -> ProgramRun {
      try run(Project.tool, ["lint", "a.config", "--environment", "env"], folder: folder.url)
    }
    #expect(try lint().errors.contains("env/below: skipped: it is a folder"))
    try FileManager.default.createSymbolicLink(
      atPath: environment + "/gone.json", withDestinationPath: "/nowhere/at/all")
    let broken = try lint()
    #expect(broken.status == 2 && broken.errors.contains("env/gone.json: error: it cannot be read"))
  }

  @Test func whatAnErrorRepeatsMovesNoCursor() throws {
    let folder = try ScratchFolder()
    let run = try run(Project.tool, ["pasv", "--", "\u{1B}[31mno such thing"], folder: folder.url)
    #expect(run.status == 64 && !run.errors.contains("\u{1B}"))
  }
}
