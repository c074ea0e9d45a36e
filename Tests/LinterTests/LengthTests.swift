import Linter
import TestSupport
import Testing

/// The parser must read each byte once, however long the file is and wherever its window would move.
@Suite struct LengthTests {
  @Test func filesOfEveryLengthAreRead() throws {
    for length in Array(stride(from: 0, to: 3000, by: 7)) + [100_003] {
      let entries = length / 20
      let text = file(
        sites: site(),
        rest: """
          <system.ftpServer><security><authorization>
          \(String(repeating: "<add users='x' />\r\n", count: entries))\(String(repeating: " ", count: length % 20))
          </authorization></security></system.ftpServer>
          """)
      let configuration = try read(text)
      #expect(configuration.ftpSites[0].authorization.count == entries, "\(length)")
    }
  }

  /// In the square of their number it would take minutes to find these.
  @Test func manyNormalisedValuesOfOneTagAreFound() throws {
    let attributes = (0..<5000).map { "a\($0)=\"&#10;\($0)\"" }.joined(separator: " ")
    let time = try ContinuousClock().measure {
      let configuration = try read(file(sites: site("FTP", "<ftpServer><firewallSupport \(attributes) /></ftpServer>")))
      #expect(configuration.schemaProblems.count == 5000)
    }
    #expect(time < .seconds(20))
  }
}
