import FuzzSupport
import Inet
import TestSupport
import Testing

@Suite(.timeLimited) struct PrefixCoverTests {
  private func prefixes(_ first: String, _ last: String) throws -> [String] {
    let ends = try (#require(IPAddress(first)), #require(IPAddress(last)))
    return try #require(IPAddressSet(from: ends.0, through: ends.1)).prefixes.map(\.description)
  }

  @Test func coversRunsWithTheFewestNetworks() throws {
    #expect(try prefixes("0.0.0.0", "255.255.255.255") == ["0.0.0.0/0"])
    #expect(try prefixes("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff") == ["::/0"])
    #expect(try prefixes("10.0.0.1", "10.0.0.1") == ["10.0.0.1"])
    #expect(try prefixes("10.0.0.1", "10.0.0.6") == ["10.0.0.1", "10.0.0.2/31", "10.0.0.4/31", "10.0.0.6"])
    #expect(try prefixes("10.0.0.0", "10.0.2.255") == ["10.0.0.0/23", "10.0.2.0/24"])
    #expect(try prefixes("255.255.255.254", "255.255.255.255") == ["255.255.255.254/31"])
    #expect(try prefixes("2001:db8::", "2001:db8::2") == ["2001:db8::/127", "2001:db8::2"])
    #expect(IPAddressSet.any.prefixes.map(\.description) == ["0.0.0.0/0", "::/0"])
    #expect(IPAddressSet().prefixes.isEmpty)
  }

  /// The networks are the set, and no two neighbours of one length make up a longer one.
  @Test func anySetIsItsNetworks() throws {
    var random = SplitMix(seed: 4632)
    for _ in 0..<300 {
      let set = IPAddressSet(
        (0..<4).compactMap { _ -> IPPrefix? in
          let address = IPv4Address(rawValue: UInt32.random(in: 0...255, using: &random) << 24 | 0x00FF_FFF0)
          return IPPrefix(.v4(address), length: Int.random(in: 1...32, using: &random))
        }
      ).subtracting(IPAddressSet(.v4(IPv4Address(10, 255, 255, 240))))
      let prefixes = set.prefixes
      #expect(IPAddressSet(prefixes) == set)
      for (left, right) in zip(prefixes, prefixes.dropFirst()) where left.length == right.length && left.length > 0 {
        let wider = try #require(IPPrefix(left.first, length: left.length - 1))
        #expect(wider.last != right.last, "\(left) and \(right) are \(wider)")
      }
    }
  }
}
