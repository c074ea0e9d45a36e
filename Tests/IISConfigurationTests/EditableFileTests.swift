import Testing
import TestSupport
@testable import IISConfiguration

/// An edit of the text is one of the file's bytes, in its encoding, and touches no other.
@Suite(.timeLimited) struct EditableFileTests {
  private static let text =
    "<?xml version=\"1.0\"?>\r\n<!-- Größe 配布 😀 -->\n<configuration>\r\t<system.applicationHost id='ä'/></configuration>"

  @Test(arguments: EncodingTests.encodings.indices) func theEncodingAndItsMarkStay(_ index: Int) throws {
    let encode = EncodingTests.encodings[index].encode
    let file = EditableFile(path: "a.config", bytes: encode(Self.text))
    let place = file.source.text.firstRange(of: Array("ä".utf8))
    let range = try #require(place.map { ByteRange($0.lowerBound, $0.upperBound) })
    let edits = try #require(TextEdits([TextEdit(range, "😀ö"), TextEdit(ByteRange(21, 21), "<!---->")]))
    let expected = Self.text.replacing("'ä'", with: "'😀ö'").replacing("1.0\"?>", with: "1.0\"?><!---->")
    #expect(try file.applying(edits) == encode(expected))
    #expect(try file.applying(TextEdits()) == file.bytes)
  }

  private func latin(_ value: String) throws -> EditableFile {
    let text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a b=\"\(value)\"/>"
    return EditableFile(
      path: "a.config", bytes: try #require(text.unicodeScalars.map { UInt8(exactly: $0.value) } as? [UInt8]))
  }

  private func place(of part: String, in file: EditableFile) throws -> ByteRange {
    let range = try #require(file.source.text.firstRange(of: Array(part.utf8)))
    return ByteRange(range.lowerBound, range.upperBound)
  }

  @Test func aDeclaredEncodingIsKept() throws {
    let file = try latin("Größe")
    let edits = try #require(TextEdits([TextEdit(try place(of: "öß", in: file), "äÄ")]))
    #expect(try file.applying(edits) == latin("GräÄe").bytes)
  }

  /// libxml2 would write a reference instead, which means the same in a value and something else in a name.
  @Test func whatTheEncodingDoesNotHaveIsRefused() throws {
    let file = try latin("Größe")
    let edits = try #require(TextEdits([TextEdit(try place(of: "öß", in: file), "配")]))
    #expect(throws: EditableFile.Failure.unencodable) { try file.applying(edits) }
  }

  /// ISO-2022-JP has many ways to say the same; one that the encoder would not take cannot be kept.
  @Test func bytesThatTheEncoderWouldNotWriteAreNotTouched() throws {
    let redundant: [UInt8] = [0x1B, 0x28, 0x42]
    let head = Array("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><a b=\"x".utf8)
    let file = EditableFile(path: "a.config", bytes: head + redundant + Array("y\" c=\"1\"/>".utf8))
    try #require(file.source.text.firstRange(of: Array("xy".utf8)) != nil)
    let edits = try #require(TextEdits([TextEdit(try place(of: "1\"/>", in: file), "2\"/>")]))
    #expect(throws: EditableFile.Failure.unfaithful) { try file.applying(edits) }
  }

  @Test func anEditThatDeclaresAnotherEncodingIsRefused() throws {
    let file = try latin("Größe")
    let edits = try #require(TextEdits([TextEdit(try place(of: "ISO-8859-1", in: file), "UTF-8")]))
    #expect(throws: EditableFile.Failure.unencodable) { try file.applying(edits) }
  }
}
