internal import IISConfiguration
internal import Linter

/// The results of one file, one a finding.
struct SARIFResults {
  private var json = JSONWriter(elementsAtDepth: 4)
  private let report: SARIFReport
  private let artifacts: PerSource<Artifact>
  private let places: FindingPlaces
  private var words = MessageCache(FindingWords.init)
  private var fingerprints = Fingerprints()

  init(_ file: FileReport, in report: SARIFReport) {
    self.report = report
    artifacts = PerSource(file, onlyPlaces: false) { Artifact($0, currentFolder: report.currentFolder) }
    places = FindingPlaces(file)
  }

  /// Writes the result that a finding is.
  mutating func write(_ finding: Finding, _ output: inout [UInt8]) {
    let artifact = artifacts[finding]
    let uri = artifact?.uri
    let quote = finding.range.flatMap { artifact?.quotation($0) }
    let fingerprint = fingerprints.next(finding, uri: uri?.text ?? "-", text: quote?.head ?? "")
    let location = uri.map { Location(uri: $0, place: places.place(of: finding), snippet: quote?.snippet) }
    let message = linkless(FindingText(finding, words[finding]))
    json.element(to: &output) { json in
      json.object { json in
        json.member("ruleId", finding.rule)
        if let index = report.indices[finding.rule] { json.member("ruleIndex", index) }
        json.member("level", finding.severity.rawValue)
        json.key("message")
        json.object { $0.member("text", message) }
        if let location {
          json.key("locations")
          json.array([location]) { $1.write(to: &$0) }
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
  private func linkless(_ text: FindingText) -> String {
    var linkless: [UInt8] = []
    for byte in text.lines(separator: "\n").utf8 {
      if byte == UInt8(ascii: "("), linkless.last == UInt8(ascii: "]") { linkless.append(UInt8(ascii: " ")) }
      linkless.append(byte)
    }
    return String(decoding: linkless, as: UTF8.self)
  }
}

/// A file that results are in.
private struct Artifact {
  /// Nothing for standard input, which is no artifact.
  let uri: FileURI?
  private let text: ArraySlice<UInt8>
  private let secrets: Secrets

  private static let longestText = 1000

  init(_ source: SourceFile, currentFolder: String) {
    uri = source.path == "-" ? nil : FileURI(path: source.path, currentFolder: currentFolder)
    text = source.text
    secrets = Secrets(of: source)
  }

  /// The text of a place, secrets masked: as far as it tells findings apart, and whole if it is worth quoting.
  func quotation(_ range: ByteRange) -> (head: String, snippet: String?) {
    let head = secrets.masked(text, in: ByteRange(range.start, min(range.end, range.start + Self.longestText)))
    return (head, range.end - range.start <= Self.longestText ? head : nil)
  }
}

/// Where a result is.
private struct Location {
  let uri: FileURI
  let place: FindingPlaces.Place?
  let snippet: String?

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("physicalLocation")
      json.object { json in
        json.key("artifactLocation")
        json.object { json in
          json.member("uri", uri.text)
          if uri.isRelative { json.member("uriBaseId", "\(SARIFReport.base)") }
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
