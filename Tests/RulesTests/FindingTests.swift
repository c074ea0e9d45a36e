import IISConfiguration
import Linter
import Reachability
import TestSupport
import Testing
import Text
@testable import Rules

/// What findings say beyond their places: the sites they name, and advice that depends on the fault.
@Suite(.timeLimited) struct FindingTests {
  private func findings(of rule: Rule, _ part: Example.Part, _ text: String) -> [Finding] {
    let file = Example.rejects(part, text).file(around: text)
    let source = SourceFile(path: "example.config", bytes: Array(file.utf8))
    return Lint(rules: [rule], deployment: DeploymentOptions()).run(source).findings
  }

  @Test func onlyTheSameTextIsADuplicateEntry() {
    let found = findings(
      of: .duplicateBinding, .site,
      """
      <bindings>
        <binding protocol="ftp" bindingInformation="*:21:" />
        <binding protocol="ftp" bindingInformation=":21:" />
        <binding protocol="ftp" bindingInformation="*:21:" />
      </bindings>
      """)
    #expect(found.map { $0.notes.contains("IIS refuses the second binding as a duplicate entry") } == [false, true])
  }

  @Test func sitesOfOneNameAreNamedOnce() {
    let site = "<site name=\"A\" id=\"1\">\(bindings("ftp", "*:21:"))</site>"
    #expect(findings(of: .duplicateBinding, .sites, site + site).map(\.sites) == [["A"]])
  }

  @Test func portsBelowTheFloorAreNotToBeSwapped() {
    let found = findings(
      of: .passiveRangeInvalid, .server, "<firewallSupport lowDataChannelPort=\"100\" highDataChannelPort=\"50\" />")
    #expect(found.map { $0.help?.description.contains("swap") } == [false])
  }

  @Test func aPolicyThatCannotBeReadRequiresNothing() {
    let found = findings(
      of: .hostNameHidesCertificate, .site,
      bindings("ftp", "*:21:ftp.example.com")
        + "<ftpServer><security><ssl controlChannelPolicy=\"Perhaps\" dataChannelPolicy=\"SslAllow\" />"
        + "</security></ftpServer>")
    #expect(found.isEmpty)
  }

  @Test func adviceToRequireTLSNamesTheMissingCertificate() {
    let ssl = "<security><ssl controlChannelPolicy=\"SslAllow\" dataChannelPolicy=\"SslAllow\" /></security>"
    for rule in [Rule.plaintextControlChannel, .plaintextDataChannel] {
      #expect(findings(of: rule, .ftpServer, ssl).map { $0.help?.description.contains("serverCertHash") } == [true])
    }
  }

  @Test func noAuthTLSIsExpectedOnPort990() {
    let found = findings(of: .hostNameHidesCertificate, .site, bindings("ftp", "*:990:ftp.example.com"))
    #expect(found.map { $0.notes.contains { $0.description.contains("AUTH TLS") } } == [false])
  }

  @Test func siteSettingsOfALocationAreSaidToStandInIt() {
    let found = findings(
      of: .misplacedSetting, .configuration,
      """
      <location path="FTP"><system.applicationHost><sites>
        <site name="FTP" id="1"><ftpServer /></site>
      </sites></system.applicationHost></location>
      """)
    #expect(found.map(\.message.description) == ["\"ftpServer\" does not belong in <location>"])
  }
}
