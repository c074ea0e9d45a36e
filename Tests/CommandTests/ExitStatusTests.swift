import Foundation
import Testing
import TestSupport

private let healthy = """
  <configuration><system.applicationHost><sites>
    <site name="FTP" id="1">
      <application path="/"><virtualDirectory path="/" physicalPath="D:\\Ftp" /></application>
      <bindings><binding protocol="ftp" bindingInformation="10.0.0.4:21:" /></bindings>
      <ftpServer>
        <security>
          <ssl serverCertHash="9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7" />
          <authentication><basicAuthentication enabled="true" /></authentication>
        </security>
        <userIsolation mode="IsolateAllDirectories" />
      </ftpServer>
    </site>
  </sites></system.applicationHost>
  <system.ftpServer>
    <firewallSupport lowDataChannelPort="40000" highDataChannelPort="40100" />
    <security><authorization><add accessType="Allow" roles="Partners" permissions="Read" /></authorization></security>
  </system.ftpServer>
  </configuration>
  """

@Suite(.timeLimited) struct ExitStatusTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test func nothingAtOrAboveTheThresholdIs0() throws {
    let path = try folder.write("applicationHost.config", healthy)
    let run = try ftpsgate("lint", path)
    #expect(run.status == 0, "\(run.output)")
    #expect(run.errors == "not looked at: Windows Firewall and the server's certificates (--environment)\n")
    #expect(run.output.contains("(1 FTP site)"))
  }

  @Test func lintIsTheDefaultCommand() throws {
    let path = try folder.write("applicationHost.config", healthy)
    let (plain, named) = (try ftpsgate(path), try ftpsgate("lint", path))
    #expect(plain.output == named.output && plain.status == named.status)
  }

  @Test(arguments: [("error", 0), ("warning", 1), ("note", 1), ("never", 0)])
  func aWarningFailsAtItsThreshold(_ threshold: String, _ status: Int32) throws {
    let path = try folder.write(
      "a.config", healthy.replacing("52F7\" />", with: "52F7\" dataChannelPolicy=\"SslAllow\" />"))
    #expect(try ftpsgate("lint", "--profile", "all", "--fail-on", threshold, path).status == status)
  }

  @Test func adviceOnHardeningFailsOnlyWhereItIsAskedFor() throws {
    let path = try folder.write(
      "a.config", healthy.replacing("52F7\" />", with: "52F7\" dataChannelPolicy=\"SslAllow\" />"))
    let run = try ftpsgate("lint", path)
    #expect(run.status == 0 && run.output.contains("warning[plaintext-data-channel]"))
    #expect(run.output.contains("in 1 file (1 FTP site); hardening: 1 warning"))
    #expect(try ftpsgate("lint", "--profile", "hardening", path).status == 1)
  }

  @Test(arguments: ["never", "error"])
  func anUnreadableFileIs2WhateverTheThreshold(_ threshold: String) throws {
    let path = try folder.write("broken.config", "<configuration>")
    #expect(try ftpsgate("lint", "--fail-on", threshold, "--ignore", "malformed-xml", path).status == 2)
  }

  @Test func anUnreadableFileDoesNotHideTheOthers() throws {
    let good = try folder.write("applicationHost.config", healthy)
    let run = try ftpsgate("lint", folder.url.path + "/missing.config", good, "--format", "json")
    #expect(run.status == 2)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let files = try #require(report["files"] as? [[String: Any]])
    #expect(files.map { $0["ftpSites"] as? Int } == [0, 1])
    #expect(run.errors.contains("missing.config"))
  }

  @Test(arguments: [
    [], ["lint"], ["lint", "--select", "no-such-rule", "x.config"], ["lint", "--format", "yaml", "x.config"],
    ["lint", "--public-ip", "300.1.1.1", "x.config"], ["lint", "--public-ip", "10.0.0.4", "x.config"],
    ["lint", "--public-ip-allocation", "static", "x.config"], ["lint", "--output", "-", "x.config"],
    ["lint", "--max-size", "0", "x.config"], ["lint", "-", "-"],
    ["explain", "external-adress-stale"], ["firewall", "x.config"], ["pasv", "rubbish"], ["lnit", "x.config"],
    ["firewall", "x.config", "--target", "netsh", "--shipped-rules"],
  ])
  func aMistakeInTheCommandLineIs64(_ arguments: [String]) throws {
    let run = try run(Project.tool, arguments)
    #expect(run.status == 64, "\(run.output)\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test func aMistypedCommandAndAMistypedRuleGetAHint() throws {
    #expect(try ftpsgate("fierwall", "x.config").errors.contains("ftpsgate firewall"))
    #expect(try ftpsgate("explain", "external-adress-stale").errors.contains("external-address-stale"))
  }

  @Test func anOutputThatCannotBeWrittenIs2() throws {
    let path = try folder.write("applicationHost.config", healthy)
    #expect(try ftpsgate("lint", path, "--output", folder.url.path + "/no/such/folder").status == 2)
    #expect(try ftpsgate("lint", path, "--output", "/dev/full").status == 2)
    #expect(folder.names == ["applicationHost.config"])
  }

  @Test func theOutputMayNotBeTheInput() throws {
    let path = try folder.write("applicationHost.config", healthy)
    #expect(try ftpsgate("lint", path, "--output", path).status == 64)
    #expect(try ftpsgate("firewall", path, "--target", "netsh", "--output", path).status == 64)
    let root = folder.url.path
    #expect(try ftpsgate("lint", root, "--output", path).status == 64)
    #expect(try ftpsgate("firewall", root, "--target", "netsh", "--output", path).status == 64)
    #expect(try ftpsgate("notes", root, "--output", path).status == 64)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == healthy)
  }

  @Test func aLinkAsOutputStaysALinkAndOneToNothingIsRefused() throws {
    let path = try folder.write("applicationHost.config", healthy)
    let report = try folder.write("report.txt", "")
    let root = folder.url.path
    try FileManager.default.createSymbolicLink(atPath: root + "/link", withDestinationPath: report)
    try FileManager.default.createSymbolicLink(atPath: root + "/dangling", withDestinationPath: root + "/nothing")
    #expect(try ftpsgate("lint", path, "--output", root + "/link").status == 0)
    #expect(try String(contentsOfFile: report, encoding: .utf8).contains("1 FTP site"))
    #expect(try ftpsgate("lint", path, "--output", root + "/dangling").status == 2)
    #expect(folder.names == ["applicationHost.config", "dangling", "link", "report.txt"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: root + "/dangling") == root + "/nothing")
  }
}

