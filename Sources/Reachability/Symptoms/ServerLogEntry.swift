/// How a command ended, or a connection, by a line of IIS's FTP log.
///
/// Without a line `#Fields:` the order is the one that IIS has unless told otherwise: `date time c-ip cs-username s-ip
/// s-port cs-method cs-uri-stem sc-status sc-win32-status sc-substatus x-session x-fullpath`.
/// Sources: IIS configuration reference, `logFile`; Microsoft Learn, "Changes in Microsoft FTP".
struct ServerLogEntry: Hashable, Sendable {
  /// The line's number, from 1.
  let line: Int
  /// The command, or the event such as `DataChannelClosed`; nothing where the log has no such field.
  let method: String?
  /// The reply's code; nothing for events that are no command, such as the end of a data connection.
  let status: Int?
  /// The error of Windows behind it; nothing where there is none.
  let windowsError: WindowsError?
  /// What IIS itself says of the end; nothing where all went well, or where another line tells.
  let substatus: Substatus?
  /// Which session it is of; nothing where the log does not say.
  let session: String?

  /// Whether something was refused, or ended otherwise than meant.
  var isFailure: Bool { (status ?? 0) >= 400 || substatus != nil || windowsError?.isResult == true }

  /// Whether it is a connection that merely broke, as clients that do not say goodbye break them.
  var isBrokenConnection: Bool { status == nil && substatus == nil && windowsError != nil }

  /// Whether it is a command with which clients try what a server can, so that its refusal is none of interest.
  var isProbe: Bool { method.map { Self.probes.contains($0.uppercased()) } ?? false }

  private static let probes: Set = ["ALLO", "CLNT", "FEAT", "LANG", "MDTM", "MFMT", "OPTS", "SITE", "SIZE", "SYST"]

  /// The entries in a text, of which not every line need be one.
  static func all(in text: String) -> [ServerLogEntry] {
    var fields: [Substring]?
    var entries: [ServerLogEntry] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let words = line.split { $0 == " " || $0 == "\t" }
      if words.first == "#Fields:" {
        fields = Array(words.dropFirst())
      } else if let entry = fields.flatMap({ ServerLogEntry(words, fields: $0, line: index + 1) })
        ?? ServerLogEntry(words, line: index + 1)
      {
        entries.append(entry)
      }
    }
    return entries
  }

  /// A line whose fields a line `#Fields:` names.
  private init?(_ words: [Substring], fields: [Substring], line: Int) {
    guard words.count == fields.count else { return nil }
    func value(_ field: Substring) -> Substring? { fields.firstIndex(of: field).map { words[$0] } }
    self.line = line
    method = value("cs-method").map(String.init)
    status = value("sc-status").flatMap { Int($0) }
    windowsError = value("sc-win32-status").flatMap { WindowsError($0) }
    substatus = Self.substatus(value("sc-substatus"))
    session = value("x-session").map(String.init)
  }

  /// A line in the usual order, the beginning of which may be missing.
  private init?(_ words: [Substring], line: Int) {
    let start = words.indices.dropLast(4).first { start in
      words[start].count >= 3 && words[start].allSatisfy { $0.isASCII && $0.isLetter }
        && Self.isStatus(words[start + 2], of: words[start]) && Self.isWindowsError(words[start + 3])
        && Int(words[start + 4]).flatMap(Substatus.init) != nil
    }
    guard let start else { return nil }
    self.line = line
    method = String(words[start])
    status = Int(words[start + 2])
    windowsError = WindowsError(words[start + 3])
    substatus = Self.substatus(words[start + 4])
    session = words.indices.contains(start + 5) ? String(words[start + 5]) : nil
  }

  private static func isStatus(_ word: Substring, of method: Substring) -> Bool {
    if word == "-" { return method.contains("Channel") }
    return word.utf8.count == 3 && Int(word).map { 100...699 ~= $0 } == true
  }

  private static func isWindowsError(_ word: Substring) -> Bool { word == "0" || WindowsError(word) != nil }

  private static func substatus(_ word: Substring?) -> Substatus? {
    word.flatMap { Int($0) }.flatMap { $0 == 0 ? nil : Substatus($0) }
  }
}
