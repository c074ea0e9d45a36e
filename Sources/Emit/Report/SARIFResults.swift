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
    let location = uri.map { SARIFLocation(uri: $0, place: places.place(of: finding), snippet: quote?.snippet) }
    let message = linkless(FindingText(finding, words[finding]).lines(separator: "\n"))
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
