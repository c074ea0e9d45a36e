internal import IISConfiguration
internal import Reachability
internal import Text

/// What a matrix says of itself, in words that text and Markdown share.
enum MatrixLegend {
  /// The word in a cell.
  static func word(_ verdict: SessionVerdict) -> String {
    verdict == .unsupported ? "-" : verdict.rawValue
  }

  /// The word in a cell of a session: a mode that the site does not offer is nothing that fails.
  static func word(_ result: SessionResult) -> String {
    result.isOffered ? word(result.verdict) : "not offered"
  }

  /// Why the site does not offer some modes, with the place; each once.
  static func notOffered(in table: ConnectionMatrix.Table) -> [(reason: Message, place: Location?)] {
    table.rows.flatMap(\.results).filter { !$0.isOffered }.map { Absence(reason: $0.reason, place: $0.place) }.distinct
      .map { ($0.reason, $0.place) }
  }

  private struct Absence: Hashable {
    let reason: Message
    let place: Location?
  }

  /// How many clients get what they come for: the sentence with which a table ends.
  static func conclusion(_ table: ConnectionMatrix.Table, _ matrix: ConnectionMatrix) -> String {
    let rows = table.rows
    let getting = rows.filter { $0.results.contains { $0.verdict.isWorking } }
    let idle = rows.filter { $0.results.allSatisfy { $0.verdict == .unsupported } }.count
    let unknown =
      rows.filter { row in
        !row.results.contains { $0.verdict.isWorking } && row.results.contains { $0.verdict == .unknown }
      }.count
    let none = rows.count - getting.count - idle - unknown
    let isListing = matrix.simulation.server.deployment.requiredOperations.isEmpty
    let what = isListing ? "a listing" : "what is asked for"
    let verb = getting.count == 1 || rows.count == 1 ? "gets" : "get"
    var parts = [
      "\(getting.count) of \(rows.count == 1 ? "1 client" : "\(rows.count) clients") \(verb) \(what) in at least one mode"
    ]
    let active = getting.filter { !$0.works }.count
    // That none does would be more than is known.
    if getting.isEmpty, unknown > 0 { parts = ["no client is known to get \(what) in any mode"] }
    if active > 0 { parts[0] += " (\(active) in active mode alone)" }
    if none > 0 { parts.append("\(none) \(none == 1 ? "gets" : "get") none") }
    if unknown > 0 { parts.append("for \(unknown) something is missing to tell") }
    if idle > 0 { parts.append("\(idle) \(idle == 1 ? "has" : "have") none of these modes") }
    let site = matrix.tables.count > 1 ? "\(printable(table.site.name)): " : ""
    return site + parts.joined(separator: "; ") + "."
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
    let found = Set(table.rows.flatMap(\.results).filter(\.isOffered).map(\.verdict))
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
