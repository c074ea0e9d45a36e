import Testing
import TestSupport
@testable import IISConfiguration

@Suite(.timeLimited) struct ConnectionLimitTests {
  @Test(
    arguments: [
      (0, .limit(0)), (1, .limit(1)), (4_294_967_294, .limit(4_294_967_294)), (4_294_967_295, .unlimited),
    ] as [(Int64, ConnectionLimit)])
  func theHighestNumberIsNoLimit(_ number: Int64, _ limit: ConnectionLimit) {
    #expect(ConnectionLimit(number) == limit)
  }

  @Test func nothingIsNoLimit() throws {
    #expect(try read(file(sites: site())).ftpSites[0].maxConnections.value == .unlimited)
  }
}
