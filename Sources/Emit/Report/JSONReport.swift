internal import IISConfiguration
internal import Reachability
internal import Linter
internal import NetworkModel

extension ReportFormat {
  /// For programs: JSON, version 1.
  public static let json = ReportFormat("json", "for programs: JSON, version 1", fileEnding: "json") {
    JSONReport(tool: $0.tool, currentFolder: $0.currentFolder)
  }
}

/// The report for programs, version 1: keys may be added, never changed; one line a finding.
struct JSONReport: Reporter {
  let tool: Tool
  let currentFolder: String

  var head: ReportHead { .summary { document($0).head } }
  var separator: String { "," }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> JSONFindings {
    JSONFindings(report, currentFolder)
  }

  func write(_ finding: Finding, _ findings: inout JSONFindings, _ output: inout [UInt8]) {
    findings.write(finding, &output)
  }

  func end(_ report: FileReport, _ findings: inout JSONFindings, _ output: inout [UInt8]) {}

  func tail(_ summary: ReportSummary) -> [UInt8] { document(summary).tail }

  /// The document, parted where the findings belong.
  private func document(_ summary: ReportSummary) -> (head: [UInt8], tail: [UInt8]) {
    var json = JSONWriter()
    json.object(inLines: true) { json in
      json.member("version", 1)
      json.member("columnKind", "unicodeCodePoints")
      json.key("tool")
      json.object {
        $0.member("name", tool.name)
        $0.member("version", tool.version)
      }
      json.key("files")
      json.array(summary.files, inLines: true) { json, file in
        json.object {
          $0.member("path", file.path)
          $0.member("ftpSites", file.ftpSites)
          $0.member("stoppedSites", file.stoppedSites)
          $0.key("undecided")
          $0.strings(file.remarks.map(\.description))
        }
      }
      json.key("undecided")
      json.array(summary.missing.all, inLines: true) { json, input in
        json.object {
          $0.member("input", input.id)
          $0.member("message", input.sentence.description)
          $0.member("option", input.option)
        }
      }
      json.key("findings")
      json.frame(isEmpty: summary.counts.areNone)
      json.key("summary")
      json.object {
        let counts = summary.counts
        $0.member("errors", counts.shown.errors)
        $0.member("warnings", counts.shown.warnings)
        $0.member("notes", counts.shown.notes)
      }
      json.key("gate")
      json.object {
        let counts = summary.counts
        $0.member("errors", counts.counted.errors)
        $0.member("warnings", counts.counted.warnings)
        $0.member("notes", counts.counted.notes)
        $0.member("waived", counts.waived)
        $0.member("baselined", counts.hidden)
        $0.member("notShown", counts.below.total)
      }
    }
    json.end()
    return json.framed
  }
}

/// The findings of one file, as elements of an array.
struct JSONFindings {
  private var json = JSONWriter(elementsAtDepth: 2)
  private let places: FindingPlaces
  private var identities: FindingIdentities
  private var words = MessageCache { finding in
    JSONWriter.members { json in
      json.member("rule", finding.rule)
      json.member("severity", finding.severity.rawValue)
      json.member("message", finding.message.description)
      json.key("notes")
      json.strings(finding.notes.map(\.description))
      json.key("help")
      if let help = finding.help { json.string(help.description) } else { json.null() }
      json.member("concern", finding.concern.rawValue)
      json.member("counts", finding.counts)
    }
  }

  fileprivate init(_ report: FileReport, _ currentFolder: String) {
    places = FindingPlaces(report)
    identities = FindingIdentities(report, currentFolder: currentFolder)
  }

  fileprivate mutating func write(_ finding: Finding, _ output: inout [UInt8]) {
    let words = words[finding]
    let place = places.place(of: finding)
    let sites = finding.sites.map(Secrets.maskedValue)
    let id = identities.next(finding, maskedSites: sites)
    json.element(to: &output) { json in
      json.object { json in
        json.members(words)
        json.key("site")
        if let site = sites.first, sites.count == 1 { json.string(site) } else { json.null() }
        json.key("sites")
        json.strings(sites)
        writePlace(places.path(of: finding), place, to: &json)
        json.member("id", hexadecimal: id)
        json.key("waived")
        if let waiver = finding.waiver { writeWaiver(waiver, to: &json) } else { json.null() }
        json.key("related")
        json.array(finding.related) { json, related in
          json.object { json in
            json.member("message", related.message.description)
            writePlace(related.location.path, places.place(of: related.location), to: &json)
          }
        }
      }
    }
  }
}

private func writeWaiver(_ waiver: Waiver, to json: inout JSONWriter) {
  json.object { json in
    json.member("reason", Secrets.maskedValue(waiver.reason))
    json.key("expires")
    if let day = waiver.expires { json.string(day.description) } else { json.null() }
    json.member("by", waiver.origin == .policy ? "policy" : "comment")
  }
}

private func writePlace(_ path: String, _ place: FindingPlaces.Place?, to json: inout JSONWriter) {
  json.member("path", path)
  json.member("line", place?.start.line)
  json.member("column", place?.start.column)
  json.member("endLine", place?.end.line)
  json.member("endColumn", place?.end.column)
}
