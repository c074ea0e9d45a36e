internal import Inet

/// What somebody asks about: a reply code, a code with a substatus, lines of IIS's log, or what a client wrote.
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
  public private(set) var substatus: Substatus?
  /// The error of Windows in it, or beside the code.
  public private(set) var windowsError: WindowsError?
  /// The error of libcurl in it.
  public private(set) var curlError: CurlError?
  /// The last answer to PASV or EPSV in it.
  public private(set) var passiveReply: PassiveReply?
  /// The line that tells what went wrong, where there are several.
  public private(set) var decisiveLine: DecisiveLine?
  /// Failures of other kinds in a log of IIS, the commonest first.
  public private(set) var otherFailures: [OtherFailure] = []

  /// The line of a text that tells what went wrong.
  public struct DecisiveLine: Hashable, Sendable {
    /// Its number, from 1.
    public let number: Int
    /// The line.
    public let text: String
  }

  /// Failures of one kind in a log of IIS.
  public struct OtherFailure: Hashable, Sendable {
    /// The reply's code; nothing where a connection ended.
    public let status: Int?
    /// The substatus.
    public let substatus: Substatus?
    /// The error of Windows.
    public let windowsError: WindowsError?
    /// How many there are.
    public let count: Int
    /// The line of the last one, from 1.
    public let lastLine: Int
  }

  /// All that was found, the likeliest first.
  public var symptoms: [Symptom] { fitting + possible + related }

  /// The symptoms whose rules count: what is proved and leaves nothing open has the cause that it names, and no other.
  public var explained: [Symptom] { isSettled ? fitting : symptoms }

  /// Whether anything is known of what was asked.
  public var isKnown: Bool {
    !symptoms.isEmpty || passiveReply != nil || substatus != nil || windowsError?.meaning != nil || curlError != nil
      || codes.contains { ReplyCode.meaning(of: $0) != nil }
  }

  /// Looks for `534`, `534 24` or `534.24`, a symptom's id, lines of IIS's log, or a message.
  ///
  /// A message may have more in front, as clients write `Response: 534 …`.
  public init(_ text: String) {
    if let (code, substatus, windowsError) = Self.numbers(text) {
      narrow([code], to: substatus, windowsError)
    } else if let symptom = Symptom.with(id: text) {
      fitting = [symptom]
    } else if let (failure, others) = ServerLogFailure.last(in: ServerLogEntry.all(in: text)) {
      let line = Self.line(failure.line, of: text)
      narrow(
        failure.status.map { [$0] } ?? [], to: failure.substatus, failure.windowsError, logLine: line?.text ?? text)
      if text.split(whereSeparator: \.isNewline).count > 1 { decisiveLine = line }
      otherFailures = others.map(OtherFailure.init)
    } else {
      match(text)
    }
    fitting = Self.ranked(fitting)
    possible = Self.ranked(possible)
    related = Self.ranked(related)
  }

  private var isSettled: Bool { !fitting.isEmpty && fitting.contains { !$0.leavesOpen } }

  /// A code alone, with a substatus or an error of Windows, or with both as they stand in IIS's log.
  private static func numbers(_ text: String) -> (Int, Substatus?, WindowsError?)? {
    let words = text.split { $0 == " " || $0 == "." || $0 == "\t" }
    guard let first = words.first, words.count <= 3, first.utf8.count == 3,
      first.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let code = Int(first), 100...699 ~= code
    else { return nil }
    let numbers = words.dropFirst()
    guard numbers.allSatisfy({ $0 == "0" || WindowsError($0) != nil }) else { return nil }
    let substatus = numbers.last.flatMap { Int($0) }.flatMap { $0 == 0 ? nil : Substatus($0) }
    // Substatuses end at 55, and most errors of Windows beside FTP replies are above that.
    let isError = numbers.count == 2 || substatus == nil
    return (code, substatus, isError ? numbers.first.flatMap { WindowsError($0) } : nil)
  }

  /// A line of a text.
  private static func line(_ number: Int, of text: String) -> DecisiveLine? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.indices.contains(number - 1) else { return nil }
    return DecisiveLine(number: number, text: String(lines[number - 1]))
  }

  /// The surest first; a sort that keeps the order of the table.
  private static func ranked(_ symptoms: [Symptom]) -> [Symptom] {
    Symptom.Confidence.allCases.flatMap { confidence in symptoms.filter { $0.confidence == confidence } }
  }
}

