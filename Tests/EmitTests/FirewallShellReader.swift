import Foundation
import NetworkModel
import TestSupport

/// A reader of the shell that scripts here may use (POSIX XCU 2.2 and 2.3): words, quotes, continued lines.
enum ShellReader {
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// The commands, each as its words; `"$name"` stays as it is, other expansions are refused.
  static func commands(_ text: String) throws -> [[String]] {
    var commands: [[String]] = []
    var words: [String] = []
    var word: String?
    var rest = Substring(text).unicodeScalars
    func quoted(until end: Unicode.Scalar) throws -> String {
      let content = rest.prefix { $0 != end }
      rest = rest.dropFirst(content.count)
      guard rest.popFirst() == end else { throw Refusal(description: "an open quotation mark") }
      return String(content)
    }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "#" where word == nil: rest = rest.drop { $0 != "\n" }
      case "\n", " ", ";":
        if let word { words.append(word) }
        word = nil
        if scalar != " " {
          if !words.isEmpty { commands.append(words) }
          words = []
        }
      case "\\":
        guard let next = rest.popFirst() else { throw Refusal(description: "a backslash at the end") }
        if next != "\n" { word = (word ?? "") + String(next) }
      case "'": word = (word ?? "") + (try quoted(until: "'"))
      case "\"":
        let content = try quoted(until: "\"")
        guard content.wholeMatch(of: /\$[a-z_0-9#]+/) != nil else { throw Refusal(description: content) }
        word = (word ?? "") + content
      case "*", "?", "`", "(", ")", "<", "~": throw Refusal(description: "\(scalar) outside quotation marks")
      default: word = (word ?? "") + String(scalar)
      }
    }
    return commands
  }
}

/// A call of `az network nsg rule`, read as az reads it: an option takes the words up to the next option.
struct AzureCall: Hashable {
  let verb: String
  let options: [String: [String]]

  init(_ words: [String]) throws {
    guard words.count > 5, words[..<4] == ["az", "network", "nsg", "rule"] else {
      throw ShellReader.Refusal(description: "\(words)")
    }
    verb = words[4]
    var options: [String: [String]] = [:]
    var option = ""
    for word in words[5...] {
      if word.hasPrefix("--") {
        option = String(word.dropFirst(2))
        guard options[option] == nil else { throw ShellReader.Refusal(description: "\(option) twice") }
        options[option] = []
      } else {
        options[option, default: []].append(word)
      }
    }
    self.options = options
  }

  /// The openings of a rule: inbound the destination is the server, outbound the source is.
  var openings: [WordedOpening] {
    let isInbound = options["direction"] == ["Inbound"]
    let side = isInbound ? "destination" : "source"
    let clients = options[(isInbound ? "source" : "destination") + "-address-prefixes"] ?? []
    return (options["\(side)-port-ranges"] ?? []).flatMap { ports in
      (options["\(side)-address-prefixes"] ?? []).map { address in
        WordedOpening(
          direction: isInbound ? .inbound : .outbound, ports: ports, address: address, clients: clients)
      }
    }
  }
}

/// A run of a script by the system's `sh`, with an `az` that writes down what it was given and keeps the rules of one group.
struct ShellRun {
  let status: Int32
  let calls: [[String]]
  let output: String
  let errors: String
  /// The rules that stand afterwards, each as its fields but for ports: name, direction, priority, access, protocol, sources,
  /// destinations.
  let rules: [[String]]

  /// Runs a script where some rules stand, for any ports; the call of az with the number `failing` fails.
  init(_ script: String, arguments: [String], rules: [[String]] = [], failing: Int? = nil) throws {
    let folder = try ScratchFolder()
    let file = try folder.write("rules.sh", script)
    let log = folder.url.appendingPathComponent("log")
    if !rules.isEmpty {
      _ = try folder.write("log.rules", rules.map { ($0 + ["*", "*"]).joined(separator: "\t") + "\n" }.joined())
    }
    let stubs = Project.root.appendingPathComponent("Tests/EmitTests/Stub")
    let result = try run(
      URL(fileURLWithPath: "/bin/sh"), [file] + arguments,
      environment: [
        "PATH": stubs.path + ":/usr/bin:/bin", "FTPSGATE_AZ_LOG": log.path, "FTPSGATE_AZ_FAILING": "\(failing ?? -1)",
      ], folder: folder.url)
    status = result.status
    output = result.output
    errors = result.errors
    let standing = (try? String(contentsOf: folder.url.appendingPathComponent("log.rules"), encoding: .utf8)) ?? ""
    self.rules = standing.split(separator: "\n").map { Array($0.components(separatedBy: "\t").prefix(7)) }
    let recorded = (try? Data(contentsOf: log)).map(Array.init) ?? []
    var calls: [[String]] = []
    var words: [String] = []
    for word in recorded.split(separator: 0, omittingEmptySubsequences: false).dropLast() {
      if word.isEmpty {
        calls.append(words)
        words = []
      } else {
        words.append(String(decoding: word, as: UTF8.self))
      }
    }
    self.calls = calls
  }
}
