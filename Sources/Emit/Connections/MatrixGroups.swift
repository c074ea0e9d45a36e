internal import Reachability

/// The rows of a table for people: clients with the same verdicts for the same reasons stand together.
struct MatrixGroups {
  /// Some clients, and what is the same for all of them.
  struct Group {
    /// The clients, in their order.
    var clients: [FTPClient]
    /// What comes of each mode of ``SessionMode/columns``.
    let results: [SessionResult]
    /// The text of each cell.
    let cells: [String]
  }

  /// The groups in the order of their first clients; those that can do nothing of it last.
  private(set) var groups: [Group] = []

  init(_ table: ConnectionMatrix.Table, _ display: MatrixDisplay, cell: (SessionResult) -> String) {
    var numbers: [[String]: Int] = [:]
    for row in table.rows {
      let cells = row.results.map(cell)
      if !display.hasRowForEachClient, let number = numbers[cells] {
        groups[number].clients.append(row.client)
      } else {
        numbers[cells] = groups.count
        groups.append(Group(clients: [row.client], results: row.results, cells: cells))
      }
    }
    guard !display.hasRowForEachClient else { return }
    let isIdle: (Group) -> Bool = { $0.results.allSatisfy { $0.verdict == .unsupported } }
    groups = groups.filter { !isIdle($0) } + groups.filter(isIdle)
  }
}
