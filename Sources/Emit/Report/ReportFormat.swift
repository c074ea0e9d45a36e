public import Linter

/// In which form findings are written.
public struct ReportFormat: OutputFormat {
  /// What the option calls it.
  public let name: String
  /// What it is, in a few words.
  public let purpose: String
  /// How names of files in this form end.
  public let fileEnding: String
  /// Whether a table of rules can stand behind the findings.
  public let hasStatistics: Bool
  private let make: @Sendable (ReportContext) -> any Reporter

  init(
    _ name: String, _ purpose: String, fileEnding: String, hasStatistics: Bool = false,
    make: @escaping @Sendable (ReportContext) -> any Reporter
  ) {
    self.name = name
    self.purpose = purpose
    self.fileEnding = fileEnding
    self.hasStatistics = hasStatistics
    self.make = make
  }

  /// Every form, in the order of the help.
  public static let allCases: [ReportFormat] = [
    .text, .concise, .markdown, .json, .sarif, .github, .azurePipelines, .gitlab, .junit, .checkstyle,
  ]

  /// What writes reports in this form.
  public func reporter(_ context: ReportContext) -> any Reporter { make(context) }
}

/// What reports say besides findings.
public struct ReportContext: Sendable {
  /// The program that reports.
  let tool: Tool
  /// The rules that ran, which SARIF describes.
  let rules: [Rule]
  /// How the text format sets off its parts.
  let style: TextStyle
  /// The absolute path to which relative paths refer, by which SARIF tells which absolute paths are inside; empty if it
  /// is not known.
  let currentFolder: String
  /// How many columns the terminal has to which text goes; nothing where it goes elsewhere.
  public var width: Int?
  /// The absolute path of a Markdown report of the same run, which Azure Pipelines shows with the run.
  public var comment: String?
  /// Whether the text format leaves out its summary.
  public var isQuiet = false

  /// What reports say besides findings.
  public init(tool: Tool, rules: [Rule], style: TextStyle = .plain, currentFolder: String = "") {
    self.tool = tool
    self.rules = rules
    self.style = style
    self.currentFolder = currentFolder
  }
}
