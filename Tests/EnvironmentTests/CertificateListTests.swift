import IISConfiguration
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// The list of certificates that the collection script writes.
@Suite(.timeLimited) struct CertificateListTests {
  private static let hash = "0123456789ABCDEF0123456789ABCDEF01234567"

  private func list(_ entry: String) -> ServerEnvironment {
    readEnvironment(#"{"ftpsgateCertificates": 1, "stores": ["MY", "WebHosting"], "certificates": [\#(entry)]}"#)
  }

  @Test func isReadWhole() throws {
    let inventory = try #require(readEnvironment(Files.certificates).certificates)
    #expect(inventory.lists("my") && inventory.lists("WEBHOSTING") && !inventory.lists("Root"))
    let certificate = try #require(inventory.certificates.first)
    #expect(certificate.store == "MY" && certificate.thumbprint.value == Thumbprint(Self.hash))
    #expect(certificate.names == ["ftp.example.com", "*.example.net"] && certificate.hasPrivateKey == true)
    #expect(certificate.notBefore == UTCTime("2026-01-01") && certificate.notAfter == UTCTime("2026-12-31T23:59:59Z"))
    #expect(certificate.usages == ["1.3.6.1.5.5.7.3.1"] && certificate.isForServers && !certificate.isSelfSigned)
    #expect(certificate.covers("FTP.example.com") == true && certificate.covers("a.example.net") == true)
    #expect(certificate.covers("a.b.example.net") == false && certificate.covers("example.net") == false)
  }

  /// PowerShell 5.1 and 7 write the same, but for blanks and for how they escape.
  @Test func blanksAndEscapesDoNotMatter() throws {
    let other = Files.certificates.replacing("\n", with: "\r\n").replacing("    ", with: " ").replacing(
      "CN=ftp", with: #"CN\u003dftp"#)
    let first = try #require(readEnvironment(Files.certificates).certificates?.certificates.first)
    let second = try #require(readEnvironment(other).certificates?.certificates.first)
    #expect(first.subject == second.subject && first.names == second.names && first.notAfter == second.notAfter)
  }

  @Test func whatIsNotToldIsUnknown() throws {
    let environment = list(
      #"{"store": "MY", "thumbprint": "\#(Self.hash)", "dnsNames": "x", "enhancedKeyUsage": null}"#)
    let certificate = try #require(environment.certificates?.certificates.first)
    #expect(certificate.names == nil && certificate.covers("x") == nil && certificate.hasPrivateKey == nil)
    #expect(certificate.usages == nil && certificate.isForServers && !certificate.isSelfSigned)
    #expect(environment.files[0].problems.isEmpty)
  }

  @Test func aTimeThatCannotBeReadIsNamed() throws {
    let environment = list(#"{"store": "MY", "thumbprint": "\#(Self.hash)", "notAfter": "/Date(1)/"}"#)
    #expect(environment.certificates?.certificates.first?.notAfter == nil)
    #expect(
      environment.files[0].problems.map(\.message.description) == ["this is no time such as 2026-11-29T08:00:00Z"])
  }

  /// A certificate that cannot be told apart may be any: then nothing is known to be missing.
  @Test func anEntryWithoutThumbprintLeavesTheStoresOpen() {
    let environment = list(#"{"store": "MY", "thumbprint": "0123"}"#)
    #expect(environment.certificates?.lists("MY") == false && environment.files[0].problems.count == 1)
  }

  @Test func severalListsAddUp() {
    let other = Files.certificates.replacing("WebHosting", with: "Other")
    #expect(readEnvironment(Files.certificates, other).certificates?.certificates.count == 2)
  }
}
