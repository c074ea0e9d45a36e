import Testing

/// A command in a GitHub workflow's log, decoded as the documentation says, independently of what wrote it.
struct WorkflowCommand: Equatable {
  var name: String
  var properties: [String: String]
  var message: String

  /// The commands of a log: lines that begin with `::`, ended by any line end that a reader may know.
  static func decode(_ log: String) -> [WorkflowCommand] {
    log.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.compactMap { command(String($0)) }
  }

  private static func command(_ line: String) -> WorkflowCommand? {
    let line = String(line.drop { $0 == " " || $0 == "\t" })
    guard line.hasPrefix("::"), let end = line.dropFirst(2).firstRange(of: "::") else { return nil }
    let head = line.dropFirst(2)[..<end.lowerBound]
    let name = head.prefix { $0 != " " }
    var properties: [String: String] = [:]
    for pair in head.dropFirst(name.count + 1).split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      properties[String(parts[0])] = unescape(String(parts[1]), [("%3A", ":"), ("%2C", ",")])
    }
    return WorkflowCommand(
      name: String(name), properties: properties, message: unescape(String(line[end.upperBound...]), []))
  }

  private static func unescape(_ text: String, _ more: [(String, String)]) -> String {
    var text = text
    for (code, character) in [("%0D", "\r"), ("%0A", "\n")] + more + [("%25", "%")] {
      text = text.replacing(code, with: character)
    }
    return text
  }
}
