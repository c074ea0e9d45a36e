import Foundation
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
      let known = [
        ("%", "%"), ("SystemRoot%", "C:\\Windows"), ("~1", "\u{1}"), ("errorlevel%", "\u{2}"),
      ]
      guard let (name, value) = known.first(where: { rest.hasPrefix($0.0) }) else {
        throw Refusal(description: "expands something: \(text)")
      }
      // What only a run knows stands as a control character, which no script may hold.
      result += value
      rest = rest.dropFirst(name.count)
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
    /// Whether the service runs, so that netsh can look.
    var runs = true
    /// The call of `netsh … add`, `set` or `delete` that is refused, counted from 1.
    var failingChange: Int?
  }

  /// A run: cmd's variables, and what it has said.
  private struct Run {
    var arguments: [String]
    var variables: Set<String> = []
    var status = 0
    var output: [String] = []
  }

  /// Runs the script as cmd does, with a netsh that changes `firewall`.
  func run(
    on firewall: inout Firewall, arguments: [String] = []
  ) throws -> (status: Int, output: [String]) {
    var run = Run(arguments: arguments)
    var position = 0
    var steps = 0
    while position < lines.count {
      steps += 1
      guard steps < 100_000 else { throw Refusal(description: "goes round in circles") }
      var next = position + 1
      switch lines[position] {
      case .label: break
      case .echo(let text): run.output.append(text)
      case .command(let words):
        if let end = try command(words, &run, &firewall, next: &next) { return (end, run.output) }
      }
      position = next
    }
    throw Refusal(description: "runs over its end")
  }

  /// Carries out one command; returns the status if the script ends.
  private func command(
    _ words: [String], _ run: inout Run, _ firewall: inout Firewall, next: inout Int
  ) throws -> Int? {
    func label(_ name: String) throws -> Int {
      guard let target = lines.firstIndex(of: .label(name)) else { throw Refusal(description: name) }
      return target
    }
    switch words[0] {
    case "@echo", "setlocal": break
    case "shift": run.arguments = Array(run.arguments.dropFirst())
    case "goto": next = try label(words[1])
    case "exit": return Int(words[2]) ?? -1
    case "set":
      let parts = words[1].split(separator: "=", omittingEmptySubsequences: false)
      if parts[1].isEmpty { run.variables.remove(String(parts[0])) } else { run.variables.insert(String(parts[0])) }
    case "if":
      let (holds, rest) = try condition(Array(words.dropFirst()), run)
      if holds, rest.first == "echo" {
        run.output.append(rest.dropFirst().joined(separator: " "))
      } else if holds {
        return try command(rest, &run, &firewall, next: &next)
      }
    case "netsh" where words[1] == "advfirewall":
      run.status = try Self.netsh(Array(words.dropFirst(2)), &firewall)
    default: throw Refusal(description: "another command: \(words)")
    }
    return nil
  }

  /// Whether what stands behind `if` holds, and the command behind it.
  private func condition(_ words: [String], _ run: Run) throws -> (Bool, [String]) {
    if words[0] == "not" {
      let (holds, rest) = try condition(Array(words.dropFirst()), run)
      return (!holds, rest)
    }
    if words[0] == "defined" { return (run.variables.contains(words[1]), Array(words.dropFirst(2))) }
    if words[0] == "\u{2}" {
      guard words[2] == "0", ["neq", "equ"].contains(words[1]) else { throw Refusal(description: "\(words)") }
      return ((run.status == 0) == (words[1] == "equ"), Array(words.dropFirst(3)))
    }
    let isCaseless = words[0] == "/i"
    let sides = words[isCaseless ? 1 : 0].components(separatedBy: "==")
    guard sides.count == 2 else { throw Refusal(description: "\(words)") }
    let (left, right) = (sides[0].replacing("\u{1}", with: run.arguments.first ?? ""), sides[1])
    let holds = isCaseless ? left.lowercased() == right.lowercased() : left == right
    return (holds, Array(words.dropFirst(isCaseless ? 2 : 1)))
  }

  /// The status of a call: -1 where it is refused, which `if errorlevel 1` would take for success.
  private static func netsh(_ words: [String], _ firewall: inout Firewall) throws -> Int {
    if words == ["show", "allprofiles"] { return firewall.runs ? 0 : 1 }
    guard firewall.runs else { return 1 }
    if words == ["set", "global", "StatefulFtp", "disable"] {
      firewall.stateful = false
      return 0
    }
    guard words.count >= 4, words[0] == "firewall", words[2] == "rule", words[3].hasPrefix("name=") else {
      throw Refusal(description: "another netsh command: \(words)")
    }
    let isKnown = firewall.rules.contains { $0.first == words[3] }
    if words[1] == "show" { return isKnown ? 0 : 1 }
    if words[1] != "add", !isKnown { return 1 }
    if let count = firewall.failingChange {
      firewall.failingChange = count - 1
      if count <= 1 { return -1 }
    }
    switch words[1] {
    case "delete": firewall.rules.removeAll { $0.first == words[3] }
    case "add": firewall.rules.append(Array(words.dropFirst(3)))
    case "set" where words[4] == "new":
      for index in firewall.rules.indices where firewall.rules[index].first == words[3] {
        firewall.rules[index] = [words[3]] + words.dropFirst(5)
      }
    default: throw Refusal(description: "another netsh command: \(words)")
    }
    return 0
  }
}

extension BatchReader.Firewall {
  /// The openings that the rules make; refuses a rule with a setting that is not known here.
  func openings() throws -> [WordedOpening] {
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
        let clients = settings["remoteip"],
        Set(settings.keys) == ["name", "description", "dir", "localport", "localip", "remoteip"]
      else { throw BatchReader.Refusal(description: "\(rule)") }
      return WordedOpening(
        direction: direction == "in" ? .inbound : .outbound, ports: ports, address: address == "any" ? "*" : address,
        clients: clients.split(separator: ",").map(String.init))
    }
  }
}
