internal import IISConfiguration
internal import NetworkModel

extension TemplateFunctions {
  /// Functions of arrays, objects, and of what counts as either.
  static let lists: [String: Function] = [
    "json": { values, _ in
      guard let text = values.first?.plain, let range = values.first?.range,
        let read = try? JSONReader.read(ArraySlice(text.utf8))
      else { return nil }
      return read.moved(to: range).content
    },
    "array": { values, _ in
      guard let value = values.first, !value.isUnknown else { return nil }
      return .array(value.list ?? [value])
    },
    "createarray": { values, _ in .array(values) },
    "createobject": { values, _ in
      guard values.count.isMultiple(of: 2) else { return nil }
      var members: [JSONValue.Member] = []
      for index in stride(from: 0, to: values.count, by: 2) {
        guard let name = values[index].string else { return nil }
        members.append(JSONValue.Member(name: name, value: values[index + 1]))
      }
      return .object(members)
    },
    "range": { values, _ in
      guard values.count == 2, let first = values[0].number, let count = values[1].number, 0...10_000 ~= count,
        abs(first) < 1 << 40
      else { return nil }
      return .array((0..<count).map { JSONValue(content: .number("\(first + $0)"), range: values[0].range) })
    },
    "length": { values, _ in values.first.flatMap(length).map { .number("\($0)") } },
    "empty": { values, _ in
      guard let value = values.first else { return nil }
      return value.isNull ? .boolean(true) : length(value).map { .boolean($0 == 0) }
    },
    "contains": { values, _ in
      guard values.count == 2 else { return nil }
      return contains(values[0], values[1]).map { .boolean($0) }
    },
    "first": { values, _ in
      if let text = values.first?.plain { return .string(String(text.prefix(1))) }
      return values.first?.list?.first?.content
    },
    "last": { values, _ in
      if let text = values.first?.plain { return .string(String(text.suffix(1))) }
      return values.first?.list?.last?.content
    },
    "take": { values, _ in
      guard values.count == 2, let count = values[1].number.map({ max(0, $0) }) else { return nil }
      if let text = values[0].plain { return .string(String(text.prefix(count))) }
      return values[0].list.map { .array(Array($0.prefix(count))) }
    },
    "skip": { values, _ in
      guard values.count == 2, let count = values[1].number.map({ max(0, $0) }) else { return nil }
      if let text = values[0].plain { return .string(String(text.dropFirst(count))) }
      return values[0].list.map { .array(Array($0.dropFirst(count))) }
    },
    "union": { values, _ in union(values) },
    "shallowmerge": { values, _ in values.first?.list.flatMap(union) },
    "flatten": { values, _ in
      guard let lists = values.first?.list, lists.allSatisfy({ $0.list != nil }) else { return nil }
      return flattened(lists.compactMap(\.list))
    },
    "items": { values, _ in
      guard case .object(let members)? = values.first?.content else { return nil }
      return .array(members.sorted { $0.name.value < $1.name.value }.map(item))
    },
    "objectkeys": { values, _ in
      guard case .object(let members)? = values.first?.content else { return nil }
      return .array(members.map { JSONValue(content: .string($0.name.value), range: $0.name.range) })
    },
    "tryget": { values, _ in
      guard var found = values.first else { return nil }
      for key in values.dropFirst() {
        guard !found.isUnknown, !key.isUnknown else { return nil }
        guard let part = found.part(key) else { return .null }
        found = part
      }
      return found.content
    },
  ]

  /// All elements of some arrays.
  static func flattened(_ lists: [[JSONValue]]) -> JSONValue.Content? {
    lists.reduce(0) { $0 + $1.count } <= TemplateBudget.largestValue ? .array(lists.flatMap(\.self)) : nil
  }

  private static func length(_ value: JSONValue) -> Int? {
    switch value.content {
    case .string(let text): text.utf16.count
    case .array(let elements): elements.count
    case .object(let members): members.count
    case .null, .boolean, .number, .unknown: nil
    }
  }

  private static func contains(_ whole: JSONValue, _ part: JSONValue) -> Bool? {
    switch whole.content {
    case .string(let text): return part.inText?.text.map { text.contains($0) || $0.isEmpty }
    case .object: return part.plain.map { _ in whole.part(part) != nil }
    case .array(let elements):
      guard part.weight().map({ $0 < 1_000 }) == true else { return nil }
      let found = elements.map { $0.equals(part) }
      return found.contains(true) ? true : found.contains(nil) ? nil : false
    case .null, .boolean, .number, .unknown: return nil
    }
  }

  /// All elements of some arrays, each once, or all members of some objects, of which later ones win.
  private static func union(_ values: [JSONValue]) -> JSONValue.Content? {
    let lists = values.compactMap(\.list)
    // Each is held against all others, so that there may not be many.
    guard (lists.map(\.count) + values.map(\.members.count)).reduce(0, +) <= 500 else { return nil }
    if lists.count == values.count, !lists.isEmpty {
      var elements: [JSONValue] = []
      for element in lists.flatMap(\.self) {
        let known = elements.map { $0.equals(element) }
        if known.contains(nil) { return nil }
        if !known.contains(true) { elements.append(element) }
      }
      return .array(elements)
    }
    var members: [JSONValue.Member] = []
    for value in values {
      guard case .object(let more) = value.content else { return nil }
      for member in more {
        let name = member.name.value.lowercased()
        members.removeAll { $0.name.value.lowercased() == name }
        members.append(member)
      }
    }
    return .object(members)
  }

  private static func item(_ member: JSONValue.Member) -> JSONValue {
    let key = JSONValue(content: .string(member.name.value), range: member.name.range)
    return JSONValue(
      content: .object([
        JSONValue.Member(name: Located("key", at: member.name.range), value: key),
        JSONValue.Member(name: Located("value", at: member.name.range), value: member.value),
      ]), range: member.value.range)
  }
}
