public import Text

/// A file's bytes beside the text that they spell, so that an edit of the text becomes one of the bytes.
public struct EditableFile: Sendable {
  /// The text.
  public let source: SourceFile
  /// The bytes as they were read.
  public let bytes: [UInt8]
  private let markLength: Int

  /// The byte order mark, if the file begins with one.
  public var byteOrderMark: ArraySlice<UInt8> { bytes.prefix(markLength) }

  /// Decodes a file's bytes.
  public init(path: String, bytes: [UInt8]) {
    source = SourceFile(path: path, bytes: bytes)
    self.bytes = bytes
    markLength = TextEncoding.detect(bytes).byteOrderMark
  }

  /// Why a text could not be edited in the encoding of its file.
  public enum Failure: Error, Hashable, Sendable {
    /// The encoding has no bytes for what an edit writes.
    case unencodable
    /// The file's bytes are not those that its encoding has for its text, so that no edit would leave the others alone.
    case unfaithful
  }

  /// The bytes with the edits made, in the file's own encoding; every byte outside of the edits is as it was.
  public func applying(_ edits: TextEdits) throws(Failure) -> [UInt8] {
    var rest = bytes[...]
    var result = Array(byteOrderMark)
    rest = rest.dropFirst(markLength)
    var position = source.text.startIndex
    for edit in edits.edits {
      result += try take(source.text[position..<edit.range.start], from: &rest)
      _ = try take(source.text[edit.range.indices], from: &rest)
      guard let new = source.encoding.encode(edit.replacement[...]) else { throw .unencodable }
      result += new
      position = edit.range.end
    }
    // What stands behind the last edit is kept whatever it is, also if it is no text.
    result += rest
    // An encoding may take something else for what it does not have, and may mean other things behind other bytes.
    guard SourceFile(path: source.path, bytes: result).text == edits.applied(to: source.text)[...] else {
      throw .unencodable
    }
    return result
  }

  /// The bytes that spell a piece of the text, which must be those that come next.
  private func take(_ text: ArraySlice<UInt8>, from rest: inout ArraySlice<UInt8>) throws(Failure) -> [UInt8] {
    guard let expected = source.encoding.encode(text), rest.starts(with: expected) else { throw .unfaithful }
    rest = rest.dropFirst(expected.count)
    return expected
  }
}

extension EditableFile.Failure {
  /// What a message says of it.
  public func message(in encoding: TextEncoding) -> Message {
    switch self {
    case .unencodable: "what would have to be written cannot be in the file's encoding, \(code: encoding.shown)"
    case .unfaithful:
      "the file's bytes are not the usual ones of its encoding, \(code: encoding.shown), and could not be kept"
    }
  }
}

extension TextEncoding {
  /// The encoding's name with nothing in it that is no letter, digit or hyphen: a file may declare anything.
  fileprivate var shown: String {
    String(description.prefix(40).map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "?" })
  }
}
