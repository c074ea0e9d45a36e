/// A line that the agent of Azure Pipelines takes for a logging command, decoded as its documentation and its sources say,
/// independently of what wrote it.
struct LoggingCommand: Equatable {
  var name: String
  var properties: [String: String]
  var message: String

  /// The commands of a log: the agent looks for `##vso[` anywhere in a line, ended by any line end that a reader may know.
  static func decode(_ log: String) -> [LoggingCommand] {
    lines(log).compactMap { line in
      guard let start = line.firstRange(of: "##vso[") else { return nil }
      let rest = line[start.upperBound...]
      guard let end = rest.firstIndex(of: "]") else { return nil }
      let head = rest[..<end]
      let name = head.prefix { $0 != " " }
      var properties: [String: String] = [:]
      for pair in head.dropFirst(name.count + 1).split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 { properties[String(parts[0])] = unescape(String(parts[1])) }
      }
      return LoggingCommand(
        name: String(name), properties: properties, message: unescape(String(rest[end...].dropFirst())))
    }
  }

  /// The lines of a log.
  static func lines(_ log: String) -> [String] {
    log.unicodeScalars.split { $0 == "\n" || $0 == "\r" }.map { String($0) }
  }

  private static func unescape(_ text: String) -> String {
    [("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%")].reduce(text) {
      $0.replacing($1.0, with: $1.1)
    }
  }
}
