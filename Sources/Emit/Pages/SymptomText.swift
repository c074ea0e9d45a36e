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

  /// What the numbers mean, and a paragraph for each symptom, the likeliest first.
  public var text: String {
    // A command stays on one line, so that it can be copied.
    var blocks = numbers.isEmpty ? [] : [numbers.map { $0 + "\n" }.joined()]
    blocks += search.fitting.map(paragraph)
    if !search.possible.isEmpty {
      let others =
        "It may be one of these\(search.fitting.isEmpty ? "" : ", too"); the reply's code, or the lines before, tell more:"
      blocks += [hanging(others) + "\n"] + search.possible.map(paragraph)
    }
    if !search.related.isEmpty {
      if !blocks.isEmpty { blocks.append("Seen with \(codes) too:\n") }
      blocks += search.related.map(paragraph)
    }
    return blocks.joined(separator: "\n")
  }

  /// What the numbers in the question mean, and who tells more of an address.
  private var numbers: [String] {
    var lines: [String] = []
    if let number = search.substatus {
      lines.append("substatus \(number): \(Substatus.meaning(of: number) ?? "not documented")")
    }
    if let number = search.windowsError {
      lines.append("Windows error \(number): \(WindowsError.meaning(of: number) ?? "see 'net helpmsg \(number)'")")
    }
    if let reply = search.passiveReply {
      lines.append("To hold the reply against a configuration: ftpsgate pasv '\(reply.text)' PATH")
    } else if search.codes.contains(where: { [227, 229].contains($0) }) {
      lines.append("To hold such a reply against a configuration: ftpsgate pasv REPLY PATH")
    }
    return lines
  }

  private var codes: String { Set(search.codes).sorted().map(String.init).joined(separator: ", ") }

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

extension PassiveReply {
  /// The reply as IIS writes it.
  fileprivate var text: String {
    guard let address else { return "229 Entering Extended Passive Mode (|||\(port)|)" }
    let host = "\(address)".replacing(".", with: ",")
    return "227 Entering Passive Mode (\(host),\(port >> 8),\(port & 255))."
  }
}
