internal import Text

/// A file as it was given: its name, and its text as UTF-8 without a byte order mark.
///
/// Every ``ByteRange`` of a finding counts bytes of ``text``.
public struct SourceFile: Sendable {
  /// The name as the user gave it; `-` is standard input.
  public let path: String
  /// The text and a NUL behind it, which is where libxml2 sees that the text ends.
  let terminatedText: [UInt8]
  /// How the file spelt its text.
  public let encoding: TextEncoding
  /// The members of JSON, in lower case, whose values are shown; every other text of JSON counts as secret.
  public private(set) var shownMembers: Set<String> = []
  /// What its own text marks as secret.
  public private(set) var markedSecrets: [ByteRange] = []
  /// What names its places, if its text has a structure that was read.
  public private(set) var outline: (any SourceOutline)?
  /// Whether only names and signs of its markup are shown, as the file could not be read.
  public private(set) var hidesValues = false
  /// Why the bytes are no text, if they are none.
  let decodingFailure: ReadingFailure?

  /// The text as UTF-8; up to the fault, followed by U+FFFD, when the bytes could not be decoded.
  public var text: ArraySlice<UInt8> { terminatedText.dropLast() }

  /// Decodes a file's bytes; never fails, but ``ConfigurationReader/read(_:)`` will if the bytes are no text.
  ///
  /// Bytes that nobody else holds are not copied if they are UTF-8.
  public init(path: String, bytes: consuming [UInt8]) {
    self.path = path
    let (encoding, mark) = TextEncoding.detect(bytes)
    self.encoding = encoding
    if mark > 0 { bytes.removeFirst(mark) }
    do throws(Undecodable) {
      var text = try decode(bytes, from: encoding)
      text.append(0)
      terminatedText = text
      decodingFailure = nil
    } catch {
      terminatedText = error.prefix + Array("\u{FFFD}\0".utf8)
      decodingFailure = .malformed(
        "not readable as \(code: encoding.description): \(error.reason)",
        at: ByteRange(error.prefix.count, terminatedText.count - 1),
        help: "save the file as UTF-8, the encoding that IIS itself writes")
    }
  }

  /// The same file, of whose JSON the values of these members are shown.
  ///
  /// Whoever has recognised the file knows which; of one that nobody recognised none are.
  public func showing(_ members: Set<String>) -> SourceFile {
    var source = self
    source.shownMembers = members
    return source
  }

  /// The same file, of which these places are never shown, whatever stands there.
  public func hiding(_ places: [ByteRange]) -> SourceFile {
    var source = self
    source.markedSecrets += places
    return source
  }

  /// The same file, of whose markup only names and signs are shown: one that could not be read.
  public var hidingValues: SourceFile {
    var source = self
    source.hidesValues = true
    return source
  }

  /// The same file, whose places have names.
  public func outlined(by outline: some SourceOutline) -> SourceFile {
    var source = self
    source.outline = outline
    return source
  }

  /// The text of a range, decoded from UTF-8.
  public func string(_ range: ByteRange) -> String {
    String(decoding: text[range.indices.clamped(to: text.indices)], as: UTF8.self)
  }
}
