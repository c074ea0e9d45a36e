import IISConfiguration
import Inet
import Reachability
import Testing
import TestSupport

@Suite(.timeLimited) struct PassiveReplyTests {
  @Test(arguments: [
    ("227 Entering Passive Mode (104,41,173,83,27,90).", "104.41.173.83", 7002),
    ("227 Entering Passive Mode (104,41,173,83,27,90).\r\n", "104.41.173.83", 7002),
    ("  \t227 Entering Passive Mode (104,41,173,83,27,90).  ", "104.41.173.83", 7002),
    ("227 Entering Passive Mode 10,0,0,4,195,80", "10.0.0.4", 50000),
    ("227 =10,0,0,4,195,80", "10.0.0.4", 50000),
    ("227=10,0,0,4,195,80", "10.0.0.4", 50000),
    ("227 10,0,0,4,195,80", "10.0.0.4", 50000),
    ("227 パッシブ モードに入ります (10,0,0,4,195,80)。", "10.0.0.4", 50000),
    ("227 Passiver Modus wird gestartet (10, 0, 0, 4, 195, 80)", "10.0.0.4", 50000),
    ("227-Entering\r\n227 Passive Mode (10,0,0,4,195,80)\r\n", "10.0.0.4", 50000),
    ("227-Entering Passive Mode (10,0,0,4,195,80)\r\n227 End\r\n", "10.0.0.4", 50000),
    ("< 227 Entering Passive Mode (10,0,0,4,0,1)", "10.0.0.4", 1),
    ("Response: 227 Entering Passive Mode (10,0,0,4,255,255)", "10.0.0.4", 65535),
    ("< 2017-11-01 12:00:00.123 227 Entering Passive Mode (010,0,0,4,195,80)", "10.0.0.4", 50000),
  ])
  func decodesAnAddressAndAPort(_ text: String, _ address: String, _ port: Int) throws {
    let reply = try PassiveReply(text)
    #expect(reply.address?.description == address)
    #expect(Int(reply.port) == port)
  }

  @Test(arguments: [
    "229 Entering Extended Passive Mode (|||49403|)", "229 Entering Extended Passive Mode (!!!49403!)\r\n",
    "229 (~~~49403~).", "229 拡張パッシブ モードに入ります (|||49403|)。", "229 v2 mode (|||49403|)",
  ])
  func decodesAPort(_ text: String) throws {
    let reply = try PassiveReply(text)
    #expect(reply.target == .port(49403))
    #expect(reply.address == nil)
  }

  @Test(arguments: [
    ("227 Entering Passive Mode, slot 3 (198,51,100,1,156,64).", PassiveReply.Shape.digitsBefore),
    ("227 v2 (198,51,100,1,156,64)", .digitsBefore), ("227 (198,51,100,1,156,64) 3", .usual),
    ("227 Entering Passive Mode (198,51,100,1,156,64).", .usual),
    ("229 Entering Extended Passive Mode (IPv4) (|||40000|)", .parenthesisBefore),
    ("229 () (|||40000|)", .parenthesisBefore), ("229 Entering Extended Passive Mode (|||40000|) (IPv4)", .usual),
  ]) func readsWordsThatClientsReadDifferently(_ text: String, _ shape: PassiveReply.Shape) throws {
    let reply = try PassiveReply(text)
    #expect(reply.shape == shape && reply.port == 40000)
    #expect((reply.shape.readers == nil) == (shape == .usual))
  }

  @Test(arguments: [
    ("", PassiveReply.Fault.notAReply), ("PASV", .notAReply), ("(104,41,173,83,27,90)", .notAReply),
    ("227,1,1,1,1,1", .notAReply), ("2270 Entering (1,2,3,4,5,6)", .notAReply), ("٢٢٧ (1,2,3,4,5,6)", .notAReply),
    ("530 User 227 cannot log in.", .otherCode("530")), ("425 Can't open data connection.", .otherCode("425")),
    ("500 'PASV': command not understood.\r\n", .otherCode("500")), ("227", .count(0)),
    ("227 Entering Passive Mode", .count(0)), ("227 Entering Passive Mode (104,41,173,83,27).", .count(5)),
    ("227 (1,2,3,4,5,6,7)", .count(7)), ("227 (1,2,,4,5,6)", .count(2)), ("227 (1,2,3,-4,5,6)", .count(3)),
    ("227 Entering Passive Mode (104,41,173,83,27,256).", .above255("256")),
    ("227 (104,41,1730000000000000000000000,83,27,90)", .above255("1730000000000000000000000")),
    ("227 (104,41,173,83,0,0)", .portZero), ("229 (|||0|)", .portZero), ("229 (|||65536|)", .above65535("65536")),
    ("229 Entering Extended Passive Mode", .noExtendedPort), ("229 (|1|10.0.0.4|49403|)", .noExtendedPort),
    ("229 (|||49403|", .noExtendedPort), ("229 (||49403|)", .noExtendedPort), ("229 (|!|49403|)", .noExtendedPort),
    ("229 (111494031)", .noExtendedPort), ("229 (", .noExtendedPort), ("229 (|||", .noExtendedPort),
  ])
  func saysWhatIsWrong(_ text: String, _ fault: PassiveReply.Fault) {
    #expect(throws: fault) { try PassiveReply(text) }
    #expect(!fault.message.description.isEmpty && !fault.help.description.isEmpty)
  }
}

