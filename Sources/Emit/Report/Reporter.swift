public import Linter

/// Makes reports of one format.
public struct Reporter: Sendable {
  let layout: any ReportLayout

  /// A reporter.
  ///
  /// - Parameters:
  ///   - format: In which form findings are written.
  ///   - rules: The rules that ran, which SARIF describes.
  ///   - tool: The program that reports.
  ///   - style: How the text format sets off its parts.
  ///   - currentFolder: The absolute path to which relative paths refer, by which SARIF tells which absolute paths are
  ///     inside; empty if it is not known.
  public init(
    _ format: ReportFormat, rules: [Rule], tool: Tool, style: TextStyle = .plain, currentFolder: String = ""
  ) {
    layout =
      switch format {
      case .text: TextReport(style: style)
      case .json: JSONReport(tool: tool)
      case .sarif: SARIFReport(tool: tool, rules: rules, currentFolder: currentFolder)
      case .github: GitHubReport()
      }
  }

  /// What the report says of one file; parts may be made in any order and by many tasks at once.
  public func part(on report: FileReport) -> ReportPart {
    ReportPart(report, layout)
  }
}
