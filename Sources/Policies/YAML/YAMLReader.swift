internal import IISConfiguration
internal import Text

/// Makes values of libyaml's events.
///
/// What two readers may understand in two ways is refused: anchors, tags, a key that stands twice, several documents.
struct YAMLReader {
  private let parser: YAMLParser
  private var event = YAMLEvent()

  /// The most values within values.
  static let maximumDepth = 16

  /// Reads a text that is one document; nothing where it has no value at all.
  static func read(_ source: SourceFile) throws(PolicyFault) -> YAMLValue? {
    var reader = YAMLReader(parser: try YAMLParser(source))
    return try reader.document()
  }

  private init(parser: YAMLParser) {
    self.parser = parser
  }

  private mutating func document() throws(PolicyFault) -> YAMLValue? {
    try advance()
    try advance()
    guard event.kind != .end else { return nil }
    // Behind the beginning of the document stands its value, behind that its end.
    try advance()
    let value = try self.value(depth: 0)
    try advance()
    try advance()
    guard event.kind == .end else {
      throw PolicyFault(
        "a second document begins here", at: event.range, help: "a policy is one document: take out \(code: "---")")
    }
    return value
  }

  private mutating func advance() throws(PolicyFault) {
    event = try parser.next()
  }

  /// Reads the value that the current event begins, up to its last event.
  private mutating func value(depth: Int) throws(PolicyFault) -> YAMLValue {
    let start = event.range
    guard depth < Self.maximumDepth else {
      throw PolicyFault("values are nested too deep here", at: start, help: "a policy needs no more than five levels")
    }
    switch event.kind {
    case .scalar(let text, let isPlain): return YAMLValue(content: .scalar(text, isPlain: isPlain), range: start)
    case .sequenceStart:
      var elements: [YAMLValue] = []
      while true {
        try advance()
        if event.kind == .collectionEnd { break }
        elements.append(try value(depth: depth + 1))
      }
      return YAMLValue(content: .sequence(elements), range: ByteRange(start.start, event.range.end))
    case .mappingStart:
      let members = try self.members(depth: depth)
      return YAMLValue(content: .mapping(members), range: ByteRange(start.start, event.range.end))
    case .end, .collectionEnd, .document:
      throw PolicyFault("a value is missing here", at: start, help: "write one, or take the key out")
    }
  }

  private mutating func members(depth: Int) throws(PolicyFault) -> [YAMLMember] {
    var members: [YAMLMember] = []
    var keys: Set<String> = []
    while true {
      try advance()
      if event.kind == .collectionEnd { return members }
      let place = event.range
      guard case .scalar(let key, _) = event.kind else {
        throw PolicyFault("a key is one word", at: place, help: "write \(code: "key: value")")
      }
      guard keys.insert(key).inserted else {
        throw PolicyFault("the key \(quoted: key) stands twice", at: place, help: "put both into one")
      }
      try advance()
      members.append(YAMLMember(key: key, place: place, value: try value(depth: depth + 1)))
    }
  }
}
