import Foundation
import FuzzSupport
import TestSupport
import Testing

/// `lint` and `matrix` never contradict each other.
@Suite(.timeLimited) struct CoherenceTests {
  /// `FTPSGATE_SERVERS=1000000` tries more of them, `FTPSGATE_SERVER_SEED` others.
  @Test func errorsAndSessionsAgree() {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["FTPSGATE_SERVERS"].flatMap(UInt64.init) ?? 300
    let first = environment["FTPSGATE_SERVER_SEED"].flatMap(UInt64.init) ?? 0
    for seed in first..<first + count {
      let server = RandomServer(seed: seed)
      do throws(Broken) {
        try server.check()
      } catch {
        Issue.record("seed \(seed): \(error)\n\(server.description)")
      }
    }
  }
}
