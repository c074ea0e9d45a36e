internal import Linter

/// One file's part of a report.
public struct ReportPart: Sendable {
  private enum Contents {
    case report(FileReport, any Reporter)
    case bytes([UInt8])
  }

  let file: ReportedFile
  private let contents: Contents

  init(_ report: FileReport, _ reporter: any Reporter, _ view: ReportView) {
    let shown = view.shown(report)
    file = ReportedFile(report, view, shown: shown.findings)
    contents = .report(shown, reporter)
  }

  private init(file: ReportedFile, bytes: [UInt8]) {
    self.file = file
    contents = .bytes(bytes)
  }

  /// Whether nothing is said of the file, as far as that is known before it is written.
  public var isEmpty: Bool {
    if case .bytes(let bytes) = contents { bytes.isEmpty } else { false }
  }

  /// The part as it will be written, which needs the file and its findings no longer.
  public var rendered: ReportPart { ReportPart(file: file, bytes: bytes) }

  /// The part in one piece.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Writes the part, piece by piece.
  func write<Failure: Error>(to body: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    switch contents {
    case .bytes(let bytes): if !bytes.isEmpty { try body(bytes) }
    case .report(let report, let reporter): try reporter.write(report, to: body)
    }
  }
}
