internal import Text

internal import CLibXML2

/// libxml2's SAX2 interface: the only file that knows the parser of the C library.
///
/// The parser reads the source's own bytes without copying them, so a value's pointer is its offset. Everything is
/// turned into Swift values inside one call; no C pointer outlives it.
enum LibXML2 {
  /// Parses a decoded source; nothing is fetched, and document type definitions are refused.
  static func parse(_ source: SourceFile, maximumDepth: Int) throws(ReadingFailure) -> Markup {
    guard LibXML2Setup.isReady, !source.text.isEmpty else {
      throw .malformed("the file is empty", at: nil, help: emptyHelp)
    }
    // By a NUL there libxml2 tells UTF-16 and UTF-32, whatever it is told; from 2.14 on it would read all as that.
    if let place = source.text.prefix(4).firstIndex(of: 0) {
      throw .malformed(nulReason, at: ByteRange(place, place + 1), help: malformedHelp)
    }
    if let place = AttributeLimit.excess(in: source.text) {
      throw .malformed(
        "a start tag has more than \(AttributeLimit.maximum) attributes", at: place,
        help: "no element of IIS has more than about thirty; look for what wrote this one")
    }
    let outcome = unsafe source.terminatedText.withUnsafeBufferPointer { bytes -> Result<Markup, ReadingFailure> in
      guard let start = bytes.baseAddress else {
        return .failure(.malformed("the file is empty", at: nil, help: emptyHelp))
      }
      var run = unsafe ParserRun(source.text, at: start, maximumDepth: maximumDepth)
      unsafe withUnsafeMutablePointer(to: &run) { unsafe ParserRun.parse($0) }
      return run.failure.map { .failure($0) } ?? .success(run.builder.markup(of: source))
    }
    return try outcome.get()
  }
}

/// One parse: what the callbacks share, which reach it through a pointer for the length of one call.
///
/// Not a class: counting references to one, and guarding its properties against overlapping access, took a fifth of the
/// callbacks' time.
@safe private struct ParserRun {
  let text: ArraySlice<UInt8>
  let maximumDepth: Int
  var builder: MarkupBuilder
  private(set) var failure: ReadingFailure?
  private let base: UnsafePointer<UInt8>
  /// The parser, while it runs.
  private var context: xmlParserCtxtPtr?

  /// Takes a text that begins at `start` and has a NUL behind it.
  init(_ text: ArraySlice<UInt8>, at start: UnsafePointer<UInt8>, maximumDepth: Int) {
    unsafe context = nil
    unsafe base = start
    self.text = text
    self.maximumDepth = maximumDepth
    builder = MarkupBuilder(textSize: text.count)
  }

  /// Runs the parser over the text; no access to the run is open while a callback has one.
  static func parse(_ run: UnsafeMutablePointer<ParserRun>) {
    var handlers = unsafe ParserRun.handlers
    guard let context = unsafe ftpsgateNewContext(&handlers, run) else { return unsafe run.pointee.lackMemory() }
    unsafe run.pointee.context = context
    defer {
      unsafe run.pointee.context = nil
      unsafe xmlFreeParserCtxt(context)
    }
    guard unsafe ftpsgatePushText(context, run.pointee.base, run.pointee.text.count) == 0 else {
      return unsafe run.pointee.lackMemory()
    }
    // References become their characters; the text is UTF-8 by now, whatever it declares.
    let options = XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    unsafe xmlCtxtUseOptions(context, Int32(bitPattern: options))
    unsafe xmlParseDocument(context)
    unsafe run.pointee.checkEnd(isWellFormed: ftpsgateIsWellFormed(context) != 0)
  }

  private mutating func checkEnd(isWellFormed: Bool) {
    if !hasFailed, offset < text.count {
      // Before 2.12, libxml2 takes a NUL behind the root for the end of the text.
      failure = .malformed(nulReason, at: ByteRange(offset, offset + 1), help: malformedHelp)
    } else if !hasFailed, !isWellFormed || builder.isEmpty {
      failure = .malformed("not well-formed XML", at: nil, help: malformedHelp)
    }
  }

  private mutating func lackMemory() {
    failure = .malformed("not enough memory to parse the file", at: nil, help: emptyHelp)
  }