// MARK: - Numbers

extension SymptomSearch {
  /// Finds the symptoms of codes, of any code if there is none; a known substatus decides, else an error of Windows does.
  private mutating func narrow(
    _ codes: [Int], to substatus: Substatus?, _ windowsError: WindowsError?, logLine: String? = nil
  ) {
    self.codes = codes
    self.substatus = substatus
    self.windowsError = windowsError
    let ofCode = Symptom.all.filter { codes.isEmpty || !Set($0.replies).isDisjoint(with: codes) }
    let byError = windowsError.map { Self.symptoms(of: $0, ofCode) } ?? []
    if let substatus, byError.isEmpty || !substatus.isGeneral {
      fitting = Self.symptoms(of: substatus, ofCode)
    } else {
      fitting = byError
    }
    guard fitting.isEmpty, !codes.isEmpty else { return }
    if let logLine { fitting = ofCode.filter { $0.fits(logLine) } }
    related = ofCode.filter { symptom in !fitting.contains { $0.id == symptom.id } }
  }

  /// The symptoms with the substatus, each with the cause that it tells; of several with one cause the first.
  private static func symptoms(of substatus: Substatus, _ ofCode: [Symptom]) -> [Symptom] {
    let listed = ofCode.filter { $0.substatuses.contains(substatus.number) }
    let found = listed.isEmpty ? Symptom.all.filter { $0.substatuses.contains(substatus.number) } : listed
    var causes: Set<String> = []
    return found.map { $0.narrowed(to: substatus) }.filter { causes.insert($0.cause).inserted }
  }

  /// The symptoms with the error, each with the cause that it tells.
  private static func symptoms(of error: WindowsError, _ ofCode: [Symptom]) -> [Symptom] {
    let listed = ofCode.filter { $0.windowsErrors.contains(error) }
    let found = listed.isEmpty ? Symptom.all.filter { $0.windowsErrors.contains(error) && $0.replies.isEmpty } : listed
    return found.map { $0.narrowed(to: error) }
  }
}

// MARK: - Messages

extension SymptomSearch {
  /// Finds the symptoms of a message, or of the part of a session that tells how it failed.
  private mutating func match(_ text: String) {
    let transcript = Transcript(CurlError.normalized(text))
    let matcher = SymptomMatcher()
    guard let index = Self.decisivePart(of: transcript, matcher) else {
      return
    }
    let part = transcript.parts[index]
    let context = transcript.context(upTo: index)
    if transcript.parts.count > 1 {
      decisiveLine = DecisiveLine(
        number: part.line, text: String(part.text.prefix { !$0.isNewline }))
    }
    codes = part.replies.map(\.code)
    curlError = CurlError(quotedIn: part.text)
    passiveReply = transcript.parts[...index].reversed().lazy.compactMap { try? PassiveReply($0.text) }.first
    windowsError = WindowsError(resultIn: part.text)
    if let details = Substatus(detailsIn: part.text) {
      narrow(codes.filter { $0 >= 400 }, to: details, windowsError ?? WindowsError(quotedIn: part.text))
      return
    }
    findWords(in: part, context, matcher)
  }

  /// Finds the symptoms of the words in a part.
  private mutating func findWords(
    in part: Transcript.Part, _ context: Transcript.Context, _ matcher: SymptomMatcher
  ) {
    fitting = matcher.proved(by: part, context).map { symptom in
      windowsError.map { symptom.narrowed(to: $0) } ?? symptom
    }
    if part.refuses, fitting.isEmpty || fitting.allSatisfy({ $0.id == "550-authz" }),
      let quoted = WindowsError(quotedIn: part.text)
    {
      narrow(codes, to: nil, quoted)
    }
    if !part.refuses {
      possible = matcher.hinted(by: part, context)
      if part.replies.isEmpty, let quoted = WindowsError(quotedIn: part.text) {
        possible += Symptom.all.filter { $0.windowsErrors.contains(quoted) }.map { $0.narrowed(to: quoted) }
      }
    }
    let codes = codes + (passiveReply == nil ? [] : [passiveReply?.address == nil ? 229 : 227])
    related = Symptom.all.filter { !Set($0.replies).isDisjoint(with: codes) }
    addPrivateAddress()
    if isSettled || !fitting.isEmpty && !part.refuses { related = [] }
    if fitting.contains(where: \.namesAHandshakeFault) { possible.removeAll(where: \.isOfHandshake) }
    possible.removeAll { symptom in fitting.contains { $0.id == symptom.id } }
    related.removeAll { symptom in (fitting + possible).contains { $0.id == symptom.id } }
  }

