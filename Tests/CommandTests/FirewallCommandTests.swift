import Foundation
import Testing
import TestSupport

@Suite(.timeLimited) struct FirewallCommandTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  private func configuration(bindings: String = "*:21:", site: String = "FTP", comment: String = "") throws -> String {
    try folder.write(
      "applicationHost.config",
      """
      <configuration>\(comment)<system.applicationHost><sites><site name="\(site)" id="4">
        <bindings><binding protocol="ftp" bindingInformation="\(bindings)" /></bindings>
      </site></sites></system.applicationHost><system.ftpServer>
        <firewallSupport lowDataChannelPort="40000" highDataChannelPort="40100" />
      </system.ftpServer></configuration>
      """)
  }

  @Test func letsInOnlyThoseWhoAreNamed() throws {
    let path = try configuration()
    let run = try ftpsgate(
      "firewall", path, "--target", "azure-cli", "--from", "203.0.113.0/24", "--from", "service-tag:AzureCloud",
      "--name",
      "WEB01", "--priority", "200")
    #expect(run.status == 0)
    for words in [
      "\"$1\" ftpsgate-web01.in-tcp Inbound 200 203.0.113.0/24 '*' ",
      "\"$1\" ftpsgate-web01.in-tcp-tag-c1ab08 Inbound 210 AzureCloud '*' ",
    ] { #expect(run.output.contains(words), "\(words)") }
    #expect(!run.output.contains("Inbound 200 '*'"))
  }

  @Test(arguments: ["netsh", "powershell", "nftables"]) func aTagThatTheFirewallDoesNotKnowIsRefused(
    _ target: String
  ) throws {
    let run = try ftpsgate("firewall", configuration(), "--target", target, "--from", "service-tag:AzureCloud")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains("\(target) has no word for the service tag"), "\(run.errors)")
  }

  @Test func aGatewayTranslatesThePublicAddress() throws {
    let path = try configuration()
    let run = try ftpsgate("firewall", path, "--target", "nftables", "--public-ip", "20.40.60.80")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(
      run.output.contains("    ip daddr 20.40.60.80 tcp dport { 21, 40000-40100 } dnat to $server\n"), "\(run.output)")
    #expect(try !ftpsgate("firewall", path, "--target", "nftables").output.contains("dnat"))
  }

  @Test func clientsWhoCannotComeAreRefused() throws {
    let run = try ftpsgate(
      "firewall", configuration(bindings: "[2001:db8::4]:21:"), "--target", "netsh", "--from", "203.0.113.0/24")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains("no client of 203.0.113.0/24 can reach an address of the bindings"), "\(run.errors)")
  }

  @Test(arguments: [
    ["--name", "a.b"], ["--name", "a_b"], ["--name", ""], ["--priority", "99"], ["--priority", "4097"],
    ["--from", "nowhere"], ["--from", "service-tag:a b"],
  ])
  func otherValuesAreUsageErrors(_ option: [String]) throws {
    let path = try configuration()
    let run = try run(Project.tool, ["firewall", path, "--target", "netsh"] + option)
    #expect(run.status == 64 && run.output.isEmpty, "\(option): \(run.errors)")
  }

  @Test func whatOnlyTheReaderTakesAwayIsRefused() throws {
    let run = try ftpsgate("firewall", configuration(), "--target", "json", "--remove")
    #expect(run.status == 1 && run.output.isEmpty && run.errors.contains("takes nothing away"), "\(run.errors)")
  }

  /// A comment in the file opens nothing, another port does.
  @Test(arguments: ["powershell", "netsh", "azure-cli", "azure-powershell", "nftables", "json"])
  func onlyWhatChangesThePlanChangesTheOutput(
    _ target: String
  ) throws {
    func output(_ path: String) throws -> String { try ftpsgate("firewall", path, "--target", target).output }
    let plain = try output(configuration())
    #expect(try output(configuration(comment: "<!-- more -->")) == plain)
    #expect(try output(configuration(bindings: "*:2121:")) != plain)
  }
}
