internal import Linter

/// How one format writes a report: a frame, and the findings in it, file by file.
///
/// A protocol, because formats share nothing else, and a file's findings are written by whichever task has read it.
protocol ReportLayout: Sendable {
  /// Whether what stands before the findings tells of all files, so that none can be written before the last is read.
  var needsAllFiles: Bool { get }
  /// What stands between the findings of two files.
  var separator: String { get }

  /// What stands around the findings.
  func frame(_ summary: ReportSummary) -> ReportFrame

  /// Writes the findings of one file.
  func writer(for report: FileReport) -> any FindingWriter
}

/// What stands before and behind all findings.
struct ReportFrame {
  var head: [UInt8] = []
  var tail: [UInt8] = []
}

/// Writes one finding after another of one file.
protocol FindingWriter {
  /// What was written.
  var output: [UInt8] { get set }

  /// Writes one more finding.
  mutating func write(_ finding: Finding)
}

extension FindingWriter {
  /// Writes findings in order and hands their bytes on in pieces, so that no buffer grows with the number of findings.
  mutating func write<Failure: Error>(_ findings: [Finding], to body: ([UInt8]) throws(Failure) -> Void) throws(Failure)
  {
    for finding in findings {
      write(finding)
      guard output.count >= pieceSize else { continue }
      try body(output)
      output.removeAll(keepingCapacity: true)
    }
    if !output.isEmpty { try body(output) }
  }
}

private let pieceSize = 1 << 16
