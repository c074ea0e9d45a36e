/// What somebody asks about: a reply code, a code with a substatus, or a message of a client, a server or a log.
public struct SymptomSearch: Sendable {
  /// The symptoms that fit, the surest first.
  public let symptoms: [Symptom]
  /// The substatus that was asked about.
  public let substatus: Int?

  /// Looks for `534`, `534 24` or `534.24`, a symptom's id, or a message.
  ///
  /// A message may have more in front, as clients write `Response: 534 …`. Where no pattern fits, its reply code decides.
  public init(_ text: String) {
    let words = text.split { $0 == " " || $0 == "." || $0 == "\t" }
    if let code = words.first.flatMap({ Self.code($0) }), words.count <= 2,
      words.dropFirst().allSatisfy({ Int($0) != nil })
    {
      let second = words.count == 2 ? Int(words[1]) : nil
      let found = Symptom.all.filter { $0.replies.contains(code) }
      let exact = found.filter { symptom in second.map { symptom.substatuses.contains($0) } ?? true }
      substatus = second
      symptoms = Self.ranked(exact.isEmpty ? found : exact)
      return
    }
    substatus = nil
    if let symptom = Symptom.with(id: text) {
      symptoms = [symptom]
      return
    }
    let starts = Self.replyStarts(in: text)
    let candidates = [text[...]] + starts
    let found = Symptom.all.filter { symptom in candidates.contains { symptom.fits($0) } }
    let codes = starts.compactMap { Self.code($0.prefix(3)) }
    symptoms = Self.ranked(found.isEmpty ? Symptom.all.filter { !Set($0.replies).isDisjoint(with: codes) } : found)
  }

  /// The text from each reply code on.
  private static func replyStarts(in text: String) -> [Substring] {
    text.indices.compactMap { index in
      let rest = text[index...]
      let isStart = index == text.startIndex || !text[text.index(before: index)].isWord
      guard isStart, code(rest.prefix(3)) != nil, rest.dropFirst(3).first.map({ $0 == " " || $0 == "-" }) ?? true else {
        return nil
      }
      return rest
    }
  }

  private static func code(_ text: Substring) -> Int? {
    guard text.utf8.count == 3, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let code = Int(text), 100...699 ~= code
    else { return nil }
    return code
  }

  /// The surest first; a sort that keeps the order of the table.
  private static func ranked(_ symptoms: [Symptom]) -> [Symptom] {
    Symptom.Confidence.allCases.flatMap { confidence in symptoms.filter { $0.confidence == confidence } }
  }
}

extension Character {
  fileprivate var isWord: Bool { isLetter || isNumber }
}

extension Symptom {
  /// Whether the pattern finds the symptom in a message.
  fileprivate func fits(_ text: Substring) -> Bool {
    guard let regex = try? Regex(pattern).ignoresCase().dotMatchesNewlines() else { return false }
    return text.firstMatch(of: regex) != nil
  }
}
