import CLibXML2
import Foundation
import IISConfiguration
import Testing
import TestSupport

/// Versions of libxml2 differ in what they make of a faulty text; what is said of it does not.
@Suite(.timeLimited) struct LibraryTests {
  /// `scripts/test-libxml2` says which version it means to test.
  @Test func theLibraryIsTheOneOfItsHeaders() {
    let running = unsafe String(cString: ftpsgateRunningVersion())
    #expect(running.hasPrefix("\(LIBXML_VERSION)"))
    let wanted = ProcessInfo.processInfo.environment["FTPSGATE_LIBXML2"]
    #expect(wanted == nil || wanted == LIBXML_DOTTED_VERSION)
  }

  /// By a NUL, here a `%`, among the first four bytes libxml2 tells other encodings, and reads the rest as one from 2.14 on.
  @Test(arguments: [
    ("%<%?", 0), ("<%?%", 1), ("%%%<", 0), ("<%%%", 1), ("%<%a%/%>", 0), ("<%a%/%>%", 1),
    ("<a%/>", 2), ("<a>%</a>", 3), ("<abc>%</abc>", 5), ("<abc>d%", 6), ("<abc d='%'/>", 8), ("<abc d%='1'/>", 6),
    ("<!-- % --><abc/>", 5), ("<?abc %?><abc/>", 6), ("<abc><![CDATA[%]]></abc>", 14), ("<abc/>%", 6),
    ("<abc/> % ", 7), ("<abc/>%<abc/>", 6),
  ]) func aNULIsNamedWhereItStands(_ text: String, _ place: Int) throws {
    let units = text.utf16.map { $0 == 0x25 ? 0 : $0 }
    let failure = try failure(of: [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    #expect(failure.message.description == "not well-formed XML: a NUL byte")
    #expect(failure.range == ByteRange(place, place + 1))
  }

  /// From 2.12 on libxml2 shows the first fifty bytes of a comment, whatever stands in them.
  @Test func aCommentIsNotShown() throws {
    let filler = String(repeating: "filler ", count: 20)
    let text = "<configuration>\n<!-- <x password=\"hunter2\" /> \(filler)\n\(filler) -- -->\n</configuration>"
    let message = try failure(of: Array(text.utf8)).message.description
    #expect(message == "not well-formed XML: two hyphens in a comment")
  }

  /// Wherever a parser moves its window over a text, what it tells of stands in the text itself.
  @Test(arguments: ["", "&amp;", "é", "\n", "😀"]) func placesHoldInLongFiles(_ odd: String) throws {
    let sites = (1...400).map { site("\(odd)FTP \($0)", id: $0, "<unknown\($0) \(odd.isEmpty ? "" : "a='\(odd)'")/>") }
    let configuration = try read(file(sites: sites.joined(separator: "\n")))
    #expect(configuration.problemPlaces == (1...400).map { "<unknown\($0)" })
    #expect(
      configuration.ftpSites.map { configuration.written($0.site.name.range) } == (1...400).map { "\(odd)FTP \($0)" })
  }

  private func failure(of bytes: [UInt8]) throws -> ReadingFailure {
    try #require(throws: ReadingFailure.self) {
      try ConfigurationReader.read(SourceFile(path: "test.config", bytes: bytes))
    }
  }
}
