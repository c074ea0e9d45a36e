internal import IISConfiguration
internal import Reachability
internal import Text

/// The distinct reasons of a table's cells, by what is to be mended: that of most cells first.
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

  /// What one change would mend.
  private struct Cause: Hashable {
    let rule: RuleID?
    let place: Location?
    let reason: Message?
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
    let all = order.compactMap { key in found[key].map { (key: key, entry: $0) } }
    let sorted = Self.causes(all).flatMap { cause in
      cause.sorted { (Self.rank($0.entry), -$0.entry.count) < (Self.rank($1.entry), -$1.entry.count) }
    }
    entries = sorted.map(\.entry)
    numbers = Dictionary(sorted.enumerated().map { ($1.key, $0 + 1) }) { first, _ in first }
  }

  /// The number of a cell's reason; nothing where a session works, and where client or site cannot do this.
  func number(of result: SessionResult) -> Int? { Self.key(result).flatMap { numbers[$0] } }

  /// The reasons that one change would mend, together: what fails before what is not known, that of most cells first.
  private static func causes(_ reasons: [(key: Key, entry: Entry)]) -> [[(key: Key, entry: Entry)]] {
    var causes: [[(key: Key, entry: Entry)]] = []
    var numbers: [Cause: Int] = [:]
    for reason in reasons {
      let cause = Cause(
        rule: reason.entry.result.rule, place: reason.key.place,
        reason: reason.key.place == nil ? reason.key.reason : nil)
      if let number = numbers[cause] {
        causes[number].append(reason)
      } else {
        numbers[cause] = causes.count
        causes.append([reason])
      }
    }
    func weight(_ cause: [(key: Key, entry: Entry)]) -> (Int, Int) {
      (cause.map { rank($0.entry) }.min() ?? 0, -cause.map(\.entry.count).reduce(0, +))
    }
    return causes.enumerated().sorted { left, right in
      let (one, other) = (weight(left.element), weight(right.element))
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
  }

  private static func key(_ result: SessionResult) -> Key? {
    guard result.verdict != .works, result.verdict != .unsupported, result.isOffered else { return nil }
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
