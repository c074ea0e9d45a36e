internal import IISConfiguration
internal import NetworkModel

/// What functions of templates ask of values.
extension JSONValue {
  /// The member or the element that another value names; nothing where there is none that files tell of.
  func part(_ key: JSONValue) -> JSONValue? {
    switch (content, key.content) {
    case (.object(let members), .string(let name)):
      members.first { $0.name.value.lowercased() == name.lowercased() }?.value
    case (.array(let elements), .number):
      key.integer.flatMap { elements.indices.contains($0.value) ? elements[$0.value] : nil }
    default: nil
    }
  }

  /// Whether all of it is known.
  var isKnown: Bool {
    switch content {
    case .unknown: false
    case .array(let elements): elements.allSatisfy(\.isKnown)
    case .object(let members): members.allSatisfy(\.value.isKnown)
    case .null, .boolean, .number, .string: true
    }
  }

  /// How much work it is to look at all of it; nothing where it is too large or too deep for that.
  func weight(deepest: Int = TemplateBudget.deepest) -> Int? {
    guard deepest > 0 else { return nil }
    var sum = 1
    // Loops, as closures would take more of the stack.
    switch content {
    case .null, .boolean, .number: break
    case .string(let text):
      guard text.utf8.count <= TemplateBudget.largestValue else { return nil }
      sum += text.utf8.count / 64
    case .unknown(let unknown): return unknown.text.weight <= TemplateBudget.largestValue ? 1 : nil
    case .array(let elements):
      for element in elements {
        guard let weight = element.weight(deepest: deepest - 1) else { return nil }
        sum += weight
      }
    case .object(let members):
      for member in members {
        guard let weight = member.value.weight(deepest: deepest - 1) else { return nil }
        sum += weight
      }
    }
    return sum <= TemplateBudget.largestValue ? sum : nil
  }

  /// The same values in another place, unless there are objects among them, of which each member has a place of its own.
  ///
  /// What is computed stands where the expression does, and so do words that come from a parameter: readers look for them
  /// at the rule that they are in. A whole rule from a parameter is looked for there.
  func placed(at range: ByteRange) -> JSONValue {
    guard self.range != range, !holdsObjects else { return self }
    guard case .array(let elements) = content else { return JSONValue(content: content, range: range) }
    return JSONValue(content: .array(elements.map { $0.placed(at: range) }), range: range)
  }

  /// The same values all in one place, as those of another text are.
  func moved(to range: ByteRange) -> JSONValue {
    switch content {
    case .array(let elements): return JSONValue(content: .array(elements.map { $0.moved(to: range) }), range: range)
    case .object(let members):
      let moved = members.map { Member(name: Located($0.name.value, at: range), value: $0.value.moved(to: range)) }
      return JSONValue(content: .object(moved), range: range)
    default: return JSONValue(content: content, range: range)
    }
  }

  private var holdsObjects: Bool {
    switch content {
    case .object: true
    case .array(let elements): elements.contains(where: \.holdsObjects)
    default: false
    }
  }

  /// What a text, a number or a truth value looks like within a text, as far as that is known.
  var inText: PartialText? {
    switch content {
    case .string(let text), .number(let text): PartialText(text)
    case .boolean(let value): PartialText(value ? "True" : "False")
    case .unknown(let unknown): unknown.text
    case .null, .array, .object: nil
    }
  }

  /// The text of a string.
  var plain: String? { string?.value }

  /// The value of a number.
  var number: Int? { if case .number = content { integer?.value } else { nil } }

  /// The elements of an array; nothing of anything else.
  var list: [JSONValue]? { if case .array(let elements) = content { elements } else { nil } }

  /// Whether both say the same, wherever they stand; nothing where that is not known.
  func equals(_ other: JSONValue) -> Bool? {
    if let own = partialText, let theirs = other.partialText, own.text == nil || theirs.text == nil {
      switch own.compared(with: theirs) {
      case .same: return own == theirs ? true : nil
      case .different: return false
      case .unknown: return nil
      }
    }
    guard isKnown, other.isKnown else { return nil }
    return bare == other.bare
  }

  /// The value without its places, the order of members and the case of their names.
  private var bare: JSONValue {
    let nowhere = ByteRange(0, 0)
    switch content {
    case .array(let elements): return JSONValue(content: .array(elements.map(\.bare)), range: nowhere)
    case .object(let members):
      let bare = members.map { Member(name: Located($0.name.value.lowercased(), at: nowhere), value: $0.value.bare) }
      return JSONValue(content: .object(bare.sorted { $0.name.value < $1.name.value }), range: nowhere)
    default: return JSONValue(content: content, range: nowhere)
    }
  }
}

extension JSONValue.Content {
  /// A text, all or only a part of which is known.
  static func partial(_ text: PartialText) -> JSONValue.Content {
    if let known = text.text { return .string(known) }
    return .unknown(UnknownValue(source: text.description, text: text))
  }

  /// An array of texts.
  static func texts(_ texts: [String], at range: ByteRange) -> JSONValue.Content {
    .array(texts.map { JSONValue(content: .string($0), range: range) })
  }
}

extension PartialText {
  /// How long it is, each unknown stretch counted as one character at least.
  var weight: Int {
    parts.reduce(0) { sum, part in
      switch part {
      case .known(let text): sum + text.utf8.count
      case .unknown(let text, scope: let scope): sum + 1 + text.utf8.count + scope.utf8.count
      }
    }
  }
}
