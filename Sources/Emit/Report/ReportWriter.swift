/// Writes a report part by part; only what the format must know before it can begin is kept.
public struct ReportWriter<Failure: Error> {
  /// What was added so far.
  public private(set) var summary = ReportSummary()
  private let layout: any ReportLayout
  private let write: ([UInt8]) throws(Failure) -> Void
  private var waiting: [ReportPart] = []
  private var isFirst = true

  /// A report that goes where `write` puts it, as UTF-8; unless empty it ends with a line end.
  public init(_ reporter: Reporter, to write: @escaping ([UInt8]) throws(Failure) -> Void) {
    layout = reporter.layout
    self.write = write
  }

  /// Adds what is said of the next file.
  public mutating func add(_ part: ReportPart) throws(Failure) {
    summary.add(part.file)
    if layout.needsAllFiles { waiting.append(part) } else { try put(part) }
  }

  /// Ends the report.
  public mutating func finish() throws(Failure) {
    let frame = layout.frame(summary)
    try write(frame.head)
    for part in waiting { try put(part) }
    waiting = []
    try write(frame.tail)
  }

  private mutating func put(_ part: ReportPart) throws(Failure) {
    guard part.hasFindings else { return }
    if !isFirst { try write(Array(layout.separator.utf8)) }
    isFirst = false
    try part.write(to: write)
  }
}
