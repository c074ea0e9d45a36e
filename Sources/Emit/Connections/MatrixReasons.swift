internal import IISConfiguration
internal import Reachability
internal import Text

/// The distinct reasons of a table's cells, those of most cells first.
struct MatrixReasons {
  /// One reason, and how many sessions it decides.
  struct Entry {
    let result: SessionResult
    var count: Int
  }

  /// What makes two cells' reasons the same.
  private struct Key: Hashable {
    let verdict: SessionVerdict
    let reason: Message
    let place: Location?
  }

  /// The reasons in order; the first is number 1.
  let entries: [Entry]
  private let numbers: [Key: Int]

  init(_ table: ConnectionMatrix.Table) {
    var order: [Key] = []
    var found: [Key: Entry] = [:]
    for result in table.rows.flatMap(\.results) {
      guard let key = Self.key(result) else { continue }
      if found[key] == nil {
        order.append(key)
        found[key] = Entry(result: result, count: 0)
      }
      found[key]?.count += 1
    }
    let sorted = order.enumerated().compactMap { index, key in found[key].map { (index, key, $0) } }
      .sorted { (Self.rank($0.2), -$0.2.count, $0.0) < (Self.rank($1.2), -$1.2.count, $1.0) }
    entries = sorted.map(\.2)
    numbers = Dictionary(sorted.enumerated().map { ($1.1, $0 + 1) }) { first, _ in first }
  }

  /// The number of a cell's reason; nothing where a session works, and where the client cannot do this.
  func number(of result: SessionResult) -> Int? { Self.key(result).flatMap { numbers[$0] } }

  private static func key(_ result: SessionResult) -> Key? {
    guard result.verdict != .works, result.verdict != .unsupported else { return nil }
    return Key(verdict: result.verdict, reason: result.reason, place: result.place)
  }

  /// What fails first, then what is not known, then what only just works.
  private static func rank(_ entry: Entry) -> Int {
    switch entry.result.verdict {
    case .fails: 0
    case .unknown: 1
    case .fallback: 2
    case .repaired: 3
    case .works, .unsupported: 4
    }
  }
}
