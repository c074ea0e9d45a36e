internal import IISConfiguration
internal import NetworkModel

extension TemplateFunctions {
  /// Functions of texts; what they make may be known in part.
  static let texts: [String: Function] = [
    "concat": { values, _ in
      let lists = values.compactMap(\.list)
      if !lists.isEmpty { return lists.count == values.count ? flattened(lists) : nil }
      return joined(values.map(\.inText), by: "")
    },
    "format": { values, _ in values.first?.plain.flatMap { format($0, Array(values.dropFirst())) } },
    "string": { values, _ in values.first?.inText.map { .partial($0) } },
    "tolower": { values, _ in values.first?.partialText.map { .partial($0.mapped { $0.lowercased() }) } },
    "toupper": { values, _ in values.first?.partialText.map { .partial($0.mapped { $0.uppercased() }) } },
    "trim": { values, _ in values.first?.plain.map { .string(trimmed($0)) } },
    "replace": { values, _ in
      guard let texts = texts(values, 3), !texts[1].isEmpty,
        texts[0].utf8.count / texts[1].utf8.count * texts[2].utf8.count <= TemplateBudget.largestValue
      else { return nil }
      return .string(texts[0].replacing(texts[1], with: texts[2]))
    },
    "split": { values, _ in
      guard values.count == 2, let text = values[0].plain else { return nil }
      let signs = values[1].plain.map { [$0] } ?? values[1].list?.compactMap(\.plain) ?? []
      guard !signs.isEmpty, !signs.contains("") else { return nil }
      return .texts(split(text, at: signs), at: values[0].range)
    },
    "join": { values, _ in
      guard values.count == 2, let parts = values[0].list, let sign = values[1].plain else { return nil }
      return joined(parts.map(\.inText), by: sign)
    },
    "substring": { values, _ in
      guard let text = values.first?.plain, values.count >= 2, let start = values[1].number,
        case let rest = text.utf16.count - start, start >= 0, rest >= 0,
        let length = values.count == 3 ? values[2].number : rest, 0...rest ~= length
      else { return nil }
      return .string(String(decoding: Array(text.utf16.dropFirst(start).prefix(length)), as: UTF16.self))
    },
    "startswith": { values, _ in
      texts(values, 2).map { .boolean($0[0].lowercased().hasPrefix($0[1].lowercased())) }
    },
    "endswith": { values, _ in
      texts(values, 2).map { .boolean($0[0].lowercased().hasSuffix($0[1].lowercased())) }
    },
    "padleft": { values, _ in
      guard values.count >= 2, let text = values[0].inText?.text, let width = values[1].number,
        0...TemplateBudget.largestValue ~= width,
        let sign = values.count == 3 ? values[2].plain : " ", sign.count == 1
      else { return nil }
      return .string(String(repeating: sign, count: max(0, width - text.utf16.count)) + text)
    },
  ]

  private static func texts(_ values: [JSONValue], _ count: Int) -> [String]? {
    let texts = values.compactMap(\.plain)
    return texts.count == count && values.count == count ? texts : nil
  }

  private static func joined(_ parts: [PartialText?], by sign: String) -> JSONValue.Content? {
    var whole: [PartialText.Part] = []
    var weight = 0
    for (index, part) in parts.enumerated() {
      weight += (part?.weight ?? 0) + sign.utf8.count
      guard let part, weight <= TemplateBudget.largestValue else { return nil }
      whole += (index == 0 ? [] : [.known(sign)]) + part.parts
    }
    return .partial(PartialText(whole))
  }

  /// A text with `{0}` and so on in it; a format behind a colon is taken for unknown, but what numbers of 00 and so on mean.
  private static func format(_ text: String, _ values: [JSONValue]) -> JSONValue.Content? {
    var parts: [PartialText.Part] = []
    var weight = 0
    var rest = Substring(text)
    while let sign = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      parts.append(.known(String(rest[..<sign])))
      let brace = rest[sign]
      rest = rest[rest.index(after: sign)...]
      if rest.first == brace {
        parts.append(.known(String(brace)))
        rest = rest.dropFirst()
        continue
      }
      guard brace == "{", let end = rest.firstIndex(of: "}") else { return nil }
      let pieces = rest[..<end].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard let index = Int(pieces[0]), values.indices.contains(index), let value = values[index].inText,
        pieces.count == 1 || isDigits(pieces[1])
      else { return nil }
      if pieces.count == 2 {
        guard let number = values[index].number, number >= 0 else { return nil }
        let digits = String(number)
        parts.append(.known(String(repeating: "0", count: max(0, width(pieces[1]) - digits.count)) + digits))
      } else {
        parts += value.parts
      }
      weight += value.weight
      guard weight <= TemplateBudget.largestValue else { return nil }
      rest = rest[rest.index(after: end)...]
    }
    parts.append(.known(String(rest)))
    return .partial(PartialText(parts))
  }

  /// Whether a format asks for a number of digits: `000` or `D3`.
  private static func isDigits(_ format: Substring) -> Bool {
    guard !format.isEmpty, format.count < 20 else { return false }
    return format.allSatisfy { $0 == "0" } || (format.lowercased().hasPrefix("d") && Int(format.dropFirst()) != nil)
  }

  private static func width(_ format: Substring) -> Int {
    format.allSatisfy { $0 == "0" } ? format.count : min(Int(format.dropFirst()) ?? 0, 32)
  }

  private static func split(_ text: String, at signs: [String]) -> [String] {
    signs.reduce([text]) { pieces, sign in
      pieces.flatMap { $0.split(separator: sign, omittingEmptySubsequences: false).map(String.init) }
    }
  }

  private static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }
}

extension PartialText {
  /// The text with its known stretches changed, where unknown ones count the same: Azure's names ignore case.
  fileprivate func mapped(_ change: (String) -> String) -> PartialText {
    PartialText(parts.map { if case .known(let text) = $0 { .known(change(text)) } else { $0 } })
  }
}
