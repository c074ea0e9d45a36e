internal import IISConfiguration
internal import Linter

/// The results of one file, one a finding.
struct SARIFResults {
  private var json = JSONWriter(elementsAtDepth: 4)
  private let report: SARIFReport
  private let places: FindingPlaces
  private var words = MessageCache(FindingWords.init)
  private var identities: FindingIdentities

  init(_ file: FileReport, in report: SARIFReport) {
    self.report = report
    identities = FindingIdentities(file, currentFolder: report.currentFolder)
    places = FindingPlaces(file)
  }

  /// Writes the result that a finding is.
  mutating func write(_ finding: Finding, _ output: inout [UInt8]) {
    let sites = finding.sites.map(Secrets.maskedValue)
    let quotation = identities.quotation(of: finding)
    let id = identities.next(finding, maskedSites: sites)
    let earlierID = identities.nextWithoutPath(finding, maskedSites: sites, quotation)
    let location = identities.uri(of: finding).map {
      SARIFLocation(uri: $0, place: places.place(of: finding), snippet: quotation?.whole)
    }
    let message = linkless(FindingText(finding, words[finding]).lines(finding, places))
    let related = finding.related.compactMap(related)
    let fixes = finding.fixes.compactMap(fix)
    json.element(to: &output) { json in
      json.object { json in
        json.member("ruleId", finding.rule)
        if let index = report.indices[finding.rule] { json.member("ruleIndex", index) }
        json.member("level", finding.severity.rawValue)
        json.key("message")
        json.object { $0.member("text", message) }
        json.list("locations", location.map { [$0] } ?? []) { $1.write(to: &$0) }
        json.list("relatedLocations", related) { $1.write(to: &$0) }
        json.list("fixes", fixes) { $1.write(to: &$0) }
        json.list("suppressions", finding.waiver.map { [$0] } ?? []) { Self.write($1, to: &$0) }
        json.key("partialFingerprints")
        json.object { json in
          json.member("ftpsgateFinding/v1", earlierID)
          json.member("ftpsgateFinding/v2", hexadecimal: id)
        }
        if !finding.sites.isEmpty {
          json.key("properties")
          json.object { json in
            json.key("sites")
            json.strings(sites)
          }
        }
      }
    }
  }

  /// Writes a `suppression` (section 3.35).
  private static func write(_ waiver: Waiver, to json: inout JSONWriter) {
    json.object { json in
      json.member("kind", waiver.origin == .policy ? "external" : "inSource")
      json.member("status", "accepted")
      json.member("justification", Secrets.maskedValue(waiver.reason))
    }
  }

  private func related(_ related: RelatedLocation) -> SARIFLocation? {
    identities.uri(of: related.location).map {
      SARIFLocation(
        uri: $0, place: places.place(of: related.location), message: linkless(related.message.description))
    }
  }

  /// A fix, if each of its edits is in a file that has a name; half of one would do harm.
  private func fix(_ fix: Fix) -> SARIFFix? {
    let edits = fix.edits.compactMap { edit -> SARIFFix.Edit? in
      guard let uri = identities.uri(of: edit.location), let place = places.place(of: edit.location) else { return nil }
      return SARIFFix.Edit(location: SARIFLocation(uri: uri, place: place), replacement: edit.replacement)
    }
    guard edits.count == fix.edits.count else { return nil }
    return SARIFFix(title: linkless(fix.title.description), edits: edits, isSafe: fix.safety == .safe)
  }
}

extension JSONWriter {
  /// Writes a member whose value is a list, unless that is empty.
  fileprivate mutating func list<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    guard !elements.isEmpty else { return }
    key(name)
    array(elements, write)
  }
}
