internal import IISConfiguration

/// A file, as far as it is mended.
struct FixState {
  let file: EditableFile
  private(set) var edits = TextEdits()
  private var bytes: [UInt8]
  private(set) var report: FileReport
  private var mended: [MendedFinding] = []

  init(file: EditableFile, report: FileReport) {
    self.file = file
    self.report = report
    bytes = file.bytes
  }

  func mending(_ candidates: [FixCandidate], _ edits: TextEdits, _ bytes: [UInt8], _ report: FileReport) -> FixState {
    var next = self
    let places = OriginalPlaces(self.edits)
    next.mended += candidates.map {
      MendedFinding(finding: $0.finding, fix: $0.fix, place: place(of: $0.finding, places))
    }
    next.edits = edits
    next.bytes = bytes
    next.report = report
    return next
  }

  /// Where a finding is in the file as it was read.
  func place(of finding: Finding, _ places: OriginalPlaces) -> Int? {
    guard let location = finding.location, location.path == file.source.path else { return nil }
    return places.original(of: location.range.start)
  }

  func result(_ before: FileReport, _ unmended: [UnmendedFinding]) -> FixedFile {
    FixedFile(
      file: file, before: before, after: report, edits: edits, bytes: bytes, mended: mended, unmended: unmended)
  }
}
