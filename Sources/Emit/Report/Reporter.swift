public import Linter

/// Writes reports in one format: a head, what is said of each file, and a tail.
///
/// A protocol, because formats share nothing else. Every file is begun and ended, also one in which nothing was found. What is
/// said of a file is written by whichever task has read it, and handed on in pieces; so a format keeps nothing but what
/// its memory of one file holds.
public protocol Reporter: Sendable {
  /// What is remembered from one finding of a file to the next.
  associatedtype Memory

  /// What stands before all files.
  var head: ReportHead { get }

  /// What stands between two files of which something is said.
  var separator: String { get }

  /// Begins what is said of a file.
  func begin(_ report: FileReport, _ output: inout [UInt8]) -> Memory

  /// Writes the next finding of the file.
  func write(_ finding: Finding, _ memory: inout Memory, _ output: inout [UInt8])

  /// Ends what is said of a file.
  func end(_ report: FileReport, _ memory: inout Memory, _ output: inout [UInt8])

  /// What stands behind all files.
  func tail(_ summary: ReportSummary) -> [UInt8]
}

/// What stands before all files of a report, or is made of them.
public enum ReportHead {
  /// The same whatever is found, so that files can follow as they are read.
  case fixed(String)
  /// Something that tells of all files, so that none can be written before the last is read.
  case summary((ReportSummary) -> [UInt8])
  /// All that is written, made of the parts once the last file is read, as their findings are put in another order.
  case whole((ReportSummary, [[UInt8]]) -> [UInt8])
}

extension Reporter {
  /// What the report says of one file; parts may be made in any order and by many tasks at once.
  public func part(on report: FileReport, _ view: ReportView = ReportView()) -> ReportPart {
    ReportPart(report, self, view)
  }

  /// Writes what is said of a file and hands it on in pieces, so that no buffer grows with the number of findings.
  func write<Failure: Error>(
    _ report: FileReport, to body: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var output: [UInt8] = []
    var memory = begin(report, &output)
    for finding in report.findings {
      write(finding, &memory, &output)
      guard output.count >= pieceSize else { continue }
      try body(output)
      output.removeAll(keepingCapacity: true)
    }
    end(report, &memory, &output)
    if !output.isEmpty { try body(output) }
  }
}

private let pieceSize = 1 << 16
