internal import IISConfiguration
internal import Inet
public import Linter
public import Reachability
internal import Text

/// What is behind a symptom, for a terminal.
public struct SymptomText: Sendable {
  let search: SymptomSearch
  let rules: @Sendable (Symptom) -> [Rule]

  /// The answer to a search; `rules` gives the rules whose findings explain a symptom.
  public init(_ search: SymptomSearch, rules: @escaping @Sendable (Symptom) -> [Rule]) {
    self.search = search
    self.rules = rules
  }

  /// What the numbers mean, and a paragraph for each symptom, the likeliest first.
  public var text: String {
    guard search.isKnown else { return unknown }
    // A command stays on one line, so that it can be copied.
    var blocks = numbers.isEmpty ? [] : [numbers.map { $0 + "\n" }.joined()]
    blocks += search.fitting.map(paragraph)
    if !search.possible.isEmpty {
      let others =
        "It may be one of these\(search.fitting.isEmpty ? "" : ", too"); the reply's code, or the lines before, tell more:"
      blocks += [hanging(others) + "\n"] + search.possible.map(paragraph)
    }
    if !search.related.isEmpty { blocks += [hanging(relatedHeading) + "\n"] + search.related.map(paragraph) }
    if let others { blocks.append(others) }
    return head + blocks.joined(separator: "\n")
  }

  /// What to send where nothing is known.
  private var unknown: String {
    hanging(
      "Nothing is known of it. Give the reply's code, such as 425, or the whole line from the client's or the server's "
        + "log with the lines before it, or a file with that log; 'ftpsgate rules' lists the rules.") + "\n"
  }

  private var relatedHeading: String {
    guard search.fitting.isEmpty, search.possible.isEmpty else { return "Seen with \(codes) too:" }
    let code = Set(search.codes).sorted().first { ReplyCode.meaning(of: $0) != nil }
    let meaning = code.flatMap(ReplyCode.meaning).map { " (\($0))" } ?? ""
    return
      "Reply \(codes)\(meaning) alone does not tell the cause. It is one of these; the reply's words or the substatus in "
      + "IIS's log, as in '534 31', tell which:"
  }

  private var codes: String { Set(search.codes).sorted().map(String.init).joined(separator: ", ") }
}

// MARK: - Above the answers

extension SymptomText {
  /// How much of a line is shown.
  private static let longestLine = 200

  /// The line of a log that the answer is about.
  private var head: String {
    guard let line = search.decisiveLine else { return "" }
    return "line \(line.number): \(shown(line))\n\n"
  }

  /// A line of a log without its passwords, cut.
  func shown(_ line: SymptomSearch.DecisiveLine) -> String {
    let text = terminalText(line.text.trimmed).replacing(/(?i)\bPASS\s+\S+/, with: "PASS ***")
    return "\(text.prefix(Self.longestLine))\(text.count > Self.longestLine ? "…" : "")"
  }

  /// What the numbers in the question mean, and who tells more of an address.
  private var numbers: [String] {
    var lines: [String] = []
    if let substatus = search.substatus {
      lines.append("substatus \(substatus.number): \(substatus.meaning)")
    }
    if let error = search.windowsError {
      lines.append("Windows error \(error.text): \(error.meaning ?? "see '\(error.lookup)'")")
    }
    if let error = search.curlError, let meaning = error.meaning {
      lines.append("curl error \(error.number): \(meaning)")
    }
    if search.symptoms.isEmpty {
      lines += Set(search.codes).sorted().compactMap { code in
        ReplyCode.meaning(of: code).map { "reply \(code): \($0)" }
      }
    }
    if let reply = search.passiveReply {
      lines.append("To hold the reply against a configuration: ftpsgate pasv '\(reply.text)' PATH")
      if search.decisiveLine != nil { lines.append("It names \(reply.names).") }
    } else if search.codes.contains(where: { [227, 229].contains($0) }) {
      lines.append("To hold such a reply against a configuration: ftpsgate pasv REPLY PATH")
    }
    return lines
  }

  /// How many kinds of other failures are shown.
  private static let shownFailures = 8

  /// Failures of other kinds in a log.
  private var others: String? {
    guard !search.otherFailures.isEmpty else { return nil }
    let rest = search.otherFailures.count - Self.shownFailures
    let lines = search.otherFailures.prefix(Self.shownFailures).map { failure in
      let parts = [
        failure.status.map { "\($0)" }, failure.substatus.map { "substatus \($0.number)" },
        failure.windowsError.map { "Windows error \($0.text)" },
      ]
      let times = failure.count == 1 ? "once" : "\(failure.count) times, the last"
      return "  \(parts.compactMap(\.self).joined(separator: ", ")): \(times) in line \(failure.lastLine)\n"
    }
    return "Other failures in the log; give such a line alone to have it explained:\n" + lines.joined()
      + (rest > 0 ? "  and \(rest) more\n" : "")
  }
}

// MARK: - Answers

extension SymptomText {
  private func paragraph(_ symptom: Symptom) -> String {
    var lines = [
      "\(symptom.id): \(symptom.appearance)", "  cause: \(symptom.cause) (\(certainty(symptom.confidence)))",
      "  remedy: \(symptom.remedy)",
    ]
    if search.substatus == nil, search.windowsError == nil {
      lines += symptom.substatuses.compactMap(Substatus.init).map { "  substatus \($0.number): \($0.meaning)" }
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
    case .unknown: "not established"
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

  /// Where the data connection goes.
  fileprivate var names: String {
    guard let address else { return "port \(port), at the address that the client dialled" }
    return "\(address), \(address.scope.phrase.description), port \(port)"
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