  private static var handlers: xmlSAXHandler {
    var handlers = unsafe xmlSAXHandler()
    unsafe handlers.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handlers.startElementNs = { run, local, prefix, _, _, _, count, _, attributes in
      unsafe ParserRun.of(run)?.pointee.begin(local, prefix, Int(count), attributes)
    }
    unsafe handlers.endElementNs = { run, _, _, _ in
      unsafe ParserRun.of(run)?.pointee.builder.end()
    }
    unsafe handlers.internalSubset = { run, _, _, _ in
      unsafe ParserRun.of(run)?.pointee.refuseDocumentType()
    }
    unsafe handlers.serror = { run, error in
      guard let error = unsafe error else { return }
      unsafe ParserRun.of(run)?.pointee.note(
        level: error.pointee.level, code: error.pointee.code, error.pointee.message)
    }
    return unsafe handlers
  }

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<ParserRun>? {
    unsafe pointer?.assumingMemoryBound(to: ParserRun.self)
  }

  /// Offset of the parser's present place.
  private var offset: Int {
    guard let context = unsafe context else { return 0 }
    return min(unsafe ftpsgateOffset(context, base), text.count)
  }

  /// Whether there is a failure, which is asked for each tag: a failure is large, and to compare it would copy it.
  private var hasFailed: Bool { if case .some = failure { true } else { false } }

  private mutating func fail(_ failure: ReadingFailure) {
    guard !hasFailed else { return }
    self.failure = failure
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }
}

extension ParserRun {
  fileprivate mutating func begin(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ count: Int,
    _ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard !hasFailed else { return }
    let tagEnd = offset
    guard builder.depth < maximumDepth else {
      return fail(
        .malformed(
          "elements are nested more than \(maximumDepth) deep", at: ByteRange(tagEnd, tagEnd + 1),
          help: "an applicationHost.config nests about ten deep; look for a start tag that is never closed"))
    }
    unsafe builder.begin(
      Tag(local: local, prefix: prefix, count: count, fields: fields, end: tagEnd), in: text, at: base)
  }
}

/// A start tag as libxml2 reports it: five pointers an attribute, of local name, prefix, namespace, value and its end.
@safe private struct Tag {
  let local: UnsafePointer<xmlChar>?
  let prefix: UnsafePointer<xmlChar>?
  let count: Int
  let fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  /// Offset of the end of the tag's attributes.
  let end: Int
}

extension MarkupBuilder {
  fileprivate mutating func begin(_ tag: Tag, in text: ArraySlice<UInt8>, at base: UnsafePointer<UInt8>) {
    let isKept = begin(unsafe name(tag.local, tag.prefix), tagEnd: tag.end)
    guard tag.count > 0, let fields = unsafe tag.fields else { return }
    var search = TagSearch(tagEnd: tag.end)
    for index in 0..<tag.count {
      let field = unsafe fields + index * 5
      let name = unsafe name(field[0], field[1])
      let isPassword = names.holdsPassword(name)
      guard isKept || isPassword, let value = unsafe field[3], let end = unsafe field[4] else { continue }
      // A value stands at its pointer, unless libxml2 had to normalise it into memory of its own.
      let offset = UInt(bitPattern: value) &- UInt(bitPattern: base)
      let (start, length) =
        offset < UInt(text.count)
        ? (Int(offset), unsafe end - value) : search.value(of: names.spelling(name), in: text)
      let record = Markup.AttributeRecord(
        name: name, valueStart: UInt32(clamping: start), valueLength: UInt32(clamping: length))
      if isKept { add(record) }
      if isPassword, length > 0, !isEncrypted(text[start..<min(start + length, text.count)]) { expose(record) }
    }
  }

  private mutating func name(_ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?) -> Name {
    guard let local = unsafe local else { return .overflow }
    if let prefix = unsafe prefix {
      return names.intern(unsafe "\(String(cString: prefix)):\(String(cString: local))", at: 0)
    }
    let address = UInt(bitPattern: local)
    return names.name(at: address) ?? names.intern(unsafe String(cString: local), at: address)
  }
}

extension ParserRun {
  fileprivate mutating func refuseDocumentType() {
    let marker = Array("<!DOCTYPE".utf8)
    var start = min(offset, text.count - marker.count)
    while start > 0, !text[start...].starts(with: marker) { start -= 1 }
    fail(
      .malformed(
        "a document type declaration is not allowed", at: ByteRange(start, start + marker.count),
        help: "IIS writes none, and entities declared in one can be used to attack a parser; remove it"))
  }

  fileprivate mutating func note(level: xmlErrorLevel, code: Int32, _ message: UnsafePointer<CChar>?) {
    guard !hasFailed, level != XML_ERR_NONE, level != XML_ERR_WARNING else { return }
    let place = code == Int32(XML_ERR_TAG_NAME_MISMATCH.rawValue) ? endTag(before: offset) : offset
    fail(
      .malformed(
        explain(code, unsafe message.map { unsafe String(cString: $0) } ?? "", at: ByteRange(place, offset)),
        at: text.scalar(at: place), help: help(at: place)))
  }

