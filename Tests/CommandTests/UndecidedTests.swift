import Emit
import Testing
import TestSupport

/// What was asked for and nobody described is said: a pass must not look like more than it is.
@Suite(.timeLimited) struct UndecidedTests {
  private static let configuration = """
    <configuration><system.applicationHost><sites>
      <site name="FTP" id="1">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer>
          <security>
            <ssl serverCertHash="9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7" />
            <authentication><basicAuthentication enabled="true" /></authentication>
          </security>
          <firewallSupport externalIp4Address="20.40.60.80" />
          <userIsolation mode="IsolateAllDirectories" />
        </ftpServer>
      </site>
    </sites></system.applicationHost>
    <system.ftpServer>
      <firewallSupport lowDataChannelPort="40000" highDataChannelPort="40100" />
      <security>
        <authentication><denyByFailure enabled="true" /></authentication>
        <authorization><add accessType="Allow" roles="Partners" permissions="Read" /></authorization>
      </security>
    </system.ftpServer></configuration>
    """
  private static let group = """
    {"name": "nsg-ftp", "securityRules": [
      {"name": "FTP", "priority": 300, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
       "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
       "destinationPortRanges": ["21", "40000-40100"]}]}
    """
  private static let certificates = """
    {"ftpsgateCertificates": 1, "stores": ["MY"], "certificates": [
      {"store": "MY", "thumbprint": "9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7", "subject": "CN=ftp.example.com",
       "issuer": "CN=Example CA", "dnsNames": ["ftp.example.com"], "notBefore": "2026-01-01T00:00:00Z",
       "notAfter": "2099-12-31T00:00:00Z", "hasPrivateKey": true, "enhancedKeyUsage": ["1.3.6.1.5.5.7.3.1"]}]}
    """
  /// Windows Firewall that is off in every profile.
  private static let firewall =
    "Windows Registry Editor Version 5.00\r\n"
    + ["Domain", "Standard", "Public"].map { profile in
      """
      \r
      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\\(profile)Profile]\r
      "EnableFirewall"=dword:00000000\r

      """
    }.joined()

  private func lint(_ options: String..., files: [String: String] = [:]) throws -> ProgramRun {
    let folder = try ScratchFolder()
    _ = try folder.write("a.config", Self.configuration)
    for (name, text) in files { _ = try folder.write("env/\(name)", text) }
    let environment = files.isEmpty ? [] : ["--environment", "env"]
    return try run(Project.tool, ["lint", "a.config"] + environment + options, folder: folder.url)
  }

  @Test(arguments: ReportFormat.allCases.map(\.name))
  func theLastLineOfStandardErrorNamesWhatIsMissing(_ format: String) throws {
    let run = try lint("--format", format, "--platform", "azure")
    #expect(
      run.errors == """
        not looked at: Windows Firewall, network security groups and the server's certificates (--environment); \
        whether external addresses are the server's (--public-ip)

        """)
  }

  @Test func whatIsDescribedIsNotMissing() throws {
    #expect(
      try lint().errors.hasPrefix(
        "not looked at: Windows Firewall and the server's certificates (--environment); whether"))
    #expect(
      try lint("--public-ip", "20.40.60.80").errors
        == "not looked at: Windows Firewall and the server's certificates (--environment)\n")
    let described = try lint(
      "--public-ip", "20.40.60.80",
      files: ["nsg.json": Self.group, "firewall.reg": Self.firewall, "certificates.json": Self.certificates])
    #expect(!described.errors.contains("not looked at"), "\(described.errors)")
  }

  /// What no selected rule asks for is not missing.
  @Test func onlyWhatRulesAskForIsMissing() throws {
    #expect(try lint("--select", "certificate-missing").errors.isEmpty)
    #expect(
      try lint("--select", "external-address-stale").errors
        == "not looked at: whether external addresses are the server's (--public-ip)\n")
  }

  @Test func aFileWithoutSitesAsksForNothing() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      "a.config", "<configuration><system.applicationHost><sites/></system.applicationHost></configuration>")
    #expect(try ftpsgate("lint", path).errors.isEmpty)
  }

  @Test func requireDecidedMakesItAFailure() throws {
    #expect(try lint("--require-decided").status == 1)
    #expect(try lint("--require-decided", "--fail-on", "never").status == 1)
    #expect(try lint("--require-decided", "--select", "certificate-missing").status == 0)
    let files = ["nsg.json": Self.group, "firewall.reg": Self.firewall, "certificates.json": Self.certificates]
    let described = try lint("--require-decided", "--fail-on", "never", "--public-ip", "20.40.60.80", files: files)
    #expect(described.status == 0, "\(described.output)\(described.errors)")
    let tagged = Self.group.replacing(#""sourceAddressPrefix": "*""#, with: #""sourceAddressPrefix": "AzureCloud""#)
    let undecided = try lint(
      "--require-decided", "--fail-on", "never", "--public-ip", "20.40.60.80", "--from", "203.0.113.7",
      files: files.merging(["nsg.json": tagged]) { $1 })
    #expect(undecided.status == 1, "\(undecided.output)\(undecided.errors)")
  }

  /// The file of a security group where a configuration is meant.
  @Test(arguments: ["lint", "matrix", "firewall"]) func aFileOfTheEnvironmentIsKnown(_ command: String) throws {
    let folder = try ScratchFolder()
    let path = try folder.write("nsg.json", Self.group)
    let options = command == "firewall" ? ["--target", "netsh"] : []
    let run = try run(Project.tool, [command, path] + options, folder: folder.url)
    #expect(run.status == 2)
    #expect(
      run.errors.contains(
        "it describes what stands around a server (network security groups): give it with --environment"),
      "\(run.errors)")
  }

  @Test func brokenXMLIsNotTakenForOne() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a.config", "<configuration>")
    #expect(try !ftpsgate("lint", path).errors.contains("--environment"))
  }
}
