internal import Linter

/// The report for code scanning: SARIF 2.1.0, one run, one result a finding.
struct SARIFReport {
  let tool: Tool
  let rules: [Rule]
  let currentFolder: String

  private static let base: StaticString = "%SRCROOT%"

  func render(_ reports: [FileReport]) -> [UInt8] {
    var json = JSONWriter()
    json.object(inLines: true) { json in
      json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.member("version", "2.1.0")
      json.key("runs")
      json.array([reports], inLines: true) { json, reports in
        json.object(inLines: true) { run(reports, to: &$0) }
      }
    }
    json.end()
    return json.bytes
  }

  private func run(_ reports: [FileReport], to json: inout JSONWriter) {
    json.key("tool")
    json.object(inLines: true) { json in
      json.key("driver")
      json.object(inLines: true) { json in
        json.member("name", tool.name)
        json.member("version", tool.version)
        json.key("rules")
        json.array(rules, inLines: true) { writeSARIFRule($1, to: &$0) }
      }
    }
    json.key("invocations")
    json.array([reports.allSatisfy(\.wasRead)]) { json, isSuccessful in
      json.object { $0.member("executionSuccessful", isSuccessful) }
    }
    // Without a URI, which would tell where this machine keeps its files; the reader of the report knows its own.
    json.key("originalUriBaseIds")
    json.object { json in
      json.key(Self.base)
      json.object { json in
        json.key("description")
        json.object { $0.member("text", "The folder in which \(tool.name) was started.") }
      }
    }
    json.member("columnKind", "unicodeCodePoints")
    json.key("results")
    results(reports, to: &json)
  }

  private func results(_ reports: [FileReport], to json: inout JSONWriter) {
    let indices = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var fingerprints = Fingerprints()
    let results = reports.lazy.flatMap { report in
      let file = ReportedFile(report, currentFolder: currentFolder)
      return report.findings.lazy.map { (file, $0) }
    }
    json.array(results, inLines: true) { json, result in
      let (file, finding) = result
      let text = file.text(of: finding)
      let fingerprint = fingerprints.next(finding, uri: file.uri?.text ?? "-", text: text?.head ?? "")
      json.object { json in
        json.member("ruleId", finding.rule)
        if let index = indices[finding.rule] { json.member("ruleIndex", index) }
        json.member("level", finding.severity.rawValue)
        json.key("message")
        json.object { $0.member("text", message(finding)) }
        if let uri = file.uri {
          json.key("locations")
          json.array([uri]) { location($1, file.places.place(of: finding), snippet: text?.snippet, to: &$0) }
        }
        json.key("partialFingerprints")
        json.object { $0.member("ftpsgateFinding/v1", fingerprint) }
        if !finding.sites.isEmpty {
          json.key("properties")
          json.object { json in
            json.key("sites")
            json.strings(finding.sites.map(Secrets.maskedValue))
          }
        }
      }
    }
  }

  /// In a SARIF message `[text](address)` is a link, which no name out of a configuration may become (section 3.11.6).
  private func message(_ finding: Finding) -> String {
    FindingText(finding).lines(separator: "\n").replacing("](", with: "] (")
  }

  private func location(
    _ uri: FileURI, _ place: FindingPlaces.Place?, snippet: String?, to json: inout JSONWriter
  ) {
    json.object { json in
      json.key("physicalLocation")
      json.object { json in
        json.key("artifactLocation")
        json.object { json in
          json.member("uri", uri.text)
          if uri.isRelative { json.member("uriBaseId", "\(Self.base)") }
        }
        guard let place else { return }
        json.key("region")
        json.object { json in
          json.member("startLine", place.start.line)
          json.member("startColumn", place.start.column)
          json.member("endLine", place.end.line)
          json.member("endColumn", place.end.column)
          if let snippet {
            json.key("snippet")
            json.object { $0.member("text", snippet) }
          }
        }
      }
    }
  }
}

/// What the results of one file share.
private struct ReportedFile {
  /// Nothing for standard input, which is no artifact.
  let uri: FileURI?
  let places: FindingPlaces
  private let source: SourceFile
  private let secrets: Secrets?

  init(_ report: FileReport, currentFolder: String) {
    source = report.source
    uri = source.path == "-" ? nil : FileURI(path: source.path, currentFolder: currentFolder)
    places = FindingPlaces(report)
    secrets = report.findings.contains { $0.range != nil } ? Secrets(of: source.text) : nil
  }

  /// The text of a finding's place, secrets masked: as far as it tells findings apart, and whole if it is worth quoting.
  func text(of finding: Finding) -> (head: String, snippet: String?)? {
    guard let range = finding.range, let secrets else { return nil }
    let head = secrets.masked(source.text, in: ByteRange(range.start, min(range.end, range.start + Self.longestText)))
    return (head, range.end - range.start <= Self.longestText ? head : nil)
  }

  private static let longestText = 1000
}
