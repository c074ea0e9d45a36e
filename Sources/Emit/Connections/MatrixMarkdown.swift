internal import IISConfiguration
internal import Reachability
internal import Text

extension MatrixFormat {
  /// For a page.
  public static let markdown = MatrixFormat("markdown", "for a page", fileEnding: "md") { matrix, _ in
    Array(MatrixMarkdown(matrix).text.utf8)
  }
}

/// The matrix for a page: the same as the text, in GitHub Flavored Markdown.
struct MatrixMarkdown {
  private let matrix: ConnectionMatrix

  init(_ matrix: ConnectionMatrix) {
    self.matrix = matrix
  }

  /// The page, ending with a line end.
  var text: String {
    var places = PlaceTexts(matrix.simulation)
    let parts = matrix.tables.map { part($0, &places) }
    return (["# Who can connect from \(matrix.simulation.origin.phrase)"] + parts + [MatrixLegend.assumptions])
      .joined(separator: "\n\n") + "\n"
  }

  private func part(_ table: ConnectionMatrix.Table, _ places: inout PlaceTexts) -> String {
    let reasons = MatrixReasons(table)
    let header = ["client"] + SessionMode.columns.map { "\($0.security.rawValue), \($0.dataMode.rawValue)" }
    let rows = table.rows.map { row in
      ["\(row.client.shortName)"] + row.results.map { Self.cell($0, reasons) }
    }
    let off = table.site.startsAutomatically.value ? "" : " (off; as if it were started)"
    let legend = MatrixLegend.verdicts(in: table).map { "**\(MatrixLegend.word($0))**: \(MatrixLegend.meaning($0))" }
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
    let word = MatrixLegend.word(result.verdict)
    let shown = result.verdict == .fails ? "**\(word)**" : word
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
