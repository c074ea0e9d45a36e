internal import IISConfiguration
internal import Reachability
internal import Text

/// What a matrix says of itself, in words that text and Markdown share.
enum MatrixLegend {
  /// The word in a cell.
  static func word(_ verdict: SessionVerdict) -> String {
    verdict == .unsupported ? "-" : verdict.rawValue
  }

  /// What a verdict means.
  static func meaning(_ verdict: SessionVerdict) -> String {
    switch verdict {
    case .works: "the client gets a listing"
    case .repaired: "only because the client does not use the address in the reply to PASV"
    case .fallback: "only because the client changes to the other data mode by itself"
    case .fails: "no listing, or not from every address and port that the client may have"
    case .unknown: "something is missing to tell"
    case .unsupported: "the client cannot do this"
    }
  }

  /// The verdicts that occur in a table, in their order.
  static func verdicts(in table: ConnectionMatrix.Table) -> [SessionVerdict] {
    let found = Set(table.rows.flatMap(\.results).map(\.verdict))
    return SessionVerdict.allCases.filter(found.contains)
  }

  /// A sentence on what was taken for granted.
  static let assumptions =
    "Clients are taken as set to the column's mode and to PROT P where they can. Their own side is taken to let "
    + "everything through, without NAT: active mode works less often than shown here."

  /// How many cells of the table a reason decides: `12 cells`.
  static func count(_ entry: MatrixReasons.Entry) -> String {
    entry.count == 1 ? "1 cell" : "\(entry.count) cells"
  }

  /// What people see of a session that fails, and what to do then.
  static func symptom(_ result: SessionResult) -> Symptom? {
    result.symptom.flatMap { Symptom.with(id: $0.text) }
  }

  /// Why, with the rule that speaks of it: `ftpsgate explain` tells more of that.
  static func reason(_ result: SessionResult) -> String {
    result.reason.description + (result.rule.map { " [\($0.text)]" } ?? "")
  }

  /// The site in a heading, with what has to be known of it.
  static func site(_ site: FTPSite) -> String {
    printable(site.name) + (site.startsAutomatically.value ? "" : " (off; as if it were started)")
  }

  /// Whose sessions a table shows, and what these do not get: a sentence each, with its place.
  static func remarks(on table: ConnectionMatrix.Table) -> [(text: Message, place: Location?)] {
    let users = table.admitted.map { [("users: \($0.users)" as Message, $0.place)] } ?? []
    return users
      + table.restrictions.map { operation, check in
        let isRefused = check.verdict == .blocked
        return ("\(operation.phrase): \(isRefused ? "refused" : "unknown"): \(check.reason)", check.place)
      }
  }
}
