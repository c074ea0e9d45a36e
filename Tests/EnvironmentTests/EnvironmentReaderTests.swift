import FuzzSupport
import IISConfiguration
import Inet
import NetworkModel
import TestSupport
import Testing
import Text
@testable import Environment

@Suite(.timeLimited) struct EnvironmentReaderTests {
  @Test func recognisesFilesByTheirContent() {
    let environment = EnvironmentReader.read(Files.all.map { ($0.name, Array($0.text.utf8)) })
    #expect(
      environment.files.map { $0.kind?.id } == [
        "windows-firewall", "windows-firewall", "network-security-groups", "effective-security-rules",
        "resource-template",
        "terraform", "public-ip-addresses", "load-balancers", "excluded-ports", "dynamic-ports", "server",
        "azure-firewall", "certificates", "what-if", "template-parameters",
        "security-admin-rules", "route-tables",
      ])
    #expect(environment.files.map(\.path) == Files.all.map(\.name))
    #expect(environment.groups.count == 6 && environment.publicIPAddresses.count == 3)
  }

  @Test(arguments: [
    ("", "it is empty"), (" \n", "it is empty"),
    ("hello", "it is nothing known: no JSON, no registry export, and nothing that netsh int ipv4 shows"),
    ("<xml/>", "it is XML of another kind than a configuration of IIS"), ("{}", "it is JSON of an unknown kind"),
    ("[]", "it is an empty list, as az prints it for another resource group or subscription"),
    ("{\"value\": []}", "it is an empty list, as az prints it for another resource group or subscription"),
    (
      "{\"version\": 4, \"terraform_version\": \"1\", \"serial\": 1, \"lineage\": \"x\", \"resources\": []}",
      "it is Terraform's state as it is stored: give what terraform show -json prints"
    ), ("{\"a\": 1}", "it is JSON of an unknown kind"),
    ("{\"a\": }", "this is no JSON value"),
    (
      "Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\X]\n\"a\"=\"b\"\n",
      "it is a registry export without keys of Windows Firewall"
    ),
    (
      "{\"contentVersion\": \"1\", \"resources\": []}",
      "it holds nothing that is read here (Azure Resource Manager template)"
    ),
  ])
  func namesWhatItSkips(_ text: String, _ reason: String) {
    let environment = readEnvironment(text)
    #expect(environment.files.map { $0.kind?.id } == [nil])
    #expect(environment.files.first?.problems.map(\.message.description).last == reason)
  }

  /// What people save instead of what is read, and the command that they are told.
  @Test(arguments: [
    ("regf\u{1}\u{2}", "reg export"),
    ("\nRegelname:                   FTP\n\(String(repeating: "-", count: 70))\nAktiviert:  Ja\n", "reg export"),
    ("Name        : FTP\nDisplayName : FTP Server\nDirection   : Inbound\n", "reg export"),
    ("#TYPE Microsoft.Management\n\"Name\",\"DisplayName\",\"Direction\"\n\"a\",\"b\",\"Inbound\"\n", "reg export"),
    ("Name\tGroup\tProfile\tEnabled\tAction\tOverride\tProgram\tLocal Address\tRemote Address\tPort\n", "reg export"),
    ("[{\"DisplayName\": \"FTP\", \"Direction\": 1, \"Action\": 2, \"Profile\": 7}]", "reg export"),
    ("PK\u{3}\u{4}\u{14}\u{1}tfplan", "terraform show -json PLAN"),
    ("# the network\nresource \"azurerm_network_security_group\" \"ftps\" {\n}\n", "terraform show -json PLAN"),
    ("// the network\nterraform {}\nmodule \"net\" {\n}\n", "terraform show -json PLAN"),
    ("using './main.bicep'\nparam location = 'westeurope'\n", "bicep build-params"),
    ("/* the network\n */\nparam location string\n", "bicep build main.bicep"),
    ("resource ftps 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {\n}\n", "bicep build main.bicep"),
    ("Location    Name    ResourceGroup\n----------  ------  ---------------\nwesteurope  ftps    rg\n", "-o json"),
    ("- id: /subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/n\n", "-o json"),
    ("Name              : ftps\nResourceGroupName : rg\n", "ftpsgate formats"),
    ("   IPv4-Adresse  . . . . . . . . . . : 10.0.0.4\n", "Export-FtpsEnvironment.ps1"),
    ("IPAddress      : 10.0.0.4\nInterfaceAlias : Ethernet\n", "Export-FtpsEnvironment.ps1"),
    ("{\"type\": \"Microsoft.Compute/virtualMachines\", \"name\": \"vm\"}", "az network nic list"),
  ])
  func saysWhatToGiveInstead(_ text: String, _ command: String) throws {
    let file = try #require(readEnvironment(text).files.first)
    #expect(file.kind == nil && !file.isBroken)
    let reason = try #require(file.problems.last?.message.description)
    #expect(reason.contains("which is not read: give what ") && reason.contains(command), "\(reason)")
  }

  /// What stands on the next page may stop everybody.
  @Test(arguments: ["\"nextLink\": \"https://management.azure.com/x?page=2\"", "\"skipToken\": \"abc\""])
  func onePageOfAListIsRefused(_ next: String) {
    let file = readEnvironment("{\"value\": [\(Files.group)], \(next)}").files.first
    #expect(file?.isBroken == true)
    #expect(file?.problems.last?.message.description.hasPrefix("the list goes on") == true)
    let last = readEnvironment("{\"value\": [\(Files.group)], \"nextLink\": null, \"skipToken\": \"\"}").files.first
    #expect(last?.kind?.id == "network-security-groups")
  }

  @Test func aTemplateWithACommentThatIsBrokenIsCalledSo() {
    let file = readEnvironment("// resource \"x\"\n{\"resources\": [}").files.first
    #expect(file?.isBroken == true && file?.problems.last?.message == "this is no JSON value")
  }

  @Test func aConfigurationIsLeftToOthers() {
    let environment = readEnvironment("<?xml version=\"1.0\"?>\n<configuration/>")
    #expect(environment.files.map { $0.kind?.id } == ["iis-configuration"])
  }

  @Test func readsFactsOfTheServer() {
    let environment = readEnvironment(Files.server)
    #expect(environment.localAddresses.description == "10.0.0.4")
    #expect(environment.localSubnet?.description == "10.0.0.0/24")
    #expect(environment.activeProfiles == [.public])
    #expect(readEnvironment("").localAddresses == .any && readEnvironment("").localSubnet == nil)
  }

  @Test func theActiveProfileDecides() {
    let flow = Flow(.inbound, remoteAddresses: .internet, localPorts: PortSet(21))
    let closed = readEnvironment(Files.registry, Files.server).hops(.inbound).decide(flow)
    #expect(closed.parts.map(\.verdict.decidingRule.rule.description) == ["all inbound connections are blocked"])
    #expect(readEnvironment(Files.registry).hops(.inbound).decide(flow).unknown.count == 1)
  }

  @Test func redirectsOfPowerShellAreUTF16() {
    let bytes = utf16(Files.group)
    #expect(EnvironmentReader.read([("a", bytes)]).groups.count == 1)
    #expect(EnvironmentReader.read([("a", Array(bytes.dropFirst(2)))]).groups.count == 1)
    let big = utf16(Files.group, bigEndian: true)
    #expect(EnvironmentReader.read([("a", big)]).groups.count == 1)
    #expect(EnvironmentReader.read([("a", [0xEF, 0xBB, 0xBF] + Array(Files.group.utf8))]).groups.count == 1)
  }

  /// A file that was cut off anywhere, in both encodings, is named and crashes nothing.
  @Test(arguments: Files.all) func survivesFilesThatAreCutOff(_ name: String, _ text: String) {
    let bytes = Array(text.utf8)
    for end in bytes.indices {
      let environment = EnvironmentReader.read([(name, Array(bytes[..<end]))])
      #expect(environment.files.count == 1)
      if text.hasPrefix("{") || text.hasPrefix("[{") { #expect(environment.files.first?.kind == nil) }
    }
    let wide = utf16(text)
    for end in stride(from: 0, to: wide.count, by: 7) {
      #expect(EnvironmentReader.read([(name, Array(wide[..<end]))]).files.count == 1)
    }
  }

  /// A file in which bytes were changed is read somehow, with all places inside it.
  @Test(arguments: Files.all) func survivesFilesThatWereTamperedWith(_ name: String, _ text: String) {
    var dice = SplitMix(seed: UInt64(text.utf8.count))
    let tokens = [
      "\"", "\\", "{", "]", "|", "=", "\0", "\u{FF}", "-", "99999999999999999999", "null", "[", "*", "\r", "\n\n",
    ]
    for _ in 0..<60 {
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        let index = Int.random(in: 0..<bytes.count, using: &dice)
        let token = Array((tokens.randomElement(using: &dice) ?? "").utf8)
        bytes.replaceSubrange(index..<min(index + Int.random(in: 0...3, using: &dice), bytes.count), with: token)
      }
      let environment = EnvironmentReader.read([(name, bytes)])
      for file in environment.files {
        for problem in file.problems {
          #expect(problem.range.map { $0.end <= file.source.text.count } ?? true)
          #expect(!problem.message.description.contains("\n"))
        }
      }
      for hop in [environment.hops(.inbound), environment.hops(.outbound)] {
        _ = hop.decide(Flow(.inbound, remoteAddresses: .internet, localPorts: PortSet.client))
      }
    }
  }
}
