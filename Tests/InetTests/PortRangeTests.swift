import Inet
import TestSupport
import Testing

@Suite(.timeLimited) struct PortRangeTests {
  @Test(arguments: [("0", 0), ("1", 1), ("21", 21), ("0021", 21), ("65535", 65535)] as [(String, Port)])
  func readsAPort(_ text: String, _ port: Port) {
    #expect(Port(decimalPort: text) == port)
  }

  @Test(arguments: ["", " ", "65536", "99999999999999999999", "-1", "+1", "21 ", " 21", "0x15", "2.1", "٢١"])
  func refusesWhatIsNoPort(_ text: String) {
    #expect(Port(decimalPort: text) == nil)
  }

  @Test func holdsBothEnds() throws {
    let range = try #require(PortRange(50000, 50100))
    #expect(range.count == 101)
    #expect([49999, 50000, 50100, 50101].map { range.contains($0) } == [false, true, true, false])
    #expect(range.description == "50000-50100")
  }

  @Test func mayHoldOnePortOrAll() throws {
    #expect(PortRange(21, 21) == PortRange(21))
    #expect(PortRange(21).count == 1)
    #expect(PortRange(21).description == "21")
    #expect(try #require(PortRange(0, 65535)).count == 65536)
  }

  @Test func neverRunsBackwards() {
    #expect(PortRange(22, 21) == nil)
  }

  @Test func overlapsWhereOnePortIsInBoth() throws {
    let range = try #require(PortRange(100, 200))
    for (first, last) in [(50, 100), (200, 300), (120, 130), (50, 300), (100, 200)] as [(Port, Port)] {
      let other = try #require(PortRange(first, last))
      #expect(range.overlaps(other) && other.overlaps(range), "\(other)")
    }
    for (first, last) in [(50, 99), (201, 300)] as [(Port, Port)] {
      let other = try #require(PortRange(first, last))
      #expect(!range.overlaps(other) && !other.overlaps(range), "\(other)")
    }
  }

  @Test func isOrderedByItsEnds() throws {
    let ranges = [PortRange(20), PortRange(21), try #require(PortRange(21, 22)), PortRange(990)]
    #expect(ranges.reversed().sorted() == ranges)
  }

  @Test func knowsTheDefaultOfWindows() {
    #expect(PortRange.windowsDynamic.description == "49152-65535")
    #expect(PortRange.windowsDynamic.count == 16384)
  }
}
