/// An error of Windows that stands beside an FTP reply in a log, in a reply itself, or in what a client says.
///
/// What is known of each is in ``known``.
public struct WindowsError: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The number: a system error code, or an HRESULT from 0x80000000 on.
  public let code: UInt32

  /// The error with this number.
  public init(integerLiteral code: UInt32) {
    self.code = code
  }

  /// An error as logs and programs write it: in decimal, also below zero, or in hexadecimal behind `0x`; nothing for
  /// what is no number, and for 0.
  ///
  /// An HRESULT that wraps a system error code (0x8007…) is that code ([MS-ERREF] section 2.1.2).
  public init?(_ text: some StringProtocol) {
    let number: UInt32?
    if text.lowercased().hasPrefix("0x") {
      number = UInt32(text.dropFirst(2), radix: 16)
    } else {
      number = UInt32(text) ?? Int32(text).map(UInt32.init(bitPattern:))
    }
    guard let number, number != 0 else { return nil }
    code = number >> 16 == 0x8007 ? number & 0xFFFF : number
  }

  /// Whether it is an HRESULT, such as those of Schannel.
  public var isResult: Bool { code >= 0x8000_0000 }

  /// The number as Microsoft's tables have it.
  public var text: String { isResult ? "0x" + String(code, radix: 16, uppercase: true) : String(code) }

  /// What the error means, in Microsoft's words; nothing for one that is not in the table.
  public var meaning: String? { Self.known[self]?.meaning }

  /// The command that tells what it means.
  public var lookup: String { isResult ? "certutil -error \(text)" : "net helpmsg \(text)" }

  /// What is behind it on a server for FTP, if it tells that alone.
  var explanation: Explanation? {
    guard let row = Self.known[self], !row.cause.isEmpty else { return nil }
    return Explanation(cause: row.cause, remedy: row.remedy)
  }
}

extension WindowsError {
  /// The error whose words a server's reply quotes; of several the one with the most words.
  init?(quotedIn reply: String) {
    let reply = reply.lowercased()
    let found = Self.known.flatMap { error, row in
      row.quotations.filter { reply.contains($0) }.map { (error, $0.utf8.count) }
    }
    guard let longest = found.max(by: { ($0.1, $1.0.code) < ($1.1, $0.0.code) }) else { return nil }
    self = longest.0
  }

  /// The HRESULT in a message, in hexadecimal or in decimal.
  init?(resultIn message: String) {
    let spelling = #"(?:^|[^\w.\-])(0x[89][0-9a-f]{7}|-?2[0-9]{9})(?!\w)"#
    guard let regex = try? Regex(spelling).ignoresCase() else { return nil }
    let results = message.matches(of: regex).compactMap { $0.output[1].substring.flatMap { WindowsError($0) } }
    guard let result = results.first(where: { Self.known[$0] != nil }) ?? results.first(where: \.isResult) else {
      return nil
    }
    self = result
  }

  /// What is known of an error.
  struct Row: Sendable {
    /// Its meaning, in Microsoft's words.
    let meaning: String
    /// What is behind it on a server for FTP; empty where the meaning is all that is known.
    let cause: String
    /// What to do.
    let remedy: String
    /// The words by which replies quote it, in lower case; none for errors of the network, which are the client's own.
    let quotations: [String]

    init(_ meaning: String, before: String? = nil, cause: String = "", remedy: String = "") {
      self.init(meaning, [meaning] + (before.map { [$0] } ?? []), cause, remedy)
    }

    /// An error that no reply quotes.
    static func unquoted(_ meaning: String, cause: String = "", remedy: String = "") -> Self {
      Self(meaning, [], cause, remedy)
    }

    private init(_ meaning: String, _ quotations: [String], _ cause: String, _ remedy: String) {
      self.meaning = meaning
      self.cause = cause
      self.remedy = remedy
      self.quotations = quotations.map { String($0.lowercased().drop(atEnd: ".")) }
    }
  }
}

extension String {
  fileprivate func drop(atEnd character: Character) -> Substring { last == character ? dropLast() : self[...] }
}
