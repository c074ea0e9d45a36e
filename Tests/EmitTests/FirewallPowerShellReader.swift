import NetworkModel

/// A reader of the PowerShell that scripts here may use.
///
/// It follows the language's own lexical rules (PowerShell language specification 2.3). What those would expand, continue
/// or nest is refused.
struct PowerShellReader {
  enum Token: Hashable {
    case lineEnd, variable(String), splat(String), string(String), word(String), sign(String)
  }

  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// The tokens, comments left out and line ends in a row taken for one.
  let tokens: [Token]

  init(_ text: String) throws {
    var tokens: [Token] = []
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.first {
      switch scalar {
      case "\n":
        rest.removeFirst()
        if tokens.last != .lineEnd { tokens.append(.lineEnd) }
      case " ": rest.removeFirst()
      case "#": rest = rest.drop { $0 != "\n" && $0 != "\r" }
      case "<": try Self.skipBlockComment(&rest)
      case "'": tokens.append(.string(try Self.literal(&rest)))
      case "$":
        rest.removeFirst()
        tokens.append(.variable(try Self.name(&rest)))
      case "@":
        rest.removeFirst()
        if let next = rest.first, next == "(" || next == "{" {
          rest.removeFirst()
          tokens.append(.sign("@\(next)"))
        } else {
          tokens.append(.splat(try Self.name(&rest)))
        }
      case "(", ")", "{", "}", "[", "]", ",", "|", "=", "+", ".", ":", ";":
        rest.removeFirst()
        tokens.append(.sign(String(scalar)))
      case "a"..."z", "A"..."Z", "-", "0"..."9":
        let word = rest.prefix { Self.isWord($0) }
        rest = rest.dropFirst(word.count)
        tokens.append(.word(String(word)))
      default: throw Refusal(description: "U+\(String(scalar.value, radix: 16)) outside a literal")
      }
    }
    self.tokens = tokens
  }

  /// `<#…#>`, which does not nest; the sign alone is none that scripts here use.
  private static func skipBlockComment(_ rest: inout Substring.UnicodeScalarView) throws {
    guard rest.dropFirst().first == "#" else { throw Refusal(description: "a < outside a literal") }
    rest = rest.dropFirst(2)
    while let scalar = rest.popFirst() {
      if scalar == "#", rest.first == ">" {
        rest.removeFirst()
        return
      }
    }
    throw Refusal(description: "a comment without an end")
  }

  /// `'…'`, where each of the five characters that PowerShell takes for a single quote may end it.
  private static func literal(_ rest: inout Substring.UnicodeScalarView) throws -> String {
    let quotes: Set<Unicode.Scalar> = ["'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}"]
    var value = String.UnicodeScalarView()
    rest.removeFirst()
    while let scalar = rest.popFirst() {
      guard quotes.contains(scalar) else {
        value.append(scalar)
        continue
      }
      guard let next = rest.first, quotes.contains(next) else { return String(value) }
      value.append(next)
      rest.removeFirst()
    }
    throw Refusal(description: "a literal without an end")
  }

  private static func name(_ rest: inout Substring.UnicodeScalarView) throws -> String {
    let name = rest.prefix { "a"..."z" ~= $0 || "A"..."Z" ~= $0 || $0 == "_" }
    guard !name.isEmpty else { throw Refusal(description: "an expression behind $ or @") }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ":": true
    default: false
    }
  }
}

extension PowerShellReader {
  /// The hashtables of `$name = @( … )`.
  func tables(_ name: String) throws -> [[String: [String]]] {
    var position = try place(behind: [.variable(name), .sign("="), .sign("@(")])
    var tables: [[String: [String]]] = []
    while tokens[position] != .sign(")") {
      if tokens[position] == .lineEnd {
        position += 1
        continue
      }
      tables.append(try table(&position))
    }
    return tables
  }

  /// The hashtable `$name = @{ … }`.
  func table(_ name: String) throws -> [String: [String]] {
    var position = try place(behind: [.variable(name), .sign("=")])
    return try table(&position)
  }

  /// The commands: words where a command may begin.
  var commands: Set<String> {
    var commands: Set<String> = []
    var before = Token.lineEnd
    for (token, next) in zip(tokens, tokens.dropFirst() + [.lineEnd]) {
      let begins: Set<Token> = [.lineEnd, .sign("{"), .sign("("), .sign("@("), .sign("|"), .sign("=")]
      if begins.contains(before), case .word(let word) = token, next != .sign("=") { commands.insert(word) }
      before = token
    }
    return commands
  }

  /// The arguments of each call of a command, up to the end of its line.
  func calls(_ command: String) -> [[Token]] {
    tokens.indices.filter { tokens[$0] == .word(command) }.map { index in
      Array(tokens[(index + 1)...].prefix { $0 != .lineEnd })
    }
  }

  private func place(behind pattern: [Token]) throws -> Int {
    for start in tokens.indices where tokens[start...].starts(with: pattern) { return start + pattern.count }
    throw Refusal(description: "no \(pattern)")
  }

  private func table(_ position: inout Int) throws -> [String: [String]] {
    guard tokens[position] == .sign("@{") else { throw Refusal(description: "no hashtable: \(tokens[position])") }
    position += 1
    var table: [String: [String]] = [:]
    while tokens[position] != .sign("}") {
      let key: String
      switch tokens[position] {
      case .lineEnd:
        position += 1
        continue
      case .word(let word): key = word
      case .string(let text): key = text
      default: throw Refusal(description: "no key: \(tokens[position])")
      }
      guard tokens[position + 1] == .sign("="), table[key] == nil else { throw Refusal(description: "\(key)") }
      position += 2
      table[key] = try value(&position)
      guard tokens[position] == .lineEnd else { throw Refusal(description: "more behind \(key)") }
    }
    position += 1
    return table
  }

  private func value(_ position: inout Int) throws -> [String] {
    if case .string(let text) = tokens[position] {
      position += 1
      return [text]
    }
    guard tokens[position] == .sign("@(") else { throw Refusal(description: "no value: \(tokens[position])") }
    position += 1
    var values: [String] = []
    while case .string(let text) = tokens[position] {
      values.append(text)
      position += 1
      if tokens[position] == .sign(",") { position += 1 }
    }
    guard tokens[position] == .sign(")") else { throw Refusal(description: "an array without an end") }
    position += 1
    return values
  }

  /// The openings that the script makes.
  func openings() throws -> [WordedOpening] {
    try tables("openings").flatMap { table in
      guard let direction = table["Direction"]?.first, let ports = table["LocalPort"],
        let addresses = table["LocalAddress"], let clients = table["RemoteAddress"]
      else { throw Refusal(description: "a rule without direction, ports or addresses") }
      return ports.flatMap { port in
        addresses.map { address in
          WordedOpening(
            direction: direction == "Inbound" ? .inbound : .outbound, ports: port,
            address: address == "Any" ? "*" : address, clients: clients)
        }
      }
    }
  }
}
