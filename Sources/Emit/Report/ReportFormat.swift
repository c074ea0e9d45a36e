public import Linter

/// In which form findings are written.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For people.
  case text
  /// For programs: JSON, version 1.
  case json
  /// For code scanning: SARIF 2.1.0.
  case sarif
  /// For the log of a GitHub workflow, which turns it into annotations.
  case github
}

extension ReportFormat {
  /// The report on these files, in this order, as UTF-8; unless empty it ends with a line end.
  ///
  /// - Parameters:
  ///   - reports: What was found, file by file.
  ///   - rules: The rules that ran, which SARIF describes.
  ///   - tool: The program that reports.
  ///   - style: How the text format sets off its parts.
  ///   - currentFolder: The absolute path to which relative paths refer, by which SARIF tells which absolute paths are
  ///     inside; empty if it is not known.
  /// - Returns: The whole report.
  public func render(
    _ reports: [FileReport], rules: [Rule], tool: Tool, style: TextStyle = .plain, currentFolder: String = ""
  ) -> [UInt8] {
    switch self {
    case .text: TextReport(style: style).render(reports)
    case .json: renderJSON(reports, tool: tool)
    case .sarif: SARIFReport(tool: tool, rules: rules, currentFolder: currentFolder).render(reports)
    case .github: renderGitHubAnnotations(reports)
    }
  }
}
