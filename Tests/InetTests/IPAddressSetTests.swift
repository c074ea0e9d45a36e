import FuzzSupport
import Inet
import TestSupport
import Testing

@Suite(.timeLimited) struct IPAddressSetTests {
  static func address(_ text: String) throws -> IPAddress {
    try #require(IPAddress(text))
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.0.0.0/8", "10.255.255.255"), ("10.1.2.3/8", "10.0.0.0/8", "10.255.255.255"),
    ("192.0.2.1", "192.0.2.1", "192.0.2.1"), ("0.0.0.0/0", "0.0.0.0/0", "255.255.255.255"),
    ("192.168.1.0/255.255.255.0", "192.168.1.0/24", "192.168.1.255"), ("10.0.0.4/32", "10.0.0.4", "10.0.0.4"),
    ("2001:db8::/32", "2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"), ("::/0", "::/0", nil),
    ("::1", "::1", "::1"),
  ])
  func readsPrefixes(_ text: String, _ canonical: String, _ last: String?) throws {
    let prefix = try #require(IPPrefix(text))
    #expect(prefix.description == canonical)
    if let last { #expect(prefix.last.description == last) }
  }

  @Test(arguments: [
    "", "/", "10.0.0.0/", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::/129", "10.0.0.0/255.0.255.0",
    "::/255.0.0.0", "10.0.0.0/8/8", "Internet", "*", "10.0.0.0/0008", "10.0.0.1-10.0.0.2",
  ])
  func refusesWhatIsNoPrefix(_ text: String) {
    #expect(IPPrefix(text) == nil)
  }

  /// Sets of addresses from the ends of both number spaces, against plain sets of the same few addresses.
  @Test func algebraIsThatOfPlainSets() throws {
    var dice = SplitMix(seed: 2)
    let universe: [IPAddress] =
      (0..<16).map { .v4(IPv4Address(rawValue: $0)) } + (0..<16).map { .v4(IPv4Address(rawValue: .max - $0)) }
      + (0..<16).map { .v6(IPv6Address(high: 0, low: $0)) }
      + (0..<16).map { .v6(IPv6Address(high: .max, low: .max - $0)) }
    for _ in 0..<300 {
      let (a, b) = (try Self.set(&dice, universe), try Self.set(&dice, universe))
      for address in universe {
        let (left, right) = (a.contains(address), b.contains(address))
        #expect(a.union(b).contains(address) == (left || right))
        #expect(a.intersection(b).contains(address) == (left && right))
        #expect(a.subtracting(b).contains(address) == (left && !right))
        #expect(a.complement.contains(address) == !left)
      }
      #expect(a.isDisjoint(with: b) == a.intersection(b).isEmpty)
      #expect(a.isSubset(of: b) == a.subtracting(b).isEmpty)
      #expect(a.union(b).subtracting(b) == a.subtracting(b))
    }
  }

  @Test func theUnionOfManyIsThatOfOneAfterTheOther() throws {
    var dice = SplitMix(seed: 3)
    let universe: [IPAddress] =
      (0..<32).map { .v4(IPv4Address(rawValue: $0)) } + (0..<32).map { .v6(IPv6Address(high: 0, low: $0)) }
    for count in [0, 1, 2, 3, 8] {
      for _ in 0..<30 {
        let sets = try (0..<count).map { _ in try Self.set(&dice, universe) }
        #expect(IPAddressSet(union: sets) == sets.reduce(IPAddressSet()) { $0.union($1) })
      }
    }
    #expect(IPAddressSet(union: [IPAddressSet.anyV4, .anyV6, .privateUse]) == .any)
    #expect(IPAddressSet(universe.reversed()).spans.count == 2)
  }

  private static func set(_ dice: inout SplitMix, _ universe: [IPAddress]) throws -> IPAddressSet {
    var set = IPAddressSet()
    for _ in 0..<Int.random(in: 0...5, using: &dice) {
      let block = 16 * Int.random(in: 0..<4, using: &dice)
      let ends = [Int.random(in: 0..<16, using: &dice), Int.random(in: 0..<16, using: &dice)].map {
        universe[block + $0]
      }
      set = set.union(try #require(IPAddressSet(from: ends.min() ?? ends[0], through: ends.max() ?? ends[0])))
    }
    return set
  }

  /// The Internet is what ``AddressScope`` calls public, at every border between scopes.
  @Test func theInternetIsWhatTheScopesCallPublic() {
    let borders: [UInt32] = [
      0, 0x0100_0000, 0x0A00_0000, 0x0B00_0000, 0x6440_0000, 0x6480_0000, 0x7F00_0000, 0x8000_0000, 0xA9FE_0000,
      0xA9FF_0000, 0xAC10_0000, 0xAC20_0000, 0xC0A8_0000, 0xC0A9_0000, 0xE000_0000, 0xF000_0000, 0xFFFF_FFFF,
    ]
    for number in borders.flatMap({ [$0, $0 &- 1] }) {
      let address = IPv4Address(rawValue: number)
      #expect(IPAddressSet.internet.contains(.v4(address)) == (address.scope == .publicUse), "\(address)")
      let isV4Private = IPAddressSet.privateUse.contains(.v4(address))
      #expect(isV4Private == (address.scope == .privateUse), "\(address)")
    }
    var dice = SplitMix(seed: 3)
    for _ in 0..<5000 {
      let address = IPv4Address(rawValue: UInt32.random(in: 0 ... .max, using: &dice))
      #expect(IPAddressSet.internet.contains(.v4(address)) == (address.scope == .publicUse), "\(address)")
    }
  }

  @Test func isWrittenInPrefixesWherePossible() throws {
    let range = try #require(IPAddressSet(from: Self.address("192.0.2.1"), through: Self.address("192.0.2.9")))
    #expect(range.description == "192.0.2.1-192.0.2.9")
    #expect(
      range.union(IPAddressSet(try #require(IPPrefix("10.0.0.0/8")))).description == "10.0.0.0/8, 192.0.2.1-192.0.2.9")
    #expect(IPAddressSet.any.description == "any" && IPAddressSet().description == "none")
    #expect(IPAddressSet.anyV4.description == "0.0.0.0/0" && IPAddressSet.anyV6.description == "::/0")
    #expect(IPAddressSet.internet.description == "the Internet")
    #expect(IPAddressSet(from: try Self.address("10.0.0.2"), through: try Self.address("10.0.0.1")) == nil)
    #expect(IPAddressSet(from: try Self.address("10.0.0.2"), through: try Self.address("::1")) == nil)
  }
}
