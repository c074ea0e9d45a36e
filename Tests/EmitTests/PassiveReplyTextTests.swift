import Emit
import Reachability
import Testing
import TestSupport

@Suite(.timeLimited) struct PassiveReplyTextTests {
  private func text(_ reply: String, _ sites: String? = nil, range: (Int, Int)? = (7000, 7100)) throws -> String {
    guard let sites else { return PassiveReplyText(try PassiveReply(reply)).text }
    let ports = range.map { "lowDataChannelPort=\"\($0)\" highDataChannelPort=\"\($1)\"" } ?? ""
    let file = """
      <configuration><system.applicationHost><sites>\(sites)</sites></system.applicationHost>
      <system.ftpServer><firewallSupport \(ports)/></system.ftpServer></configuration>
      """
    let configuration = try read(file)
    return PassiveReplyText(try PassiveReply(reply), configuration).text
  }

  private func site(_ name: String, _ address: String?) -> String {
    let firewall = address.map { "<firewallSupport externalIp4Address=\"\($0)\"/>" } ?? ""
    return """
      <site name="\(name)" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:"/></bindings>
      <ftpServer>\(firewall)</ftpServer></site>
      """
  }

  private let reply = "227 Entering Passive Mode (104,41,173,83,27,90)."

  @Test func looksLikeThis() throws {
    try expectGolden(text(reply, site("FTP", "104.41.173.83")), "pasv-as-configured.txt")
    try expectGolden(
      text(reply, site("FTP", "20.40.60.80") + site("B", "bad"), range: (50000, 50100)), "pasv-from-elsewhere.txt")
    try expectGolden(text("227 (10,0,0,4,195,80)", site("FTP", nil), range: nil), "pasv-private-address.txt")
    try expectGolden(text("229 Entering Extended Passive Mode (|||7002|)", site("FTP", nil)), "pasv-extended.txt")
  }

  @Test func decodesAlone() throws {
    let text = try text(reply)
    #expect(text.hasPrefix("104.41.173.83:7002\n\n  port     27 × 256 + 90 = 7002\n  address  a public address\n"))
    #expect(!text.contains("sites"))
  }

  @Test func namesTheSiteAndTheRange() throws {
    let text = try text(reply, site("FTP", "104.41.173.83") + site("Other", "20.40.60.80"))
    #expect(text.contains("  sites    \"FTP\" has it as its external address\n"))
    #expect(text.contains("           \"Other\" has \"20.40.60.80\" set instead\n"))
    #expect(text.contains("  range    7002 is in the passive range 7000-7100\n"))
  }

  @Test func saysWhatANeitherInternalNorPublicAddressMeans() throws {
    let text = try text(reply, site("FTP", "20.40.60.80"), range: (50000, 50100))
    #expect(text.contains("older or an inherited one"))
    #expect(text.contains("7002 is not in the passive range 50000-50100"))
    #expect(text.contains("Restart-Service ftpsvc"))
  }

  @Test func saysWhatAPrivateAddressMeans() throws {
    let text = try text("227 (10,0,0,4,27,90)", site("FTP", nil), range: nil)
    #expect(text.contains("a private address (RFC 1918)"))
    #expect(text.contains("PHP, Perl Net::FTP"))
    #expect(text.contains("none is set; 7002 is none of the ports"))
  }

  @Test func saysThatAPortNeedsNoAddress() throws {
    let text = try text("229 Entering Extended Passive Mode (|||7002|)", site("FTP", nil))
    #expect(text.hasPrefix("port 7002, at the address that the client dialled\n"))
    #expect(text.contains("names no address"))
    #expect(!text.contains("sites"))
  }

  @Test func writesNoControlsOfATerminal() throws {
    let name = "a&#10;b\u{202E}c\u{9B}31m"
    let text = try text(reply, site(name, "104.41.173.83\u{200E}"))
    #expect(text.contains(#""a\u{A}b\u{202E}c\u{9B}31m" has "104.41.173.83\u{200E}" set instead"#))
  }

  @Test func countsManySites() throws {
    let text = try text(reply, (1...7).map { site("S\($0)", nil) }.joined())
    #expect(text.contains("\"S5\""))
    #expect(text.contains("           and 2 more\n"))
  }

  @Test func staysWithinNinetyNineColumnsOfProse() throws {
    for address in ["104.41.173.83", "20.40.60.80", "10.0.0.4"] {
      for line in try text(reply, site("FTP", address)).split(separator: "\n") { #expect(line.count <= 100) }
    }
  }
}
