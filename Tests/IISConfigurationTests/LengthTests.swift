import IISConfiguration
import Testing
import TestSupport

/// The parser must read each byte once, however long the file is and wherever its window would move.
@Suite(.timeLimited) struct LengthTests {
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

  @Test(arguments: [0, 1, 65_534, 65_535, 65_536, 100_000], ["\"", "'"])
  func valuesOfEveryLengthAreRead(_ length: Int, _ quote: String) throws {
    // The other quote in it ends nothing, and a line end has libxml2 keep a copy elsewhere.
    for start in ["", quote == "'" ? "\"" : "'", "\n"] where start.count <= length {
      let banner = start + String(repeating: "x", count: length - start.count)
      let site = "<ftpServer><firewallSupport externalIp4Address=\(quote)\(banner)\(quote) a=\"b\" /></ftpServer>"
      let configuration = try read(file(sites: TestSupport.site("FTP", site)))
      #expect(configuration.written(configuration.ftpSites[0].externalAddress.range) == banner)
      #expect(configuration.problemPlaces == ["a"])
    }
  }

  @Test func manyNormalisedValuesOfOneTagAreFound() throws {
    #expect(try read(siteWithAttributes(1000)).schemaProblems.count == 1000)
  }

  /// libxml2 takes minutes for a hundred thousand.
  @Test(arguments: [1001, 100_000]) func moreAttributesThanAnyElementHasAreRefused(_ count: Int) {
    let text = siteWithAttributes(count)
    #expect {
      try read(text)
    } throws: {
      guard let failure = $0 as? ReadingFailure, let place = failure.range else { return false }
      return failure.message.description.contains("more than 1000 attributes")
        && Array(text.utf8)[place.start...].starts(with: "<firewallSupport".utf8)
    }
  }

  /// The attributes are counted where no `<` stands in a stretch of the file, so that it counts where the tag begins.
  @Test(arguments: [0, 1, 2, 3, 4, 500, 1000, 1500, 2000, 2499])
  func attributesAreCountedHoweverShortTheyAre(_ spaces: Int) throws {
    func isRefused(_ count: Int) -> Bool {
      let tag = "<x" + String(repeating: " a=\"\"", count: count) + "/>"
      do {
        _ = try read(file(sites: site("FTP", String(repeating: " ", count: spaces) + tag)))
        return false
      } catch {
        return error.message.description.contains("more than 1000 attributes")
      }
    }
    #expect(isRefused(1001))
    #expect(!isRefused(1000))
  }

  @Test(arguments: [
    "<!-- \(flood) -->", "<!-- <x \(flood) -->", "<!-- <x -->\n<?a <x \(flood)?>", "<![CDATA[\(flood)]]>",
    "<a b=\"1\">\(flood)</a>", "<?a \(flood)?>",
  ])
  func whatLooksLikeManyAttributesElsewhereIsRead(_ text: String) throws {
    _ = try read(file(sites: site("FTP", text)))
  }

  private func siteWithAttributes(_ count: Int) -> String {
    let attributes = (0..<count).map { "a\($0)=\"&#10;\($0)\"" }.joined(separator: " ")
    return file(sites: site("FTP", "<ftpServer><firewallSupport \(attributes) /></ftpServer>"))
  }
}

private let flood = String(repeating: " a=\"1\"", count: 2000)
