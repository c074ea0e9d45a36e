/// Something that people see when FTPS fails, and what is behind it.
public struct Symptom: Hashable, Sendable {
  /// Where it is seen.
  public enum Channel: String, CaseIterable, Hashable, Sendable {
    /// In what a client says.
    case client
    /// In a reply of the server.
    case reply
    /// In the log of IIS.
    case log
    /// In the order of a session's commands and replies.
    case session
    /// In Azure.
    case azure
  }

  /// How sure the cause is.
  public enum Confidence: String, CaseIterable, Hashable, Sendable {
    /// Documented, read in source code or measured.
    case high
    /// Seen in several places.
    case medium
    /// Inferred.
    case low
  }

  /// A stable name, in lower case.
  public let id: String
  /// Where it is seen.
  public let channel: Channel
  /// A regular expression, as Swift's `Regex` reads it, that finds it in a message or a log line.
  public let pattern: String
  /// Such an expression for messages that many causes share, so that it proves nothing; nothing where there are none.
  public let possiblePattern: String?
  /// Reply codes that come with it; none where it has none.
  public let replies: [Int]
  /// Substatuses of IIS that come with it (`sc-substatus`); none where it has none.
  public let substatuses: [Int]
  /// What is seen, in a few words.
  public let appearance: String
  /// What is behind it.
  public let cause: String
  /// What to do.
  public let remedy: String
  /// How sure the cause is.
  public let confidence: Confidence
  /// The source, for people to read.
  public let source: String

  init(
    _ id: String, _ channel: Channel, _ pattern: String, possibly possiblePattern: String? = nil, replies: [Int] = [],
    substatuses: [Int] = [], seen appearance: String, cause: String, remedy: String, _ confidence: Confidence,
    source: String
  ) {
    self.id = id
    self.channel = channel
    self.pattern = pattern
    self.possiblePattern = possiblePattern
    self.replies = replies
    self.substatuses = substatuses
    self.appearance = appearance
    self.cause = cause
    self.remedy = remedy
    self.confidence = confidence
    self.source = source
  }
}

extension Symptom {
  /// All symptoms that something is known of.
  public static let all = ofReplies + ofLogons + ofAddresses + ofConnections + ofTLS

  /// The symptom with this id.
  public static func with(id: String) -> Symptom? { byID[id] }

  private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

  /// Microsoft's list of reply codes and substatuses.
  static let statusCodes = "Microsoft Learn, \"FTP status codes in IIS 7.0 and later versions\""

  /// Microsoft's account of what its FTP service logs where a data connection is reset.
  static let changes = "Microsoft Learn, \"Changes in Microsoft FTP\""
}
