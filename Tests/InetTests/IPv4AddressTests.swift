import Inet
import TestSupport
import Testing

@Suite(.timeLimited) struct IPv4AddressTests {
  @Test(arguments: ["0.0.0.0", "104.41.173.83", "255.255.255.255", "10.0.0.1"])
  func readsADottedQuad(_ text: String) {
    #expect(IPv4Address(text)?.description == text)
  }

  @Test(arguments: [
    "", " 10.0.0.1", "10.0.0.1 ", "10.0.0", "10.0.0.0.1", "10.0.0.256", "010.0.0.1", "0x0a.0.0.1", "10..0.1",
    "10.0.0.1/24", "ftp.example.com", "::1", "١٠.0.0.1",
  ])
  func refusesAnythingElse(_ text: String) {
    #expect(IPv4Address(text) == nil)
  }

  @Test(arguments: [
    ("0.0.0.0", AddressScope.unspecified), ("127.0.0.1", .loopback), ("169.254.10.10", .linkLocal),
    ("10.255.255.254", .privateUse), ("172.15.255.255", .publicUse), ("172.16.0.0", .privateUse),
    ("172.31.255.255", .privateUse), ("172.32.0.0", .publicUse), ("192.168.1.1", .privateUse),
    ("100.63.255.255", .publicUse), ("100.64.0.0", .carrierGradeNAT), ("100.127.255.255", .carrierGradeNAT),
    ("100.128.0.0", .publicUse), ("198.51.100.10", .publicUse), ("224.0.0.1", .multicast),
    ("240.0.0.1", .reserved), ("255.255.255.255", .broadcast), ("104.41.173.83", .publicUse),
  ])
  func knowsHowFarItReaches(_ text: String, _ scope: AddressScope) {
    #expect(IPv4Address(text)?.scope == scope)
  }
}
