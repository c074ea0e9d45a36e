internal import IISConfiguration
internal import Reachability
internal import Text

extension MatrixFormat {
  /// For a page.
  public static let markdown = MatrixFormat("markdown", "for a page", fileEnding: "md") { matrices, display in
    let pages = matrices.map { MatrixMarkdown($0, display, isOneOfSeveral: matrices.count > 1).text }
    return Array(pages.joined(separator: "\n").utf8)
  }
}

/// The matrix for a page: the same as the text, in GitHub Flavored Markdown.
struct MatrixMarkdown {
  private let matrix: ConnectionMatrix

  private let display: MatrixDisplay
  private let isOneOfSeveral: Bool

  init(_ matrix: ConnectionMatrix, _ display: MatrixDisplay, isOneOfSeveral: Bool) {
    self.matrix = matrix
    self.display = display
    self.isOneOfSeveral = isOneOfSeveral
  }

  /// The page, ending with a line end.
  var text: String {
    var places = PlaceTexts(matrix.simulation)
    let parts = matrix.tables.map { part($0, &places) }
    let file = isOneOfSeveral ? " to \(MarkdownText.code(matrix.path))" : ""
    return
      (["# Who can connect\(file) from \(matrix.simulation.origin.phrase)"] + parts + [MatrixLegend.assumptions]
      + matrix.tables.map { MarkdownText.escaped(MatrixLegend.conclusion($0, matrix)) })
      .joined(separator: "\n\n") + "\n"
  }

  private func part(_ table: ConnectionMatrix.Table, _ places: inout PlaceTexts) -> String {
    let reasons = MatrixReasons(table)
    let groups = MatrixGroups(table, display) { Self.cell($0, reasons) }.groups
    let header =
      [groups.count == table.rows.count ? "client" : "clients"]
      + SessionMode.columns.map { "\($0.security.rawValue), \($0.dataMode.rawValue)" }
    let rows = groups.map { [$0.clients.map(\.shortName).joined(separator: ", ")] + $0.cells }
    let off = table.site.startsAutomatically.value ? "" : " (off; as if it were started)"
    var legend = MatrixLegend.verdicts(in: table).map { "**\(MatrixLegend.word($0))**: \(MatrixLegend.meaning($0))" }
    for absence in MatrixLegend.notOffered(in: table) {
      let place = absence.place.map { " (\(MarkdownText.code(places.text($0))))" } ?? ""
      legend.append("**not offered**: \(absence.reason.text(in: MarkdownStyle()))\(place)")
    }
    var list: [String] = []
    for (index, entry) in reasons.entries.enumerated() { list.append(item(index + 1, entry, &places)) }
    var remarks: [String] = []
    for remark in MatrixLegend.remarks(on: table) {
      let place = remark.place.map { " (\(MarkdownText.code(places.text($0))))" } ?? ""
      remarks.append(remark.text.text(in: MarkdownStyle()) + place)
    }
    let heading = ["## \(MarkdownText.code(table.site.name))\(off)"]
    return
      (heading + table.assumptions.map { $0.text(in: MarkdownStyle()) }
      + (remarks.isEmpty ? [] : [MarkdownText.list(remarks)]) + [
        MarkdownText.table(header, rows), MarkdownText.list(legend),
      ]
      + (list.isEmpty ? [] : [list.joined(separator: "\n")])).joined(separator: "\n\n")
  }

  private static func cell(_ result: SessionResult, _ reasons: MatrixReasons) -> String {
    let word = MatrixLegend.word(result)
    let shown = result.verdict == .fails && result.isOffered ? "**\(word)**" : word
    return shown + (reasons.number(of: result).map { " (\($0))" } ?? "")
  }

  private func item(_ number: Int, _ entry: MatrixReasons.Entry, _ places: inout PlaceTexts) -> String {
    let result = entry.result
    let step = result.step.map { " \($0.phrase)" } ?? ""
    var text = "\(number). \(result.verdict.rawValue)\(step), \(MatrixLegend.count(entry)): "
    text += result.reason.text(in: MarkdownStyle())
    if let rule = result.rule { text += " (rule \(MarkdownText.code(rule.text)))" }
    if let place = result.place { text += " (\(MarkdownText.code(places.text(place))))" }
    if let symptom = MatrixLegend.symptom(result) {
      text += "; usually seen as: \(MarkdownText.escaped(symptom.appearance))"
      text += "; what to do: \(MarkdownText.escaped(symptom.remedy))"
    }
    return text
  }
}