@Suite(.timeLimited) struct PassiveReplyVerdictTests {
  private func verdict(_ reply: String, _ sites: String, range: String = "") throws -> PassiveReplyVerdict {
    let text = """
      <configuration><system.applicationHost><sites>\(sites)</sites></system.applicationHost>
      <system.ftpServer><firewallSupport \(range)/></system.ftpServer></configuration>
      """
    let configuration = try read(text)
    return PassiveReplyVerdict(try PassiveReply(reply), configuration)
  }

  private func site(_ name: String, _ binding: String, _ address: String?, off: Bool = false) -> String {
    let firewall = address.map { "<firewallSupport externalIp4Address=\"\($0)\"/>" } ?? ""
    return """
      <site name="\(name)" id="\(name)"><bindings><binding protocol="ftp" bindingInformation="\(binding)"/></bindings>
      <ftpServer serverAutoStart="\(off ? "false" : "true")">\(firewall)</ftpServer></site>
      """
  }

  private let reply = "227 Entering Passive Mode (104,41,173,83,27,90)."

  @Test func relatesEverySite() throws {
    let sites =
      site("1", "*:21:", "104.41.173.83") + site("2", "*:22:", nil) + site("3", "10.0.0.4:21:", nil)
      + site("4", "*:23:", "20.40.60.80") + site("5", "[::1]:21:", nil) + site("6", "104.41.173.83:21:", nil)
    let defaults = "<siteDefaults><ftpServer/></siteDefaults>"
    let verdict = try verdict(reply, sites + defaults)
    #expect(
      verdict.sites.map(\.relation) == [
        .isExternalAddress(.site), .canBeOwnAddress, .isBoundElsewhere, .hasOther("20.40.60.80"), .isBoundElsewhere,
        .canBeOwnAddress,
      ])
    #expect(verdict.origin == .externalAddress)
  }

  @Test func seesWhatIsInherited() throws {
    let defaults =
      "<siteDefaults><ftpServer><firewallSupport externalIp4Address=\"104.41.173.83\"/></ftpServer></siteDefaults>"
    let verdict = try verdict(reply, site("1", "*:21:", nil) + defaults)
    #expect(verdict.sites.map(\.relation) == [.isExternalAddress(.siteDefaults)])
  }

  @Test func asksSitesThatStartFirst() throws {
    let off = site("1", "*:21:", "104.41.173.83", off: true)
    #expect(try verdict(reply, off + site("2", "*:22:", nil)).origin == .ownAddress)
    #expect(try verdict(reply, off + site("2", "*:22:", "20.40.60.80")).origin == .externalAddress)
    #expect(try verdict(reply, site("2", "*:22:", "20.40.60.80")).origin == .elsewhere)
    #expect(
      try verdict(reply, site("1", "*:21:", nil, off: true) + site("2", "*:22:", "20.40.60.80")).origin == .elsewhere)
  }

  @Test func looksForThePortInTheRange() throws {
    let range = PortRange(7000, 7100)
    let inside = try verdict(reply, "", range: "lowDataChannelPort=\"7000\" highDataChannelPort=\"7100\"")
    #expect(inside.port == range.map { .inside($0) })
    let other = PortRange(50000, 50100)
    let outside = try verdict(reply, "", range: "lowDataChannelPort=\"50000\" highDataChannelPort=\"50100\"")
    #expect(outside.port == other.map { .outside($0) })
    #expect(try verdict(reply, "").port == .noRange(isDynamic: false))
    #expect(try verdict("229 (|||50000|)", "").port == .noRange(isDynamic: true))
    let invalid = try verdict(reply, "", range: "lowDataChannelPort=\"7100\" highDataChannelPort=\"7000\"")
    #expect(invalid.port == .invalidRange)
  }

  @Test func asksNoSiteAboutAPort() throws {
    #expect(try verdict("229 (|||50000|)", site("1", "*:21:", nil)).sites.isEmpty)
  }
}
