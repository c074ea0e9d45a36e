internal import IISConfiguration
internal import Reachability

extension MatrixFormat {
  /// For people.
  public static let text = MatrixFormat("text", "for people", fileEnding: "txt") { matrices, display in
    let texts = matrices.map { matrix in
      (matrices.count > 1 ? visible(matrix.path) + "\n\n" : "") + MatrixText(matrix, display).text
    }
    return Array(texts.joined(separator: "\n").utf8)
  }
}

/// The matrix for people: a table with a number in each cell that does not simply work, and the reasons below.
struct MatrixText {
  private let matrix: ConnectionMatrix
  private let display: MatrixDisplay
  private var places: PlaceTexts
  private var output = ""

  init(_ matrix: ConnectionMatrix, _ display: MatrixDisplay) {
    self.matrix = matrix
    self.display = display
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
    for assumption in table.assumptions { output += "  " + wrap(assumption.description, indent: 2) + "\n" }
    for remark in MatrixLegend.remarks(on: table) {
      let place = remark.place.map { " (\(places.text($0)))" } ?? ""
      output += "  " + wrap(remark.text.description + place, indent: 2) + "\n"
    }
    output += "\n"
    add(table, MatrixGroups(table, display) { Self.cell($0, reasons) }.groups)
    addLegend(table)
    add(reasons)
    output += "\n" + wrap(MatrixLegend.assumptions) + "\n"
    output += "\n" + wrap(MatrixLegend.conclusion(table, matrix)) + "\n"
    if table.site.site.index != matrix.tables.last?.site.site.index { output += "\n" }
  }

  /// The rows; names of clients that share one go on below each other.
  private mutating func add(_ table: ConnectionMatrix.Table, _ groups: [MatrixGroups.Group]) {
    let columns = SessionMode.columns.indices.map { column in
      (groups.map { $0.cells[column].utf8.count } + [column.isMultiple(of: 2) ? 7 : 6]).max() ?? 7
    }
    let names = groups.map { $0.clients.map(\.id).joined(separator: ", ") }
    let longest = table.rows.map(\.client.id.utf8.count).max() ?? 0
    let room = max(display.columns - columns.reduce(0) { $0 + $1 + 2 }, longest + 1, 20)
    let lists = names.map { wrapped($0, indent: 2, columns: room).split(separator: "\n").map(String.init) }
    let width = (lists.flatMap { $0 }.map(\.utf8.count) + [7]).max() ?? 7
    let half = pad("", width + 2) + pad("explicit", columns[0] + columns[1] + 4) + "implicit"
    output += frame("\(half)\n" + pad(names.count == table.rows.count ? "client" : "clients", width + 2))
    output += frame(zip(["passive", "active", "passive"], columns).map { pad($0, $1 + 2) }.joined() + "active") + "\n"
    for (group, list) in zip(groups, lists) {
      output += pad(list.first ?? "", width + 2)
      for (column, (cell, result)) in zip(group.cells, group.results).enumerated() {
        let isLast = column == group.cells.count - 1
        output +=
          coloured(cell, result.isOffered ? result.verdict : .unsupported)
          + (isLast ? "\n" : String(repeating: " ", count: columns[column] + 2 - cell.utf8.count))
      }
      for line in list.dropFirst() { output += line + "\n" }
    }
    output += "\n"
  }

  private mutating func addLegend(_ table: ConnectionMatrix.Table) {
    let absences = MatrixLegend.notOffered(in: table)
    let width = absences.isEmpty ? 10 : 13
    for verdict in MatrixLegend.verdicts(in: table) {
      output += "  " + coloured(pad(MatrixLegend.word(verdict), width), verdict)
      output += wrap(MatrixLegend.meaning(verdict), indent: width + 2) + "\n"
    }
    for absence in absences {
      output += "  " + coloured(pad("not offered", width), .unsupported)
      let place = absence.place.map { " (\(places.text($0)))" } ?? ""
      output += wrap(absence.reason.description + place, indent: width + 2) + "\n"
    }
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
      output += wrap(text, indent: 5).dropFirst(result.verdict.rawValue.count) + "\n"
      if let place = result.place { output += "     \(places.text(place))\n" }
      guard let symptom = MatrixLegend.symptom(result) else { continue }
      output += "     " + wrap("usually seen as: \(symptom.appearance)", indent: 5) + "\n"
      output += "     " + wrap("what to do: \(symptom.remedy)", indent: 5) + "\n"
    }
  }

  private static func cell(_ result: SessionResult, _ reasons: MatrixReasons) -> String {
    MatrixLegend.word(result) + (reasons.number(of: result).map { " [\($0)]" } ?? "")
  }

  private func frame(_ text: String) -> String { display.style.opening(.frame) + text + display.style.closing }

  private func wrap(_ text: String, indent: Int = 0) -> String {
    wrapped(text, indent: indent, columns: display.columns)
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }

  private func coloured(_ text: String, _ verdict: SessionVerdict) -> String {
    display.style.opening(.verdict(verdict)) + text + display.style.closing
  }
}
