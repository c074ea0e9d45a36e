/// Writes a report part by part; only what the format must know before it can begin is kept.
public struct ReportWriter<Failure: Error> {
  /// What was added so far.
  public private(set) var summary = ReportSummary()
  private let reporter: any Reporter
  private let write: ([UInt8]) throws(Failure) -> Void
  private var waiting: [ReportPart] = []
  private var hasBegun = false
  private var isFirst = true

  /// A report that goes where `write` puts it, as UTF-8; unless empty it ends with a line end.
  public init(_ reporter: any Reporter, to write: @escaping ([UInt8]) throws(Failure) -> Void) {
    self.reporter = reporter
    self.write = write
  }

  /// Adds what is said of the next file.
  public mutating func add(_ part: ReportPart) throws(Failure) {
    summary.add(part.file)
    switch reporter.head {
    case .fixed(let head):
      try begin(head)
      try put(part)
    case .summary, .whole: waiting.append(part)
    }
  }

  /// Ends the report.
  public mutating func finish() throws(Failure) {
    switch reporter.head {
    case .fixed(let head): try begin(head)
    case .summary(let head): try write(head(summary))
    case .whole(let document):
      try write(document(summary, waiting.map(\.bytes)))
      return
    }
    for part in waiting { try put(part) }
    waiting = []
    try write(reporter.tail(summary))
  }

  private mutating func begin(_ head: String) throws(Failure) {
    if !hasBegun, !head.isEmpty { try write(Array(head.utf8)) }
    hasBegun = true
  }

  private mutating func put(_ part: ReportPart) throws(Failure) {
    var isSilent = true
    let separator = isFirst ? [] : Array(reporter.separator.utf8)
    try part.write { bytes throws(Failure) in
      if isSilent, !separator.isEmpty { try write(separator) }
      isSilent = false
      try write(bytes)
    }
    if !isSilent { isFirst = false }
  }
}
