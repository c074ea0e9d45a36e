/// How a command ended, or a connection, by a line of IIS's FTP log.
///
/// Without a line `#Fields:` the order is the one that IIS has unless told otherwise: `date time c-ip cs-username s-ip
/// s-port cs-method cs-uri-stem sc-status sc-win32-status sc-substatus`, and two fields more.
/// Sources: IIS configuration reference, `logFile`; Microsoft Learn, "Changes in Microsoft FTP".
struct ServerLogEntry: Hashable, Sendable {
  /// The reply's code; nothing for events that are no command, such as the end of a data connection.
  let status: Int?
  /// The error of Windows behind it; 0 where there is none.
  let windowsError: Int
  /// What IIS itself says of the end; 0 where all went well, or where another line tells.
  let substatus: Int

  /// Whether something went wrong.
  var isFailure: Bool { (status ?? 0) >= 400 || substatus > 0 }

  /// The entries in a text, of which not every line need be one.
  static func all(in text: String) -> [ServerLogEntry] {
    var fields: [Substring]?
    var entries: [ServerLogEntry] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split { $0 == " " || $0 == "\t" }
      if words.first == "#Fields:" {
        fields = Array(words.dropFirst())
      } else if let entry = fields.flatMap({ ServerLogEntry(words, fields: $0) }) ?? ServerLogEntry(words) {
        entries.append(entry)
      }
    }
    return entries
  }

  /// A line whose fields a line `#Fields:` names.
  private init?(_ words: [Substring], fields: [Substring]) {
    guard words.count == fields.count else { return nil }
    func value(_ field: Substring) -> Int? { fields.firstIndex(of: field).flatMap { Int(words[$0]) } }
    status = value("sc-status")
    windowsError = value("sc-win32-status") ?? 0
    substatus = value("sc-substatus") ?? 0
  }

  /// A line in the usual order, the beginning of which may be missing.
  private init?(_ words: [Substring]) {
    let method = words.indices.dropLast(4).first { start in
      words[start].count >= 3 && words[start].allSatisfy { $0.isASCII && $0.isLetter }
        && Self.isStatus(words[start + 2], of: words[start]) && Int(words[start + 3]) != nil
        && Int(words[start + 4]).flatMap(Substatus.meaning) != nil
    }
    guard let method, let windowsError = Int(words[method + 3]), let substatus = Int(words[method + 4]) else {
      return nil
    }
    status = Int(words[method + 2])
    self.windowsError = windowsError
    self.substatus = substatus
  }

  private static func isStatus(_ word: Substring, of method: Substring) -> Bool {
    if word == "-" { return method.contains("Channel") }
    return word.utf8.count == 3 && Int(word).map { 100...699 ~= $0 } == true
  }
}