  /// The start of the end tag that the parser has just read.
  private func endTag(before offset: Int) -> Int {
    var start = max(offset - 1, 0)
    while start > 0, text[start] != UInt8(ascii: "<") { start -= 1 }
    return start
  }

  /// The parser's message as a phrase, never with a piece of the file that could be part of a secret.
  private func explain(_ code: Int32, _ message: String, at range: ByteRange) -> Message {
    switch UInt32(bitPattern: code) {
    case XML_ERR_UNDECLARED_ENTITY.rawValue, XML_WAR_UNDECLARED_ENTITY.rawValue:
      return "not well-formed XML: an entity that is not defined; XML knows amp, lt, gt, quot and apos"
    case XML_ERR_DOCUMENT_EMPTY.rawValue where !text.contains(UInt8(ascii: "<")):
      return "no XML at all"
    case _ where range.end < text.count && text[range.end] == 0:
      // Each version of libxml2 takes it for something else.
      return nulReason
    case XML_ERR_HYPHEN_IN_COMMENT.rawValue:
      // libxml2 shows the comment's beginning, which may hold a secret far before this place.
      return "not well-formed XML: two hyphens in a comment"
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE.rawValue:
      // libxml2 names it; behind a quote that is not escaped that may be a piece of the value.
      return "not well-formed XML: an attribute without a value"
    case _ where !Secrets(of: text).overlapping(ByteRange(range.start - 1, range.end + 1)).isEmpty:
      // What follows an unescaped quote in a password is an attribute's name to the parser.
      return "not well-formed XML: a quote, < or & that is not escaped, in a secret value or next to it"
    default:
      let phrase = message.split(separator: "\n").first.map(String.init) ?? "error \(code)"
      return "not well-formed XML: \(foreign: phrase)"
    }
  }

  private func help(at offset: Int) -> Message {
    var start = min(offset, text.count)
    while start > 0, text[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    for mark in ["<<<<<<<", "=======", ">>>>>>>"] where text[start...].starts(with: mark.utf8) {
      return "this line is a git conflict marker: resolve the conflict"
    }
    return malformedHelp
  }
}

/// Looks attributes up in their tag's own text, in their order, so that a whole tag takes time linear in its length.
private struct TagSearch {
  let tagEnd: Int
  /// Behind the last value found; nothing before the first search.
  private var next: Int?

  init(tagEnd: Int) {
    self.tagEnd = tagEnd
  }

  /// Where the value of the next attribute of this name stands.
  mutating func value(of name: String, in text: ArraySlice<UInt8>) -> (start: Int, length: Int) {
    var index = next ?? tagStart(in: text)
    while index < tagEnd {
      guard let equals = text[index..<tagEnd].firstIndex(of: UInt8(ascii: "=")) else { break }
      let isQuote: (UInt8) -> Bool = { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      guard let open = text[equals..<tagEnd].firstIndex(where: isQuote) else { break }
      guard let close = text[(open + 1)..<tagEnd].firstIndex(of: text[open]) else { break }
      let spelling = text[index..<equals].split(whereSeparator: { $0 <= 0x20 }).last ?? []
      index = close + 1
      guard spelling.elementsEqual(name.utf8) else { continue }
      next = index
      return (open + 1, close - open - 1)
    }
    return (tagEnd, 0)
  }

  private func tagStart(in text: ArraySlice<UInt8>) -> Int {
    var start = tagEnd - 1
    while start > 0, text[start] != UInt8(ascii: "<") { start -= 1 }
    return start
  }
}

extension ArraySlice<UInt8> {
  /// The whole scalar that the byte at `offset` is a part of; nothing behind the end.
  fileprivate func scalar(at offset: Int) -> ByteRange {
    var start = Swift.min(offset, endIndex)
    while start > startIndex, start < endIndex, self[start] & 0xC0 == 0x80 { start -= 1 }
    var end = Swift.min(offset + 1, endIndex)
    while end < endIndex, self[end] & 0xC0 == 0x80 { end += 1 }
    return ByteRange(start, end)
  }
}

/// Whether a value is encrypted; the shortest holds a provider's name, `[enc:X::enc]`.
private func isEncrypted(_ value: ArraySlice<UInt8>) -> Bool {
  value.count > 10 && value.starts(with: "[enc:".utf8) && value.suffix(5).elementsEqual(":enc]".utf8)
}

private let nulReason: Message = "not well-formed XML: a NUL byte"
private let emptyHelp: Message =
  "give the file that IIS reads: %windir%\\System32\\inetsrv\\config\\applicationHost.config"
private let malformedHelp: Message = """
  IIS does not start any site with a file that is no well-formed XML: mend it, or restore the last good one from \
  %SystemDrive%\\inetpub\\history
  """
