internal import Inet

/// What somebody asks about: a reply code, a code with a substatus, a line of IIS's log, or a message of a client.
public struct SymptomSearch: Sendable {
  /// The symptoms that are meant, the surest first.
  public private(set) var fitting: [Symptom] = []
  /// Symptoms that may be meant: the message alone does not tell.
  public private(set) var possible: [Symptom] = []
  /// The other symptoms of the reply codes in it.
  public private(set) var related: [Symptom] = []
  /// The reply codes in it.
  public private(set) var codes: [Int] = []
  /// The substatus that was asked about.
  public private(set) var substatus: Int?
  /// The error of Windows beside the code.
  public private(set) var windowsError: Int?
  /// The answer to PASV or EPSV in it.
  public private(set) var passiveReply: PassiveReply?

  /// All that was found, the likeliest first.
  public var symptoms: [Symptom] { fitting + possible + related }

  /// The symptoms whose rules count: a refusal (5xx) in known words has the cause that these words name, and no other.
  public var explained: [Symptom] {
    !fitting.isEmpty && codes.contains { $0 >= 500 } ? fitting : symptoms
  }

  /// Looks for `534`, `534 24` or `534.24`, a symptom's id, lines of IIS's log, or a message.
  ///
  /// A message may have more in front, as clients write `Response: 534 …`.
  public init(_ text: String) {
    if let (code, number) = Self.codeAndNumber(text) {
      // Substatuses end at 55; those of Windows Sockets begin at 10000.
      let isSubstatus = number.map { $0 < 1000 } ?? false
      narrow([code], to: isSubstatus ? number : nil, windowsError: isSubstatus ? nil : number)
    } else if let symptom = Symptom.with(id: text) {
      fitting = [symptom]
    } else if let entry = Self.failure(in: ServerLogEntry.all(in: text)) {
      narrow(
        entry.statuses, to: entry.substatus > 0 ? entry.substatus : nil,
        windowsError: entry.windowsError > 0 ? entry.windowsError : nil, line: text)
    } else {
      match(String(text.suffix(Self.longestMessage)))
    }
    fitting = Self.ranked(fitting)
    possible = Self.ranked(possible)
    related = Self.ranked(related)
  }

  /// How much of a message is read: of a whole session the end tells how it failed, and a pattern's time grows faster
  /// than the text.
  private static let longestMessage = 2000

  /// A code alone, or with one number behind it.
  private static func codeAndNumber(_ text: String) -> (Int, Int?)? {
    let words = text.split { $0 == " " || $0 == "." || $0 == "\t" }
    guard let first = words.first, words.count <= 2, first.utf8.count == 3,
      first.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let code = Int(first), 100...699 ~= code
    else { return nil }
    guard words.count == 2 else { return (code, nil) }
    return Int(words[1]).map { (code, $0) }
  }

  /// What went wrong by lines of a log: of one failure one line may have the code, and another one the substatus.
  private static func failure(
    in entries: [ServerLogEntry]
  ) -> (statuses: [Int], windowsError: Int, substatus: Int)? {
    let failures = entries.filter(\.isFailure)
    guard let first = failures.first(where: { $0.substatus > 0 }) ?? failures.first else { return nil }
    return (failures.compactMap(\.status), first.windowsError, first.substatus)
  }

  /// Finds the symptoms of codes, of any code if there is none, that have the substatus; all where none has.
  private mutating func narrow(_ codes: [Int], to substatus: Int?, windowsError: Int?, line: String = "") {
    self.codes = codes
    self.substatus = substatus
    self.windowsError = windowsError
    let found = Symptom.all.filter { codes.isEmpty || !Set($0.replies).isDisjoint(with: codes) }
    fitting = substatus.map { number in found.filter { $0.substatuses.contains(number) } } ?? []
    guard fitting.isEmpty, !codes.isEmpty else { return }
    let evidence = windowsError.map { "\(line) WinError \($0)" } ?? line
    fitting = evidence.isEmpty ? [] : found.filter { $0.fits(evidence, []) }
    related = found.filter { !fitting.contains($0) }
  }

  /// Finds the symptoms of a message.
  private mutating func match(_ text: String) {
    let replies = QuotedReply.all(in: text)
    codes = replies.map(\.code)
    passiveReply = try? PassiveReply(text)
    fitting = Symptom.all.filter { $0.fits(text, replies) }
    // Once a reply refuses something, the causes of its code are the candidates.
    if !codes.contains(where: { $0 >= 400 }) { possible = Symptom.all.filter { $0.mayFit(text) } }
    related = Symptom.all.filter { !Set($0.replies).isDisjoint(with: codes) }
    if let address = passiveReply?.address {
      let replaced = Symptom.all.filter { $0.isOfPrivateAddress }
      related.removeAll { $0.isOfPrivateAddress }
      if address.isReplacedByClients { possible += replaced }
    }
    possible.removeAll { fitting.contains($0) }
    related.removeAll { fitting.contains($0) || possible.contains($0) }
  }

  /// The surest first; a sort that keeps the order of the table.
  private static func ranked(_ symptoms: [Symptom]) -> [Symptom] {
    Symptom.Confidence.allCases.flatMap { confidence in symptoms.filter { $0.confidence == confidence } }
  }
}

extension Symptom {
  /// Whether the pattern finds the symptom in a message, or in one of the replies that it quotes.
  fileprivate func fits(_ text: String, _ replies: [QuotedReply]) -> Bool {
    guard let regex = Self.regex(pattern) else { return false }
    if text.firstMatch(of: regex) != nil { return true }
    return channel == .reply && replies.contains { $0.text.firstMatch(of: regex) != nil }
  }

  /// Whether a message may be one of this symptom.
  fileprivate func mayFit(_ text: String) -> Bool {
    guard let regex = possiblePattern.flatMap(Self.regex) else { return false }
    return text.firstMatch(of: regex) != nil
  }

  /// Whether it comes of a private address in the answer to PASV.
  fileprivate var isOfPrivateAddress: Bool { ["unroutable-pasv", "unroutable-pasv-fatal"].contains(id) }

  private static func regex(_ pattern: String) -> Regex<AnyRegexOutput>? {
    try? Regex(pattern).ignoresCase().dotMatchesNewlines()
  }
}

extension IPv4Address {
  /// Whether clients that mend replies take this address for one that cannot be meant.
  ///
  /// Sources: libfilezilla, iputils.cpp; WinSCP, FtpControlSocket.cpp.
  fileprivate var isReplacedByClients: Bool {
    [.privateUse, .loopback, .linkLocal, .unspecified].contains(scope)
  }
}
