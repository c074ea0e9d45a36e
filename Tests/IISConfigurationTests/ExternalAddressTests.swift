import Inet
import Testing
import TestSupport
@testable import IISConfiguration

@Suite(.timeLimited) struct ExternalAddressTests {
  @Test(
    arguments: [
      ("", .unset), ("104.41.173.83", .address(IPv4Address(104, 41, 173, 83))),
      ("10.0.0.4", .address(IPv4Address(10, 0, 0, 4))), ("0.0.0.1", .address(IPv4Address(0, 0, 0, 1))),
    ] as [(String, ExternalAddress)])
  func isAnAddressOrNothing(_ text: String, _ address: ExternalAddress) {
    #expect(ExternalAddress(text) == address)
  }

  @Test(
    arguments: [
      ("0.0.0.0", .unspecified), (" 104.41.173.83", .blanks), ("104.41.173.83\u{A0}", .blanks), (" ", .blanks),
      (" \"104.41.173.83\" ", .blanks), ("\"104.41.173.83\"", .quotationMarks), ("'104.41.173.83'", .quotationMarks),
      ("104.41.173.83/32", .prefixLength), ("2001:db8::/32", .prefixLength), ("2001:db8::1", .ipv6),
      ("ftp.example.com", .hostName), ("fe80::1%eth0", .hostName), ("104.41.173", .notFourNumbers),
      ("104.41.173.256", .notFourNumbers), ("010.0.0.1", .notFourNumbers), ("104.41.173.83:21", .notFourNumbers),
    ] as [(String, ExternalAddress.Fault)])
  func tellsWhyATextIsNone(_ text: String, _ fault: ExternalAddress.Fault) {
    #expect(ExternalAddress(text) == .invalid(text, fault))
  }

  @Test(arguments: ["", "104.41.173.83", "0.0.0.0", "255.255.255.255", "01.2.3.4", " 1.2.3.4", "ftp.example.com"])
  func keepsItsText(_ text: String) {
    #expect(ExternalAddress(text).text == text)
  }

  @Test func knowsTheAddressThatIsWritten() {
    let unspecified = IPv4Address(0, 0, 0, 0)
    #expect(ExternalAddress("104.41.173.83").isWritten(as: IPv4Address(104, 41, 173, 83)))
    #expect(!ExternalAddress("104.41.173.83").isWritten(as: IPv4Address(104, 41, 173, 84)))
    #expect(ExternalAddress("0.0.0.0").isWritten(as: unspecified))
    for text in ["", " 0.0.0.0", "ftp.example.com"] { #expect(!ExternalAddress(text).isWritten(as: unspecified)) }
  }

  @Test(arguments: [
    ("104.41.173.83", true, true), ("10.0.0.4", true, false), ("100.64.0.1", true, false), ("0.0.0.0", false, false),
    ("ftp.example.com", false, false), ("", false, false),
  ]) func aSiteAnnouncesWhatCouldBeConnectedTo(_ text: String, _ isAnnounced: Bool, _ isPublic: Bool) throws {
    let settings = "<ftpServer><firewallSupport externalIp4Address=\"\(text)\" /></ftpServer>"
    let site = try read(file(sites: site("A", id: 1, settings))).ftpSites[0]
    #expect(site.announcedAddress?.description == (isAnnounced ? text : nil))
    #expect(site.announcedPublicAddress?.description == (isPublic ? text : nil))
  }
}
