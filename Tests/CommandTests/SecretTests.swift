import Foundation
import TestSupport
import Testing

/// Passwords and encrypted values never appear, in no format and of no file.
@Suite struct SecretTests {
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

  @Test(arguments: ["text", "json", "sarif", "github"]) func ofAWellFormedFile(_ format: String) throws {
    let run = try ftpsgate("lint", "-", "--format", format, input: Data(Self.configuration.utf8))
    #expect(run.status == 1)
    #expect(run.output.contains("cleartext-password"))
    #expect(!run.output.contains("Hunter2") && !run.errors.contains("Hunter2"))
  }

  @Test(arguments: ["text", "json", "sarif", "github"]) func ofABrokenFile(_ format: String) throws {
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
}