  /// Symptoms of private addresses count where the reply has one, and only there.
  private mutating func addPrivateAddress() {
    guard let address = passiveReply?.address, codes.allSatisfy({ $0 < 400 || $0 == 425 }) else { return }
    related.removeAll { $0.isOfPrivateAddress }
    if address.isReplacedByClients { possible += Symptom.all.filter { $0.isOfPrivateAddress } }
  }

  /// The part that tells how a session failed: the last one whose words prove something, else the last refusal, else the
  /// last that hints at something; the last one at all where it is the only one.
  private static func decisivePart(of transcript: Transcript, _ matcher: SymptomMatcher) -> Int? {
    let parts = transcript.parts
    guard parts.count > 1 else { return parts.indices.first }
    var candidates = Array(parts.indices)
    if parts.count > shortest { candidates = candidates.filter { parts[$0].mayTellAFailure }.suffix(shortest) }
    func isProof(_ index: Int) -> Bool {
      !matcher.proved(by: parts[index], transcript.context(upTo: index)).isEmpty
        || Substatus(detailsIn: parts[index].text) != nil
        || parts[index].refuses && WindowsError(quotedIn: parts[index].text) != nil
    }
    if let proof = candidates.last(where: isProof) {
      // What the client says of a refusal just above is no cause of its own.
      let refusal = parts[...proof].indices.suffix(3).last { parts[$0].refuses && isProof($0) }
      return refusal ?? proof
    }
    return candidates.last { parts[$0].refuses }
      ?? candidates.last { !matcher.hinted(by: parts[$0], transcript.context(upTo: $0)).isEmpty }
      ?? parts.indices.last { (try? PassiveReply(parts[$0].text)) != nil } ?? parts.indices.last
  }

  /// How many parts are all looked at, and how many of more.
  private static let shortest = 40
}

extension Transcript.Part {
  /// Whether a part of a long session is worth a look at all.
  fileprivate var mayTellAFailure: Bool {
    if refuses || !text.utf8.allSatisfy({ $0 < 0x80 }) { return true }
    let text = text.lowercased()
    return Self.marks.contains { text.contains($0) }
  }

  private static let marks = [
    "error", "fail", "timed", "timeout", "time-out", "refus", "reset", "close", "cannot", "can't", "could not",
    "couldn't",
    "unable", "denied", "mismatch", "invalid", "unrout", "certificate", "alert", "eof", "curl", "lost", "abort", "not ",
    "exception", "ssh-", "sec_e", "0x8", "fatal", "bogus", "address", "10054", "10060", "10061",
  ]
}

extension SymptomSearch.OtherFailure {
  fileprivate init(_ kind: ServerLogFailure.Kind) {
    status = kind.key.status
    substatus = kind.key.substatus
    windowsError = kind.key.windowsError
    count = kind.count
    lastLine = kind.lastLine
  }
}

extension Symptom {
  /// Whether its pattern finds it in a line of IIS's log.
  fileprivate func fits(_ line: String) -> Bool {
    guard let regex = pattern.flatMap({ try? Regex($0).ignoresCase() }) else { return false }
    return line.contains(regex)
  }

  private static let handshakeFaults = Set(ofCertificates.map(\.id) + ["tls-version"])
  private static let ofHandshakes = handshakeFaults.union(ofTLS.map(\.id))

  /// Whether it says what exactly a handshake failed for, so that words which any failure shares say nothing more.
  fileprivate var namesAHandshakeFault: Bool { Self.handshakeFaults.contains(id) }

  /// Whether it is of handshakes at all.
  fileprivate var isOfHandshake: Bool { Self.ofHandshakes.contains(id) }

  /// Whether it comes of a private address in the answer to PASV.
  fileprivate var isOfPrivateAddress: Bool { ["unroutable-pasv", "unroutable-pasv-fatal"].contains(id) }
}

extension IPv4Address {
  /// Whether clients that mend replies take this address for one that cannot be meant.
  ///
  /// Sources: libfilezilla, iputils.cpp; WinSCP, FtpControlSocket.cpp.
  fileprivate var isReplacedByClients: Bool {
    [.privateUse, .loopback, .linkLocal, .unspecified].contains(scope)
  }
}