@Suite(.timeLimited) struct FirewallStatusTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  @Test func aConfigurationWithoutARangeIsRefusedAndNothingIsWritten() throws {
    let path = try folder.write(
      "applicationHost.config",
      healthy.replacing("<firewallSupport lowDataChannelPort=\"40000\" highDataChannelPort=\"40100\" />", with: ""))
    let output = folder.url.path + "/open.ps1"
    let run = try ftpsgate("firewall", path, "--target", "powershell", "--output", output)
    #expect(run.status == 1)
    #expect(run.output.isEmpty && run.errors.contains("--allow-dynamic-range"))
    #expect(folder.names == ["applicationHost.config"])
    #expect(try ftpsgate("firewall", path, "--target", "powershell", "--allow-dynamic-range").status == 0)
  }

  @Test(arguments: ["*:99999:", "nonsense", "*:21"])
  func anInvalidBindingIsRefused(_ binding: String) throws {
    let path = try folder.write("a.config", healthy.replacing("10.0.0.4:21:", with: binding))
    #expect(try ftpsgate("firewall", path, "--target", "netsh").status == 1)
  }

  @Test func anUnknownSiteIs64AndGetsAHint() throws {
    let path = try folder.write("a.config", healthy.replacing("name=\"FTP\"", with: "name=\"Partners\""))
    let run = try ftpsgate("firewall", path, "--target", "netsh", "--site", "Partnres")
    #expect(run.status == 64)
    #expect(run.errors.contains("Partners"))
  }

  @Test func aBrokenFileIs2WithItsPlace() throws {
    let path = try folder.write("a.config", "<configuration>\n  <system.applicationHost>\n</configuration>")
    let run = try ftpsgate("firewall", path, "--target", "azure-cli")
    #expect(run.status == 2)
    #expect(run.output.isEmpty && run.errors.contains("a.config:3:1: "))
  }
}
