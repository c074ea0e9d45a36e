internal import Emit

/// A report that is asked for: its form, and where it goes.
struct ReportRequest: Equatable {
  /// How the findings are written.
  var format = ReportFormat.text
  /// Where they are written; nothing for standard output.
  var output: FilePath?

  /// What writes it, as one of the reports of a run.
  func reporter(_ display: ReportDisplay, beside reports: [ReportRequest]) -> any Reporter {
    var context = display.context(isFile: output != nil)
    context.comment = reports.first { $0.format == .markdown && $0.output != nil }?.output.map(absolute)
    return format.reporter(context)
  }

  /// A path as a program finds it that runs in another folder.
  private func absolute(_ path: FilePath) -> String {
    path.text.hasPrefix("/") ? path.text : "\(StartingPoint.folder)/\(path.text)"
  }
}
