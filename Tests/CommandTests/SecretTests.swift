import Emit
import Foundation
import Testing
import TestSupport

/// Passwords and encrypted values never appear, in no format and of no file.
@Suite(.timeLimited) struct SecretTests {
  private static let configuration = """
    <configuration>
    <system.applicationHost>
      <applicationPools><add name="x"><processModel userName="u" password="Hunter2-pool" /></add></applicationPools>
      <sites>
        <site name="FTP" id="1">
          <application path="/"><virtualDirectory path="/" physicalPath="C:\\x" password="[enc:AesProvider:Hunter2-enc:enc]" /></application>
          <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
          <ftpServer wrong="1"><security><authentication>
            <anonymousAuthentication enabled="yes" userName="IUSR" password='Hunter2-site' />
          </authentication></security>
          <userIsolation><activeDirectory adUserName="a" adPassword = "Hunter2-ad" oops="1" /></userIsolation></ftpServer>
        </site>
      </sites>
    </system.applicationHost>
    </configuration>
    """

  @Test(arguments: ReportFormat.allCases.map(\.name)) func ofAWellFormedFile(_ format: String) throws {
    let run = try ftpsgate("lint", "-", "--format", format, input: Data(Self.configuration.utf8))
    #expect(run.status == 1)
    #expect(run.output.contains("cleartext-password"))
    #expect(!run.output.contains("Hunter2") && !run.errors.contains("Hunter2"))
  }

  @Test(arguments: ReportFormat.allCases.map(\.name)) func ofABrokenFile(_ format: String) throws {
    for broken in [
      "<configuration><a password=\"Hunter2", "<configuration><a password=Hunter2 />",
      "<configuration><a password='Hunter2' b=<",
      "<configuration>\n<a password=\"&Hunter2;\"/></configuration>",
      "<configuration><a x=\"[enc:AesProvider:Hunter2:enc]\" <</configuration>",
      "<configuration><a password=\"\nHunter2\n\" <</configuration>",
    ] {
      let run = try ftpsgate("lint", "-", "--format", format, input: Data(broken.utf8))
      #expect(run.status == 2)
      #expect(!run.output.contains("Hunter2") && !run.errors.contains("Hunter2"), "\(broken): \(run.output)")
    }
  }

  /// No list knows all names of secrets, and in a broken file no name tells how far its value goes.
  @Test(arguments: ReportFormat.allCases.map(\.name)) func ofABrokenFileNoValueIsShown(_ format: String) throws {
    for broken in [
      "<configuration><a name=\"ApiKey\" value=\"Hunter2\" / ><b value=\"Hunter2\" /></configuration>",
      "<configuration><a name=\"SAS\" value=\"?sv=1&sig=Hunter2\" /></configuration>",
      "<configuration><a token='x' Hunter2' b='Hunter2'/></configuration>",
      "<configuration><a token=Hunter2/></configuration>", "<configuration><token>Hunter2 <</token></configuration>",
      "<configuration><token>Hunter2== x=Hunter2</b></configuration>",
      "<configuration><!-- Hunter2 -- x --></configuration>",
      "<configuration><a token=\"x\"Hunter2=\"y\"/></configuration>",
      "<web><add token=\"Hunter2\"/></web>", "Hunter2",
    ] {
      let run = try ftpsgate("lint", "-", "--format", format, input: Data(broken.utf8))
      #expect(run.status == 2)
      #expect(!run.output.contains("Hunter2") && !run.errors.contains("Hunter2"), "\(broken): \(run.output)")
    }
  }

  /// A secret that found its way into a name stays one, and a name moves no terminal's cursor.
  @Test(arguments: ["password=Hunter2", "[enc:AesProvider:Hunter2:enc]", "p&#97;ssword=Hunter2 &#x1F;&#x9B;"])
  func inASiteName(_ name: String) throws {
    let name = name.replacing("&#x1F;", with: "")
    let configuration = Data(
      """
      <configuration><system.applicationHost><sites><site name="A \(name)" id="1">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer><firewallSupport externalIp4Address="\(name)" /></ftpServer>
      </site></sites></system.applicationHost><system.ftpServer>
        <firewallSupport lowDataChannelPort="40000" highDataChannelPort="40100" />
      </system.ftpServer></configuration>
      """.utf8)
    let reports = ReportFormat.allCases.map { ["lint", "-", "--format", $0.name] }
    let scripts = FirewallTarget.allCases.map { ["firewall", "-", "--target", $0.name] }
    for arguments in reports + scripts + [
      ["notes", "-"], ["pasv", "227 (10,0,0,4,200,1)", "-"],
      ["firewall", "-", "--target", "netsh", "--site", "A \(name.dropLast())"],
    ] {
      let run = try run(Project.tool, arguments, input: configuration)
      // What the user has typed may be repeated.
      let text = arguments.contains("--site") ? run.output : run.output + run.errors
      #expect(!text.contains("Hunter2") && !text.contains("\u{9B}"), "\(arguments): \(text)")
      #expect([0, 1, 64].contains(run.status), "\(arguments): \(run.errors)")
    }
  }

  @Test func whatIsSaidOfAFaultMovesNoCursor() throws {
    let run = try ftpsgate("notes", "-", input: Data("<configuration><a\u{9B}31m></b\u{9B}></configuration>".utf8))
    #expect(run.status == 2 && !run.errors.contains("\u{9B}"), "\(run.errors)")
    #expect(try !ftpsgate("lint", "no\u{1B}[31m.config").errors.contains("\u{1B}"))
  }
}
