import Testing
import TestSupport
@testable import IISConfiguration

/// The encodings that a file may come in; all become UTF-8 without a byte order mark.
@Suite(.timeLimited) struct EncodingTests {
  static let encodings: [(name: String, encode: @Sendable (String) -> [UInt8], encoding: TextEncoding)] = [
    ("UTF-8", { Array($0.utf8) }, .utf8), ("UTF-8 with mark", { [0xEF, 0xBB, 0xBF] + Array($0.utf8) }, .utf8),
    (
      "UTF-16LE with mark", { [0xFF, 0xFE] + $0.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } },
      .utf16LittleEndian
    ),
    (
      "UTF-16BE with mark", { [0xFE, 0xFF] + $0.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }, .utf16BigEndian
    ),
    ("UTF-16LE", { $0.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }, .utf16LittleEndian),
    ("UTF-16BE", { $0.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }, .utf16BigEndian),
  ]

  @Test(arguments: encodings.indices, ["\n", "\r\n", "\r"])
  func allAreReadAlike(_ index: Int, _ lineEnd: String) throws {
    let encoding = Self.encodings[index]
    let text = file(sites: site("配布 😀", id: 1, "<ftpServer><connections maxConnections=\"x\" /></ftpServer>"))
      .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    let source = SourceFile(path: "test.config", bytes: encoding.encode(text))
    #expect(source.encoding == encoding.encoding)
    #expect(Array(source.text) == Array(text.utf8))
    let configuration = try ConfigurationReader.read(source)
    #expect(configuration.ftpSites.map(\.name) == ["配布 😀"])
    let range = try #require(configuration.schemaProblems.first?.range)
    let position = LineTable(source).position(of: range.start)
    #expect(position == SourcePosition(line: 7, column: 41))
  }

  @Test func aMarkBeatsTheDeclaration() throws {
    let text = "<?xml version=\"1.0\" encoding=\"utf-16\"?><configuration><system.applicationHost /></configuration>"
    for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8)] {
      _ = try ConfigurationReader.read(SourceFile(path: "test.config", bytes: bytes))
    }
  }

  /// What the file declares, in the encoding of that number in ``encodings``; what is odd about it.
  @Test(arguments: [
    (#"version="1.0" encoding="UTF-8""#, 0, [] as [String]), (#"version='1.0' encoding='utf-8'"#, 1, []),
    (#"version="1.0""#, 0, []), (#"version="1.0""#, 2, []), (#"version="1.0" encoding="UTF-16""#, 2, []),
    (#"version="1.0" encoding="utf-16LE""#, 2, []), (#"version="1.0" encoding="utf-16"  standalone='yes'"#, 5, []),
    (#"version="1.1" encoding="UTF-8""#, 0, ["1.1 version"]), (#"version="1.5""#, 2, ["1.5 version"]),
    (#"version="1.0" encoding="UTF-16""#, 0, ["UTF-16 UTF-8"]),
    (#"version="1.0" encoding="UTF-16""#, 1, ["UTF-16 UTF-8"]),
    (#"version="1.0" encoding="windows-1252""#, 1, ["windows-1252 UTF-8"]),
    (#"version="1.0" encoding="us-ascii""#, 0, ["us-ascii UTF-8"]),
    (#"version="1.0" encoding="utf-8""#, 2, ["utf-8 UTF-16LE"]),
    (#"version="1.0" encoding="utf-8""#, 3, ["utf-8 UTF-16BE"]),
    (#"version="1.0" encoding="utf-16le""#, 3, ["utf-16le UTF-16BE"]),
    (#"version="1.1" encoding="UTF8""#, 0, ["1.1 version", "UTF8 encoding"]),
  ])
  func oddDeclarationsAreTold(_ declaration: String, _ encoding: Int, _ expected: [String]) throws {
    let text =
      "<?xml \(declaration)?>\n<configuration><system.applicationHost><!-- Größe --></system.applicationHost></configuration>"
    let configuration = try ConfigurationReader.read(
      SourceFile(path: "a.config", bytes: Self.encodings[encoding].encode(text)))
    let faults = configuration.declarationFaults
    let told = faults.map { fault in
      switch fault.kind {
      case .version: "\(fault.value.value) version"
      case .encoding: "\(fault.value.value) encoding"
      case .contradiction(let actual): "\(fault.value.value) \(actual)"
      }
    }
    #expect(told == expected)
    for fault in faults { #expect(configuration.source.string(fault.value.range) == fault.value.value) }
  }

  @Test func aLegacyEncodingIsDecoded() throws {
    let head =
      "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><configuration><system.applicationHost><sites><site name=\"A"
    let tail = "o\" id=\"1\"/></sites></system.applicationHost></configuration>"
    let source = SourceFile(path: "test.config", bytes: Array(head.utf8) + [0xF1] + Array(tail.utf8))
    #expect(try ConfigurationReader.read(source).sites.map(\.name.value) == ["Año"])
  }

  @Test(
    arguments: [
      [], [0x3C], [0xFF, 0xFE], [0xFF, 0xFE, 0x3C], [0xFE, 0xFF, 0xD8, 0x00], [0x3C, 0x61, 0x80, 0x2F, 0x3E],
      [0xFF, 0xFE, 0, 0, 0x3C, 0, 0, 0], [0, 0, 0, 0], [0x4D, 0x5A, 0x90, 0],
      Array("<configuration><system.applicationHost><a\u{0}/></system.applicationHost></configuration>".utf8),
      Array("<?xml version=\"1.0\" encoding=\"no-such\"?><configuration/>".utf8),
    ] as [[UInt8]]) func whatIsNoTextIsRefused(_ bytes: [UInt8])
  {
    #expect {
      try ConfigurationReader.read(SourceFile(path: "test.config", bytes: bytes))
    } throws: {
      ($0 as? ReadingFailure)?.kind == .malformed
    }
  }
}
