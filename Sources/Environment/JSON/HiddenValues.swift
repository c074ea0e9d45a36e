internal import IISConfiguration
internal import NetworkModel

extension JSONValue {
  /// What stands in the place of a value that its file marks as secret: it is neither shown nor compared.
  func hidden(in file: String) -> JSONValue {
    if isNull || isUnknown { return self }
    let text = PartialText([.unknown("sensitive value", scope: "\(file)@\(range.start)")])
    return JSONValue(content: .unknown(UnknownValue(source: "(sensitive value)", text: text)), range: range)
  }

  /// The value with other values in the place of some members, by their names as the text spells them.
  func replacing(_ replacements: [String: JSONValue]) -> JSONValue {
    guard !replacements.isEmpty else { return self }
    let replaced = members.map { Member(name: $0.name, value: replacements[$0.name.value] ?? $0.value) }
    return JSONValue(content: .object(replaced), range: range)
  }

  /// The member that a text spells like this, and no other.
  func exactly(_ name: String) -> JSONValue? { members.first { $0.name.value == name }?.value }

  /// The value with each object in it changed, the outer ones first.
  func mapped(_ change: (JSONValue) -> JSONValue) -> JSONValue {
    switch content {
    case .array(let elements):
      return JSONValue(content: .array(elements.map { $0.mapped(change) }), range: range)
    case .object:
      let changed = change(self)
      let members = changed.members.map { Member(name: $0.name, value: $0.value.mapped(change)) }
      return JSONValue(content: .object(members), range: range)
    case .null, .boolean, .number, .string, .unknown: return self
    }
  }

  /// Where values stand that no file tells: in the text of a file those that it marks as secret.
  var hiddenRanges: [ByteRange] {
    switch content {
    case .unknown: [range]
    case .array(let elements): elements.flatMap(\.hiddenRanges)
    case .object(let members): members.flatMap(\.value.hiddenRanges)
    case .null, .boolean, .number, .string: []
    }
  }
}
