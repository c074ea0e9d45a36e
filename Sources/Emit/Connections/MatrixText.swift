internal import IISConfiguration
internal import Reachability

extension MatrixFormat {
  /// For people.
  public static let text = MatrixFormat("text", "for people", fileEnding: "txt") { matrix, style in
    Array(MatrixText(matrix, style).text.utf8)
  }
}

/// The matrix for people: a table with a number in each cell that does not simply work, and the reasons below.
struct MatrixText {
  private let matrix: ConnectionMatrix
  private let style: TextStyle
  private var places: PlaceTexts
  private var output = ""

  init(_ matrix: ConnectionMatrix, _ style: TextStyle) {
    self.matrix = matrix
    self.style = style
    places = PlaceTexts(matrix.simulation)
  }

  /// The text, ending with a line end.
  consuming func render() -> String {
    for table in matrix.tables { add(table) }
    return output
  }

  /// The text, ending with a line end.
  var text: String { render() }

  private mutating func add(_ table: ConnectionMatrix.Table) {
    let reasons = MatrixReasons(table)
    output += "\(visible(MatrixLegend.site(table.site))), from \(matrix.simulation.origin.phrase)\n"
    for assumption in table.assumptions { output += "  " + wrapped(assumption.description, indent: 2) + "\n" }
    for remark in MatrixLegend.remarks(on: table) {
      let place = remark.place.map { " (\(places.text($0)))" } ?? ""
      output += "  " + wrapped(remark.text.description + place, indent: 2) + "\n"
    }
    output += "\n"
    let names = table.rows.map(\.client.id)
    let width = (names.map(\.utf8.count) + [6]).max() ?? 6
    let columns = SessionMode.columns.indices.map { column in
      (table.rows.map { Self.cell($0.results[column], reasons).utf8.count } + [10]).max() ?? 10
    }
    let pad: (String, Int) -> String = { $0 + String(repeating: " ", count: max(0, $1 - $0.utf8.count)) }
    let half = pad("", width + 2) + pad("explicit", columns[0] + columns[1] + 4) + "implicit"
    output += frame("\(half)\n" + pad("client", width + 2))
    output += frame(zip(["passive", "active", "passive"], columns).map { pad($0, $1 + 2) }.joined() + "active") + "\n"
    for row in table.rows {
      output += pad(row.client.id, width + 2)
      for (column, result) in row.results.enumerated() {
        let cell = Self.cell(result, reasons)
        let isLast = column == row.results.count - 1
        output +=
          coloured(cell, result.verdict)
          + (isLast ? "\n" : String(repeating: " ", count: columns[column] + 2 - cell.utf8.count))
      }
    }
    output += "\n"
    for verdict in MatrixLegend.verdicts(in: table) {
      output += "  " + coloured(pad(MatrixLegend.word(verdict), 10), verdict) + MatrixLegend.meaning(verdict) + "\n"
    }
    add(reasons)
    output += "\n" + wrapped(MatrixLegend.assumptions) + "\n"
    if table.site.site.index != matrix.tables.last?.site.site.index { output += "\n" }
  }

  private mutating func add(_ reasons: MatrixReasons) {
    guard !reasons.entries.isEmpty else { return }
    output += "\n"
    for (index, entry) in reasons.entries.enumerated() {
      let result = entry.result
      let number = "\(index + 1)"
      let margin = String(repeating: " ", count: max(0, 3 - number.utf8.count))
      let step = result.step.map { " \($0.phrase)" } ?? ""
      let text =
        "\(result.verdict.rawValue)\(step), \(MatrixLegend.count(entry)): \(MatrixLegend.reason(result))"
      output += "\(margin)\(number)  " + coloured(result.verdict.rawValue, result.verdict)
      output += wrapped(text, indent: 5).dropFirst(result.verdict.rawValue.count) + "\n"
      if let place = result.place { output += "     \(places.text(place))\n" }
      guard let symptom = MatrixLegend.symptom(result) else { continue }
      output += "     " + wrapped("usually seen as: \(symptom.appearance)", indent: 5) + "\n"
      output += "     " + wrapped("what to do: \(symptom.remedy)", indent: 5) + "\n"
    }
  }

  private static func cell(_ result: SessionResult, _ reasons: MatrixReasons) -> String {
    MatrixLegend.word(result.verdict) + (reasons.number(of: result).map { " [\($0)]" } ?? "")
  }

  private func frame(_ text: String) -> String { style.opening(.frame) + text + style.closing }

  private func coloured(_ text: String, _ verdict: SessionVerdict) -> String {
    style.opening(.verdict(verdict)) + text + style.closing
  }
}
