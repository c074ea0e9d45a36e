package import IISConfiguration
internal import NetworkModel

/// A value of a JSON text and where it stands (RFC 8259).
package struct JSONValue: Hashable, Sendable {
  /// What a value is.
  enum Content: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// A number, as it is written.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Members in the order of the text, each name once.
    case object([Member])
    /// What no file tells: the text of a file has no such values, but templates stand for some.
    ///
    /// Indirect, as all that reads values takes stack for the largest of them.
    indirect case unknown(UnknownValue)
  }

  /// A name and its value.
  package struct Member: Hashable, Sendable {
    package let name: Located<String>
    package let value: JSONValue
  }

  let content: Content
  /// The bytes of the value; of a string those between its quotes.
  package let range: ByteRange
}

extension JSONValue {
  /// The members of an object; none of anything else.
  package var members: [Member] {
    if case .object(let members) = content { members } else { [] }
  }

  /// Whether it is an array.
  package var isList: Bool { if case .array = content { true } else { false } }

  /// Whether it is an object.
  package var isObject: Bool { if case .object = content { true } else { false } }

  /// The elements of an array; none of anything else.
  package var elements: [JSONValue] {
    if case .array(let elements) = content { elements } else { [] }
  }

  /// Whether it is an array without elements.
  var isEmptyList: Bool { if case .array(let elements) = content { elements.isEmpty } else { false } }

  /// The text of a string.
  package var string: Located<String>? {
    if case .string(let text) = content { Located(text, at: range) } else { nil }
  }

  /// Whether it is a string without a character.
  var isEmptyText: Bool { if case .string(let text) = content { text.isEmpty } else { false } }

  /// The text of a string, or the expression that stands for an unknown one: what a report calls something.
  var caption: Located<String>? {
    if case .unknown(let unknown) = content { Located(unknown.source, at: range) } else { string }
  }

  /// What a string says, as far as it is known.
  var partialText: PartialText? {
    switch content {
    case .string(let text): PartialText(text)
    case .unknown(let unknown): unknown.text
    default: nil
    }
  }

  /// Whether it is not known.
  var isUnknown: Bool { if case .unknown = content { true } else { false } }

  /// The text of a string, or a number as it is written.
  var word: Located<String>? {
    if case .number(let text) = content { Located(text, at: range) } else { string }
  }

  /// The value of a number that is an integer, or of a string that spells one.
  package var integer: Located<Int>? {
    switch content {
    case .number(let text), .string(let text): Int(text).map { Located($0, at: range) }
    default: nil
    }
  }

  /// The value of a truth value.
  var boolean: Bool? { if case .boolean(let value) = content { value } else { nil } }

  /// Whether this is a template of Azure Resource Manager, or a deployment with one.
  var isTemplate: Bool {
    if self["resources"] != nil, self["$schema"] != nil || self["contentVersion"] != nil { return true }
    return self["properties"]?["template"] != nil || self["template"] != nil
  }

  /// Whether it is null.
  package var isNull: Bool { if case .null = content { true } else { false } }

  /// The value of a member, by its name in any case; null counts as no value, and so do two that differ in case only.
  ///
  /// Azure's programs differ in case: the CLI says `securityRules`, PowerShell `SecurityRules`.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    var found: Int?
    for index in members.indices where members[index].name.value.isSameName(as: name) {
      guard found == nil else { return nil }
      found = index
    }
    return found.flatMap { members[$0].value.isNull ? nil : members[$0].value }
  }
}

extension String {
  /// Whether this is the name of a member that another one asks for, in any case.
  func isSameName(as other: String) -> Bool {
    // Most names differ in their length or their first letter, or are written as they are asked for.
    guard utf8.count == other.utf8.count else { return false }
    if let first = utf8.first, let otherFirst = other.utf8.first, first | otherFirst < 0x80,
      lower(first) != lower(otherFirst)
    {
      return false
    }
    return utf8.elementsEqual(other.utf8) { lower($0) == lower($1) }
  }
}

private func lower(_ byte: UInt8) -> UInt8 {
  UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
}
