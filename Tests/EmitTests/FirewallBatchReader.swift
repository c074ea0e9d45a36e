import Foundation
import NetworkModel

/// A reader of the batch language that scripts here may use; what they do is seen under Wine's cmd (`verify/netsh`).
///
/// It follows cmd's phases in order (expansion of percent signs, then operators and quotation marks) and the argument
/// rules of Microsoft's C runtime. What has another meaning is refused.
struct BatchReader {
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// A line that does something.
  enum Line: Hashable {
    case label(String)
    case echo(String)
    /// Words, without what becomes of the output.
    case command([String])
    /// Words of a line that reads what programs put out, in which signs between words stand for themselves.
    case reading([String])
  }

  /// What is neither a comment nor empty.
  let lines: [Line]

  init(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard bytes.suffix(2) == [13, 10] else { throw Refusal(description: "no line end at the end") }
    for (index, byte) in bytes.enumerated() where byte == 10 || byte == 13 {
      let isPair = byte == 10 ? bytes[index - 1] == 13 : bytes[index + 1] == 10
      guard isPair else { throw Refusal(description: "half a line end") }
    }
    lines = try text.split(separator: "\r\n").compactMap { try Self.line(String($0)) }
  }

  private static func line(_ text: String) throws -> Line? {
    guard text.utf8.count < 8191 else { throw Refusal(description: "a line that cmd would cut") }
    guard text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else { throw Refusal(description: "not visible ASCII: \(text)") }
    if text == "rem" { return nil }
    if text.hasPrefix("rem ") {
      guard !text.contains(where: { "%^&|<>\"!?".contains($0) }) else { throw Refusal(description: text) }
      return nil
    }
    if text.hasPrefix(":") { return .label(String(text.dropFirst())) }
    let expanded = try expand(text)
    if expanded.hasPrefix("echo ") {
      _ = try words(expanded)
      return .echo(String(expanded.dropFirst(5)))
    }
    let isReading = expanded.contains("for /f ") || expanded.contains(" | \"\u{3}find\"") || text == ")"
    return isReading ? .reading(try words(expanded, hasOperators: true)) : .command(try words(expanded))
  }

  /// `%%` is a percent sign, `%NAME%` a variable; anything else would be cut out or stop the script.
  private static func expand(_ text: String) throws -> String {
    var result = ""
    var rest = Substring(text)
    while let percent = rest.firstIndex(of: "%") {
      result += rest[..<percent]
      rest = rest[rest.index(after: percent)...]
      // What only a run knows stands behind a control character, which no script may hold.
      let known = [
        ("%", "%"), ("SystemRoot%", "C:\\Windows"), ("~1", "\u{1}"), ("errorlevel%", "\u{2}"),
      ]
      if let (name, value) = known.first(where: { rest.hasPrefix($0.0) }) {
        result += value
        rest = rest.dropFirst(name.count)
      } else if let name = rest.prefixMatch(of: /(rules|record|find|is[0-9]*)%/) {
        result += "\u{3}\(name.1)"
        rest = rest[name.range.upperBound...]
      } else {
        throw Refusal(description: "expands something: \(text)")
      }
    }
    return result + rest
  }

  /// Splits at blanks outside quotation marks; drops redirections; refuses other operators there.
  private static func words(_ text: String, hasOperators: Bool = false) throws -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    var backslashes = 0
    let mayHave = hasOperators || text.hasSuffix(">nul 2>&1") || text.hasSuffix(" 1>&2")
    for character in text {
      if character == "\"" {
        guard backslashes % 2 == 0 else { throw Refusal(description: "a mark inside an argument: \(text)") }
        word = String((word ?? "").dropLast(backslashes / 2))
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        if let word { words.append(word) }
        word = nil
      } else {
        guard isQuoted || mayHave || !"&|<^()".contains(character) else {
          throw Refusal(description: "an operator: \(text)")
        }
        word = (word ?? "") + String(character)
      }
      backslashes = character == "\\" ? backslashes + 1 : 0
    }
    guard !isQuoted else { throw Refusal(description: "an open quotation mark: \(text)") }
    return (words + [word].compactMap { $0 }).filter { ![">nul", "2>&1", "1>&2"].contains($0) }
  }
}

// MARK: - What a script does

extension BatchReader {
  /// What stands behind `netsh advfirewall firewall add rule`, or `set rule`, for each rule.
  func rules(_ verb: String) -> [[String]] {
    let beginning = ["netsh", "advfirewall", "firewall", verb, "rule"]
    return commands.filter { $0.starts(with: beginning) }.map { $0.dropFirst(5).filter { $0 != "new" } }
  }

  /// The words of all lines that are one command.
  var commands: [[String]] {
    lines.compactMap { if case .command(let words) = $0 { words } else { nil } }
  }

  /// What a script says, in whatever case.
  var output: String {
    lines.compactMap { if case .echo(let text) = $0 { text } else { nil } }.joined(separator: "\n")
  }

  /// The labels that are gone to or called.
  var targets: [String] {
    let used: [[String]] = lines.compactMap {
      switch $0 {
      case .command(let words), .reading(let words): words
      default: nil
      }
    }
    return used.flatMap { words in
      zip(words, words.dropFirst()).compactMap { word, next in
        word == "goto" ? next : word == "call" ? String(next.dropFirst()) : nil
      }
    }
  }

  /// Where a command stands that changes rules, settings or records.
  var changes: [Int] {
    lines.indices.filter { index in
      guard case .command(let words) = lines[index] else { return false }
      let isChange =
        words.starts(with: ["netsh", "advfirewall"]) && !words[2...3].contains("show")
        || words[0] == "reg" && words[1] != "query"
      return isChange
    }
  }

  /// The openings that rules make; refuses a rule with a setting that is not known here.
  static func openings(_ rules: [[String]]) throws -> [WordedOpening] {
    try rules.map { rule in
      var settings: [String: String] = [:]
      for word in rule {
        guard let equals = word.firstIndex(of: "=") else { throw Refusal(description: word) }
        settings[String(word[..<equals])] = String(word[word.index(after: equals)...])
      }
      let common = [
        "action": "allow", "enable": "yes", "profile": "any", "protocol": "TCP", "service": "ftpsvc",
        "program": "C:\\Windows\\System32\\svchost.exe",
      ]
      for (key, value) in common {
        guard settings.removeValue(forKey: key) == value else { throw Refusal(description: "\(key): \(rule)") }
      }
      guard let direction = settings["dir"], let ports = settings["localport"], let address = settings["localip"],
        let clients = settings["remoteip"],
        Set(settings.keys) == ["name", "description", "dir", "localport", "localip", "remoteip"]
      else { throw Refusal(description: "\(rule)") }
      return WordedOpening(
        direction: direction == "in" ? .inbound : .outbound, ports: ports, address: address == "any" ? "*" : address,
        clients: clients.split(separator: ",").map(String.init))
    }
  }
}
