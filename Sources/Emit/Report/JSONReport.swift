internal import Linter

/// The report for programs, version 1: keys may be added, never changed; one line a finding.
func renderJSON(_ reports: [FileReport], tool: Tool) -> [UInt8] {
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
    json.array(reports, inLines: true) { json, report in
      json.object {
        $0.member("path", report.source.path)
        $0.member("ftpSites", report.ftpSites)
      }
    }
    json.key("findings")
    let places = reports.lazy.flatMap { report in
      let lines = FindingPlaces(report)
      return report.findings.lazy.map { (report.source.path, $0, lines.place(of: $0)) }
    }
    json.array(places, inLines: true) { json, entry in
      let (path, finding, place) = entry
      json.object { write(finding, path: path, place, to: &$0) }
    }
    let summary = ReportSummary(reports)
    json.key("summary")
    json.object {
      $0.member("errors", summary.errors)
      $0.member("warnings", summary.warnings)
      $0.member("notes", summary.notes)
    }
  }
  json.end()
  return json.bytes
}

private func write(_ finding: Finding, path: String, _ place: FindingPlaces.Place?, to json: inout JSONWriter) {
  json.member("rule", finding.rule)
  json.member("severity", finding.severity.rawValue)
  json.member("message", Secrets.masked(finding.message))
  json.key("notes")
  json.strings(finding.notes.map(Secrets.masked))
  json.key("help")
  if let help = finding.help { json.string(Secrets.masked(help)) } else { json.null() }
  json.key("site")
  let sites = finding.sites.map(Secrets.maskedValue)
  if let site = sites.first, sites.count == 1 { json.string(site) } else { json.null() }
  json.key("sites")
  json.strings(sites)
  json.member("path", path)
  json.member("line", place?.start.line)
  json.member("column", place?.start.column)
  json.member("endLine", place?.end.line)
  json.member("endColumn", place?.end.column)
}
