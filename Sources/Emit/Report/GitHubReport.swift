internal import IISConfiguration
internal import Linter

extension ReportFormat {
  /// For the log of a GitHub workflow, which turns it into annotations.
  public static let github = ReportFormat(
    "github", "annotations in the log of a GitHub workflow", fileEnding: "github.txt"
  ) { _ in GitHubReport() }
}

/// Workflow commands, one a finding, of which GitHub makes annotations ("Workflow commands for GitHub Actions").
struct GitHubReport: Reporter {
  /// What is remembered of one file.
  struct Memory {
    fileprivate let places: FindingPlaces
    fileprivate var words = MessageCache(FindingWords.init)
  }

  var head: ReportHead { .fixed("") }
  var separator: String { "" }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> Memory { Memory(places: FindingPlaces(report)) }

  func write(_ finding: Finding, _ memory: inout Memory, _ output: inout [UInt8]) {
    let text = FindingText(finding, memory.words[finding])
    let path = memory.places.path(of: finding)
    output.append(
      contentsOf: annotation(finding, text.lines(finding, memory.places), path: path, memory.places.place(of: finding))
        .utf8)
  }

  func end(_ report: FileReport, _ memory: inout Memory, _ output: inout [UInt8]) {}

  func tail(_ summary: ReportSummary) -> [UInt8] { [] }
}

private func annotation(_ finding: Finding, _ text: String, path: String, _ place: FindingPlaces.Place?) -> String {
  var properties: [String] = []
  // Standard input is no file of the repository; an annotation without a file is shown with the whole run.
  if path != "-" {
    properties.append("file=\(property(path))")
    if let place {
      properties += ["line=\(place.start.line)", "endLine=\(place.end.line)"]
      // Columns count within one line: GitHub takes none for an annotation of several lines.
      if place.start.line == place.end.line {
        properties += ["col=\(place.start.column)", "endColumn=\(place.end.column)"]
      }
    }
  }
  properties.append("title=\(property(finding.rule))")
  return
    "::\(command(finding.waiver == nil ? finding.severity : .note)) \(properties.joined(separator: ","))::\(data(text))\n"
}

private func command(_ severity: Severity) -> String {
  switch severity {
  case .error: "error"
  case .warning: "warning"
  case .note: "notice"
  }
}

/// Escapes a message; a line end would end the command and let the next line begin another.
private func data(_ text: String) -> String {
  var escaped: [UInt8] = []
  escaped.reserveCapacity(text.utf8.count + 16)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "%"): escaped.append(contentsOf: "%25".utf8)
    case UInt8(ascii: "\r"): escaped.append(contentsOf: "%0D".utf8)
    case UInt8(ascii: "\n"): escaped.append(contentsOf: "%0A".utf8)
    default: escaped.append(byte)
    }
  }
  return String(decoding: escaped, as: UTF8.self)
}

/// Escapes the value of a property, which `,` and `:` would end too.
///
/// Other control characters have no escape here and would reach the terminal that shows the log.
private func property(_ text: String) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "%": escaped += "%25"
    case "\r": escaped += "%0D"
    case "\n": escaped += "%0A"
    case ":": escaped += "%3A"
    case ",": escaped += "%2C"
    default:
      if let substitute = substitute(for: scalar) {
        escaped += substitute
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
  }
  return escaped
}
