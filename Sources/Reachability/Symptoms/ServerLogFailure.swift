/// One failure by lines of IIS's log: the line of the command may have the code, and that of the connection the
/// substatus.
struct ServerLogFailure: Hashable, Sendable {
  /// The line that has the code, or else the substatus.
  let line: Int
  /// The reply's code; nothing where a connection ended.
  let status: Int?
  /// The error of Windows behind it.
  let windowsError: WindowsError?
  /// What IIS itself says of it.
  let substatus: Substatus?

  /// The last failure among these entries, and how often others of other kinds occurred before it; nothing where all
  /// went well.
  static func last(in entries: [ServerLogEntry]) -> (failure: ServerLogFailure, others: [Kind])? {
    let failures = entries.filter(\.isFailure)
    let weighty = failures.filter { !$0.isProbe }
    let candidates =
      !weighty.isEmpty ? weighty : !failures.isEmpty ? failures : entries.filter(\.isBrokenConnection)
    guard let last = candidates.last else { return nil }
    let parts = parts(of: last, among: entries)
    let failure = ServerLogFailure(parts)
    let rest = Set(parts.map(\.line))
    var counts: [Kind.Key: Kind] = [:]
    for entry in candidates where !rest.contains(entry.line) {
      let key = Kind.Key(status: entry.status, windowsError: entry.windowsError, substatus: entry.substatus)
      guard key != failure.key else { continue }
      counts[key, default: Kind(key: key, count: 0, lastLine: 0)].add(entry.line)
    }
    return (failure, counts.values.sorted { ($0.count, $0.lastLine) > ($1.count, $1.lastLine) })
  }

  /// The entries about the same event: those of the session that stand beside it, but one code only.
  private static func parts(of last: ServerLogEntry, among entries: [ServerLogEntry]) -> [ServerLogEntry] {
    let session = entries.filter {
      $0.session == last.session && ($0.isFailure || $0.isBrokenConnection || $0.line == last.line)
    }
    var parts: [ServerLogEntry] = []
    for entry in session.reversed() where entry.line <= last.line {
      if entry.status != nil, parts.contains(where: { $0.status != nil }) { break }
      parts.append(entry)
    }
    // The end of a connection may be written after the reply.
    let after = session.filter { $0.line > last.line }.prefix { $0.status == nil }
    return parts + after
  }

  private init(_ parts: [ServerLogEntry]) {
    let withCode = parts.first { $0.status != nil }
    let withSubstatus = parts.first { $0.substatus != nil }
    status = withCode?.status
    substatus = withSubstatus?.substatus
    windowsError =
      withSubstatus?.windowsError ?? withCode?.windowsError ?? parts.lazy.compactMap(\.windowsError).first
    line = (withCode ?? withSubstatus ?? parts.first)?.line ?? 0
  }

  private var key: Kind.Key { Kind.Key(status: status, windowsError: windowsError, substatus: substatus) }
}

extension ServerLogFailure {
  /// Failures that are alike.
  public struct Kind: Hashable, Sendable {
    struct Key: Hashable, Sendable {
      let status: Int?
      let windowsError: WindowsError?
      let substatus: Substatus?
    }

    let key: Key
    /// How many there are.
    var count: Int
    /// The line of the last one.
    var lastLine: Int

    mutating func add(_ line: Int) {
      count += 1
      lastLine = line
    }
  }
}
