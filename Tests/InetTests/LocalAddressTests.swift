import Inet
import TestSupport
import Testing

@Suite(.timeLimited) struct LocalAddressTests {
  private static let low = LocalAddress.v4(IPv4Address(10, 0, 0, 4))
  private static let high = LocalAddress.v4(IPv4Address(192, 0, 2, 1))
  private static let lowIPv6 = LocalAddress.v6(IPv6Address(high: 0, low: 1))
  private static let highIPv6 = LocalAddress.v6(IPv6Address(high: 0x2001_0DB8 << 32, low: 0))
  /// In order.
  private static let all = [LocalAddress.any, low, high, lowIPv6, highIPv6]

  @Test func anyComesFirstAndIPv4BeforeIPv6() {
    for (place, address) in Self.all.enumerated() {
      for (otherPlace, other) in Self.all.enumerated() {
        #expect((address < other) == (place < otherPlace), "\(address) and \(other)")
      }
    }
  }

  @Test func anyCoversAllAndOneItself() {
    for address in Self.all {
      for other in Self.all {
        #expect(address.covers(other) == (address == .any || address == other), "\(address) and \(other)")
      }
    }
  }

  @Test func isWrittenWithoutBrackets() {
    #expect(Self.all.map(\.description) == ["*", "10.0.0.4", "192.0.2.1", "::1", "2001:db8::"])
  }
}
