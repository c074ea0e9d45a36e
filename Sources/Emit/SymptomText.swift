public import Linter
public import Reachability

/// What is behind a symptom, for a terminal.
public struct SymptomText: Sendable {
  private let search: SymptomSearch
  private let rules: @Sendable (Symptom) -> [Rule]

  /// The answer to a search; `rules` gives the rules whose findings explain a symptom.
  public init(_ search: SymptomSearch, rules: @escaping @Sendable (Symptom) -> [Rule]) {
    self.search = search
    self.rules = rules
  }

  /// A paragraph for each symptom.
  public var text: String {
    var text = ""
    if let substatus = search.substatus {
      text += "substatus \(substatus): \(Substatus.meaning(of: substatus) ?? "not documented")\n\n"
    }
    return text + search.symptoms.map(paragraph).joined(separator: "\n")
  }

  private func paragraph(_ symptom: Symptom) -> String {
    var lines = [
      "\(symptom.id): \(symptom.appearance)", "  cause: \(symptom.cause) (\(certainty(symptom.confidence)))",
      "  remedy: \(symptom.remedy)",
    ]
    if search.substatus == nil {
      lines += symptom.substatuses.compactMap { number in
        Substatus.meaning(of: number).map { "  substatus \(number): \($0)" }
      }
    }
    let ids = rules(symptom).map(\.id)
    if !ids.isEmpty { lines.append("  rules: \(ids.joined(separator: ", "))") }
    lines.append("  source: \(symptom.source)")
    return lines.map(hanging).joined(separator: "\n") + "\n"
  }

  /// A line with what does not fit below it, further in.
  private func hanging(_ line: String) -> String {
    let margin = String(line.prefix { $0 == " " })
    let rows = wrapped(line.drop { $0 == " " }.description).split(separator: "\n")
    return rows.enumerated().map { ($0 == 0 ? margin : margin + "  ") + $1 }.joined(separator: "\n")
  }

  private func certainty(_ confidence: Symptom.Confidence) -> String {
    switch confidence {
    case .high: "documented, read in source code or measured"
    case .medium: "seen in several places"
    case .low: "inferred"
    }
  }
}
