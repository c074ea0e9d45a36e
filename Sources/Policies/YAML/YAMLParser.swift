internal import CLibYAML
internal import IISConfiguration
internal import Text

/// Something that libyaml found, in Swift's own values.
struct YAMLEvent: Equatable {
  /// What it found.
  enum Kind: Equatable {
    case scalar(String, isPlain: Bool)
    case sequenceStart, mappingStart, collectionEnd
    /// A document or the stream begins, or a document ends.
    case document
    /// The stream ends.
    case end
  }

  var kind = Kind.document
  var range = ByteRange(0, 0)
}

/// One parse of libyaml's: the only file that knows the C library.
///
/// A class, as the parser must not move and is to be freed.
@safe final class YAMLParser {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: [UInt8]
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var offsets: ScalarOffsets

  /// Begins to read a source's text.
  init(_ source: SourceFile) throws(PolicyFault) {
    text = Array(source.text)
    offsets = ScalarOffsets(text)
    unsafe parser = .allocate(capacity: 1)
    unsafe input = .allocate(capacity: max(text.count, 1))
    _ = unsafe input.initialize(from: text)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      throw PolicyFault("not enough memory to read the policy", at: nil, help: "close other programs")
    }
    // The text is UTF-8 by now, whatever the file was.
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, text.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next event.
  func next() throws(PolicyFault) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw fault }
    defer { unsafe yaml_event_delete(&event) }
    let range = unsafe range(event.start_mark, event.end_mark)
    let kind: YAMLEvent.Kind
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      try unsafe refuse(anchor: scalar.anchor, tag: scalar.tag, at: range)
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = unsafe .scalar(
        String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
    case YAML_SEQUENCE_START_EVENT:
      try unsafe refuse(anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag, at: range)
      kind = .sequenceStart
    case YAML_MAPPING_START_EVENT:
      try unsafe refuse(anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag, at: range)
      kind = .mappingStart
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .collectionEnd
    case YAML_ALIAS_EVENT: throw Self.reference(at: range)
    case YAML_STREAM_END_EVENT: kind = .end
    default: kind = .document
    }
    return YAMLEvent(kind: kind, range: range)
  }

  private func refuse(
    anchor: UnsafePointer<yaml_char_t>?, tag: UnsafePointer<yaml_char_t>?, at range: ByteRange
  ) throws(PolicyFault) {
    if unsafe anchor != nil { throw Self.reference(at: range) }
    if unsafe tag != nil {
      throw PolicyFault("a tag says what the value is, which the key says already", at: range, help: "take it out")
    }
  }

  private static func reference(at range: ByteRange) -> PolicyFault {
    PolicyFault("anchors and aliases are not read", at: range, help: "write the value out")
  }

  private var fault: PolicyFault {
    guard unsafe parser.pointee.error != YAML_MEMORY_ERROR, let problem = unsafe parser.pointee.problem else {
      return PolicyFault("not enough memory to read the policy", at: nil, help: "close other programs")
    }
    let reason = unsafe String(cString: problem)
    let place: Int
    if unsafe parser.pointee.error == YAML_READER_ERROR {
      place = unsafe min(parser.pointee.problem_offset, text.count)
    } else {
      place = unsafe offsets.offset(of: parser.pointee.problem_mark.index)
    }
    return PolicyFault(
      "no YAML: \(foreign: reason)", at: ByteRange(place, place),
      help: "indent by blanks, and set a value in quotation marks if it has one of \(code: ": # [ ] { } * & !")")
  }

  private func range(_ start: yaml_mark_t, _ end: yaml_mark_t) -> ByteRange {
    ByteRange(offsets.offset(of: start.index), offsets.offset(of: end.index))
  }
}

/// Where each Unicode scalar of a text begins: libyaml counts scalars.
private struct ScalarOffsets {
  /// Nothing where all are of one byte.
  private let starts: [Int]?
  private let count: Int

  init(_ text: [UInt8]) {
    count = text.count
    starts = text.allSatisfy { $0 < 0x80 } ? nil : text.indices.filter { text[$0] & 0xC0 != 0x80 } + [text.count]
  }

  /// The byte at which the scalar of this number begins.
  func offset(of index: Int) -> Int {
    guard let starts else { return min(index, count) }
    return index < starts.count ? starts[index] : count
  }
}
