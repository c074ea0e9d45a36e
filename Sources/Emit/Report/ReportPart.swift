internal import Linter

/// One file's part of a report.
public struct ReportPart: Sendable {
  private enum Contents {
    case findings(FileReport, any ReportLayout)
    case bytes([UInt8])
  }

  let file: ReportedFile
  private let contents: Contents

  init(_ report: FileReport, _ layout: any ReportLayout) {
    file = ReportedFile(report)
    contents = .findings(report, layout)
  }

  private init(file: ReportedFile, bytes: [UInt8]) {
    self.file = file
    contents = .bytes(bytes)
  }

  /// Whether anything was found.
  public var hasFindings: Bool { !file.counts.isEmpty }

  /// The part as it will be written, which needs the file and its findings no longer.
  public var rendered: ReportPart {
    var bytes: [UInt8] = []
    write { bytes.append(contentsOf: $0) }
    return ReportPart(file: file, bytes: bytes)
  }

  /// Writes the findings, piece by piece.
  func write<Failure: Error>(to body: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    switch contents {
    case .bytes(let bytes): try body(bytes)
    case .findings(let report, let layout):
      guard !report.findings.isEmpty else { return }
      var writer = layout.writer(for: report)
      try writer.write(report.findings, to: body)
    }
  }
}
