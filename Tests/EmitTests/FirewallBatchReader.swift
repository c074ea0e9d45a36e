import NetworkModel

/// A reader and runner of the batch language that scripts here may use.
///
/// It follows cmd's phases in order (expansion of percent signs, then operators and quotation marks) and the argument
/// rules of Microsoft's C runtime. What has another meaning is refused.
struct BatchReader {
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// A line that does something: its words, and whether its output is thrown away.
  enum Line: Hashable {
    case label(String)
    case echo(String)
    case command([String])
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
    return .command(try words(expanded))
  }

  /// `%%` is a percent sign, `%NAME%` a variable; anything else would be cut out or stop the script.
  private static func expand(_ text: String) throws -> String {
    var result = ""
    var rest = Substring(text)
    while let percent = rest.firstIndex(of: "%") {
      result += rest[..<percent]
      rest = rest[rest.index(after: percent)...]
      if rest.first == "%" {
        result += "%"
        rest = rest.dropFirst()
      } else {
        guard rest.hasPrefix("SystemRoot%") else { throw Refusal(description: "expands something: \(text)") }
        result += "C:\\Windows"
        rest = rest.dropFirst("SystemRoot%".count)
      }
    }
    return result + rest
  }

  /// Splits at blanks outside quotation marks; drops redirections; refuses other operators there.
  private static func words(_ text: String) throws -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    var backslashes = 0
    for character in text {
      if character == "\"" {
        guard backslashes % 2 == 0 else { throw Refusal(description: "a mark inside an argument: \(text)") }
        word = String((word ?? "").dropLast(backslashes / 2))
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        if let word { words.append(word) }
        word = nil
      } else {
        guard isQuoted || !"&|<^()".contains(character) || text.hasSuffix(">nul 2>&1") || text.hasSuffix(" 1>&2") else {
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

// MARK: - Running

extension BatchReader {
  /// What Windows Firewall knows: rules by name, in the order in which they were added.
  struct Firewall: Hashable {
    var rules: [[String]] = []
    var stateful = true
    /// The call of `netsh … add` or `delete` that fails, counted from 1.
    var failingChange: Int?
  }

  /// Runs the script as cmd does, with a netsh that changes `firewall`.
  func run(on firewall: inout Firewall) throws -> (status: Int, output: [String]) {
    var output: [String] = []
    var failed = false
    var position = 0
    while position < lines.count {
      switch lines[position] {
      case .label: break
      case .echo(let text): output.append(text)
      case .command(["@echo", "off"]), .command(["setlocal", "EnableExtensions", "DisableDelayedExpansion"]): break
      case .command(let words) where words.starts(with: ["exit", "/b"]): return (Int(words[2]) ?? -1, output)
      case .command(let words) where words.starts(with: ["if", "errorlevel", "1", "goto"]):
        guard let target = lines.firstIndex(of: .label(words[4])) else { throw Refusal(description: words[4]) }
        if failed { position = target }
      case .command(let words) where words.starts(with: ["netsh", "advfirewall"]):
        failed = try !Self.netsh(Array(words.dropFirst(2)), &firewall)
      case .command(let words): throw Refusal(description: "another command: \(words)")
      }
      position += 1
    }
    throw Refusal(description: "runs over its end")
  }

  private static func netsh(_ words: [String], _ firewall: inout Firewall) throws -> Bool {
    if words == ["set", "global", "StatefulFtp", "disable"] {
      firewall.stateful = false
      return true
    }
    guard words.count >= 4, words[0] == "firewall", words[2] == "rule", words[3].hasPrefix("name=") else {
      throw Refusal(description: "another netsh command: \(words)")
    }
    let isKnown = firewall.rules.contains { $0.first == words[3] }
    if words[1] == "show" { return isKnown }
    if let count = firewall.failingChange {
      firewall.failingChange = count - 1
      if count <= 1 { return false }
    }
    switch words[1] {
    case "delete": firewall.rules.removeAll { $0.first == words[3] }
    case "add": firewall.rules.append(Array(words.dropFirst(3)))
    default: throw Refusal(description: "another netsh command: \(words)")
    }
    return words[1] == "add" || isKnown
  }
}

extension BatchReader.Firewall {
  /// The openings that the rules make; refuses a rule with a setting that is not known here.
  func openings() throws -> [BareOpening] {
    try rules.map { rule in
      var settings: [String: String] = [:]
      for word in rule {
        guard let equals = word.firstIndex(of: "=") else { throw BatchReader.Refusal(description: word) }
        settings[String(word[..<equals])] = String(word[word.index(after: equals)...])
      }
      let common = [
        "action": "allow", "enable": "yes", "profile": "any", "protocol": "TCP", "service": "ftpsvc",
        "program": "C:\\Windows\\System32\\svchost.exe",
      ]
      for (key, value) in common {
        guard settings.removeValue(forKey: key) == value else {
          throw BatchReader.Refusal(description: "\(key): \(rule)")
        }
      }
      guard let direction = settings["dir"], let ports = settings["localport"], let address = settings["localip"],
        Set(settings.keys) == ["name", "description", "dir", "localport", "localip"]
      else { throw BatchReader.Refusal(description: "\(rule)") }
      return BareOpening(
        direction: direction == "in" ? .inbound : .outbound, ports: ports, address: address == "any" ? "*" : address)
    }
  }
}
