import Inet
import TestSupport
import Testing

@Suite(.timeLimited) struct IPv6AddressTests {
  @Test(arguments: [
    // RFC 4291, section 2.2.
    ("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789"),
    ("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"),
    ("FF01:0:0:0:0:0:0:101", "ff01::101"), ("0:0:0:0:0:0:0:1", "::1"), ("0:0:0:0:0:0:0:0", "::"),
    ("2001:DB8::8:800:200C:417A", "2001:db8::8:800:200c:417a"), ("::", "::"), ("1::", "1::"),
    ("0:0:0:0:0:0:13.1.68.3", "::d01:4403"), ("::FFFF:129.144.52.38", "::ffff:8190:3426"),
    ("::13.1.68.3", "::d01:4403"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    // RFC 5952, section 4: no leading zeros, the longest run, of equal ones the first, never one group alone.
    ("2001:0db8::0001", "2001:db8::1"), ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("1:0:0:0:0:0:0:0", "1::"),
  ])
  func writesTheCanonicalText(_ text: String, _ canonical: String) throws {
    let address = try #require(IPv6Address(text))
    #expect(address.description == canonical)
    #expect(IPv6Address(canonical) == address)
  }

  @Test(arguments: [
    "", ":", ":::", "1", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:",
    ":1:2:3:4:5:6:7:8", "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "1::2::3", "::1::", ":::1", "12345::", "g::", "+1::",
    "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4", "::1.2.3", "::1.2.3.256", "1.2.3.4::", "::1.2.3.4:5", "[::1]",
    "fe80::1%eth0", "::1/128", " ::1", "::1 ", "::١", "10.0.0.4",
  ])
  func refusesAnythingElse(_ text: String) {
    #expect(IPv6Address(text) == nil)
  }

  @Test func knowsItsGroups() {
    let address = IPv6Address(high: 0x2001_0DB8_0000_0001, low: 0x0002_0003_0004_FFFF)
    #expect(address.groups == [0x2001, 0xDB8, 0, 1, 2, 3, 4, 0xFFFF])
    #expect(address.description == "2001:db8:0:1:2:3:4:ffff")
  }

  @Test func knowsTheTwoThatAreNoMachines() {
    #expect(IPv6Address("::").map { $0.isUnspecified && !$0.isLoopback } == true)
    #expect(IPv6Address("::1").map { $0.isLoopback && !$0.isUnspecified } == true)
    #expect(IPv6Address("1::1").map { $0.isLoopback || $0.isUnspecified } == false)
    #expect(IPv6Address("1::").map { $0.isLoopback || $0.isUnspecified } == false)
  }

  @Test func isOrderedAsANumber() {
    let texts = ["::", "::1", "::2", "::1:0:0:0", "0:0:0:1::", "1::", "ffff::"]
    let addresses = texts.compactMap { IPv6Address($0) }
    #expect(addresses.count == texts.count)
    #expect(addresses.reversed().sorted() == addresses)
  }
}
