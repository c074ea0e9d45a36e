internal import IISConfiguration
internal import Linter

/// Workflow commands, one a finding, of which GitHub makes annotations ("Workflow commands for GitHub Actions").
struct GitHubReport: ReportLayout {
  var needsAllFiles: Bool { false }
  var separator: String { "" }

  func frame(_ summary: ReportSummary) -> ReportFrame { ReportFrame() }

  func writer(for report: FileReport) -> any FindingWriter { GitHubFindings(report) }
}

private struct GitHubFindings: FindingWriter {
  var output: [UInt8] = []
  private let places: FindingPlaces
  private var words = MessageCache(FindingWords.init)

  init(_ report: FileReport) {
    places = FindingPlaces(report)
  }

  mutating func write(_ finding: Finding) {
    let text = FindingText(finding, words[finding])
    output.append(contentsOf: annotation(finding, text, path: places.path(of: finding), places.place(of: finding)).utf8)
  }
}

private func annotation(_ finding: Finding, _ text: FindingText, path: String, _ place: FindingPlaces.Place?) -> String
{
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
  let message = data(text.lines(separator: "\n"))
  return "::\(command(finding.severity)) \(properties.joined(separator: ","))::\(message)\n"
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
