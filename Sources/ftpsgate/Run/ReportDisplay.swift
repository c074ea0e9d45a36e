internal import Emit
internal import Linter
internal import Rules

/// What `lint` shows of what it finds, and how.
struct ReportDisplay: Equatable, Sendable {
  /// Which findings, in which order.
  var view = ReportView()
  /// Whether the summary and what is only worth knowing are left out.
  var isQuiet = false
  /// Whether text is coloured.
  var color = ColorChoice.auto

  /// What reports say besides findings, in a file or on standard output.
  func context(isFile: Bool) -> ReportContext {
    let isColoured =
      switch color {
      case .always: true
      case .never: false
      case .auto: !isFile && Terminal.takesColour(SystemFile.standardOutput)
      }
    var context = ReportContext(
      tool: .ftpsgate, rules: Rule.all, style: isColoured ? .ansi : .plain, currentFolder: StartingPoint.folder)
    context.width = isFile ? nil : Terminal.columns(SystemFile.standardOutput)
    context.isQuiet = isQuiet
    return context
  }
}

/// Whether text is coloured.
enum ColorChoice: String, CaseIterable {
  case auto, always, never
}
