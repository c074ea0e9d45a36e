public import Linter

/// Turns what was found into a report; it only renders, and does no input or output.
public struct ReportWriter: Sendable {
  let tool: Tool
  let rules: [Rule]
  let style: TextStyle
  let currentFolder: String

  /// What every report of a run has in common.
  ///
  /// - Parameters:
  ///   - tool: The program that reports.
  ///   - rules: The rules that ran, which SARIF describes.
  ///   - style: How the text format sets off its parts.
  ///   - currentFolder: The absolute path to which relative paths refer; empty if it is not known.
  public init(tool: Tool, rules: [Rule], style: TextStyle = .plain, currentFolder: String = "") {
    self.tool = tool
    self.rules = rules
    self.style = style
    self.currentFolder = currentFolder
  }

  /// The report on these files, in this order, as UTF-8; unless empty it ends with a line end.
  public func write(_ reports: [FileReport], as format: ReportFormat) -> [UInt8] {
    switch format {
    case .text: TextReport(style: style).render(reports)
    case .json: renderJSON(reports, tool: tool)
    case .sarif: SARIFReport(tool: tool, rules: rules, currentFolder: currentFolder).render(reports)
    case .github: renderGitHubAnnotations(reports)
    }
  }
}
