import Foundation
import TestSupport
import Testing

/// Clients that are named by a service tag: nothing is said of them where no file tells their addresses.
@Suite(.timeLimited) struct ServiceTagClientsTests {
  private let folder: ScratchFolder
  private let configuration: String

  init() throws {
    folder = try ScratchFolder()
    configuration = try folder.write(
      "applicationHost.config",
      """
      <configuration><system.applicationHost><sites><site name="FTP" id="4">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
      </site></sites></system.applicationHost><system.ftpServer>
        <firewallSupport lowDataChannelPort="40000" highDataChannelPort="40100" />
      </system.ftpServer></configuration>
      """)
  }

  /// A group that lets in one network alone, as effective rules; with a service tag's addresses, or without.
  private func group(tag: String = "") throws -> String {
    let id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
    return try folder.write(
      "effective.json",
      """
      {"value": [{"association": {"networkInterface": {"id": "\(id)/networkInterfaces/nic"}},
        "networkSecurityGroup": {"id": "\(id)/networkSecurityGroups/nsg"},
        "effectiveSecurityRules": [{"name": "securityRules/ftp", "protocol": "Tcp", "access": "Allow",
          "direction": "Inbound", "priority": 300, "sourceAddressPrefixes": ["203.0.113.0/24"],
          "destinationAddressPrefixes": ["0.0.0.0/0"], "sourcePortRanges": ["0-65535"],
          "destinationPortRanges": ["21-21", "40000-40100"]}], "tagMap": {\(tag)}}]}
      """)
  }

  private func lint(_ environment: String, _ from: String) throws -> ProgramRun {
    try run(Project.tool, ["lint", configuration, "--environment", environment, "--from", from])
  }

  @Test func nothingIsSaidOfClientsWhoseAddressesAreInNoFile() throws {
    let environment = try group()
    #expect(try lint(environment, "198.51.100.0/24").output.contains("error[control-port-blocked]"))
    let unknown = try lint(environment, "service-tag:AzureCloud")
    #expect(!unknown.output.contains("control-port-blocked"), "\(unknown.output)")
    #expect(unknown.errors.contains("clients of service tags (--from)"), "\(unknown.errors)")
    let decided = try run(
      Project.tool,
      ["lint", configuration, "--environment", environment, "--from", "service-tag:AzureCloud", "--require-decided"])
    #expect(decided.status == 1)
  }

  @Test func theTagInternetIsTheSameEverywhere() throws {
    let environment = try group()
    let tag = try lint(environment, "service-tag:Internet")
    #expect(tag.output.contains("control-port-blocked") || tag.output.contains("source-mismatch"), "\(tag.output)")
    #expect(!tag.errors.contains("service tags"))
  }

  /// As effective rules list what they mean by a tag.
  @Test func aTagWhoseAddressesAFileGivesIsKnown() throws {
    let sound = try lint(group(tag: "\"AzureCloud\": [\"203.0.113.0/25\"]"), "service-tag:AzureCloud")
    #expect(!sound.output.contains("control-port-blocked") && !sound.errors.contains("service tags"))
    let blocked = try lint(group(tag: "\"AzureCloud\": [\"198.51.100.0/24\"]"), "service-tag:azurecloud")
    #expect(blocked.output.contains("control-port-blocked"), "\(blocked.output)")
    #expect(blocked.output.contains("service tag azurecloud"), "\(blocked.output)")
  }

  @Test func sessionsOfUnknownClientsAreUnknown() throws {
    let sample = Project.root.appendingPathComponent("samples/azure-ftps/applicationHost.config").path
    for command in ["matrix", "trace"] {
      let run = try run(
        Project.tool,
        [command, sample, "--environment", group(), "--client", "winscp", "--from", "service-tag:AzureCloud"])
      #expect(
        run.output.replacing(/\s+/, with: " ").contains(
          "from which addresses clients of service tag AzureCloud come is not known"), "\(run.output)")
      #expect(!run.output.contains("no rule allows"), "\(run.output)")
    }
  }

  /// Whether an address in a reply leads anywhere hangs on where clients are.
  @Test func noClientFailsForWhereItMayBe() throws {
    let sample = try String(
      contentsOf: Project.root.appendingPathComponent("samples/azure-ftps/applicationHost.config"), encoding: .utf8)
    let inside = try folder.write(
      "inside.config",
      sample.replacing("*:21:", with: "10.0.0.5:21:").replacing("*:990:", with: "10.0.0.5:990:")
        .replacing("externalIp4Address=\"104.41.173.83\"", with: ""))
    let run = try run(
      Project.tool,
      [
        "matrix", inside, "--platform", "azure", "--public-ip", "104.41.173.83", "--from",
        "service-tag:VirtualNetwork", "--client", "ffftp",
      ])
    #expect(run.output.contains("unknown [1]") && !run.output.contains("fails ["), "\(run.output)")
  }

  /// Effective rules count Azure's own host into the virtual network, and no client has its address.
  @Test func theVirtualNetworkIsPrivate() throws {
    let sample = Project.root.appendingPathComponent("samples/azure-ftps/applicationHost.config").path
    let environment = try group(tag: "\"VirtualNetwork\": [\"10.0.0.0/16\", \"168.63.129.16/32\"]")
    let run = try run(
      Project.tool,
      ["matrix", sample, "--environment", environment, "--client", "winscp", "--from", "service-tag:VirtualNetwork"])
    #expect(!run.output.contains("is not known"), "\(run.output)")
  }

  @Test func aTagThatIsNoneIsAMistake() throws {
    for command in ["lint", "matrix", "trace", "firewall"] {
      let run = try run(Project.tool, [command, configuration, "--from", "service-tag:Azure Cloud"])
      #expect(run.status == 64 && run.errors.contains("service-tag:"), "\(run.errors)")
    }
  }
}
