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
    /// Not established by anybody.
    case unknown
  }

  /// A stable name, in lower case.
  public let id: String
  /// Where it is seen.
  public let channel: Channel
  /// A regular expression, as Swift's `Regex` reads it, that finds it in a message or a log line; nothing for a symptom
  /// that only numbers tell.
  public let pattern: String?
  /// Such an expression for messages that many causes share, so that it proves nothing; nothing where there are none.
  public let possiblePattern: String?
  /// Reply codes that come with it; none where it has none.
  public let replies: [Int]
  /// Substatuses of IIS that come with it (`sc-substatus`); none where it has none.
  public let substatuses: [Int]
  /// Errors of Windows that come with it; none where it has none.
  public let windowsErrors: [WindowsError]
  /// Errors of libcurl that come with it and nothing else; none where it has none.
  public let curlErrors: [CurlError]
  /// Whether others of its reply code may be behind it all the same.
  public let leavesOpen: Bool
  /// What is seen, in a few words.
  public let appearance: String
  /// What is behind it, and what to do.
  public private(set) var explanation: Explanation
  /// How sure the cause is.
  public private(set) var confidence: Confidence
  /// The source, for people to read.
  public private(set) var source: String
  /// The substatus that told which of its causes it is; nothing where none did.
  public private(set) var substatus: Substatus?
  /// The error of Windows that told which of its causes it is; nothing where none did.
  public private(set) var windowsError: WindowsError?

  init(
    _ id: String, _ channel: Channel, _ pattern: String? = nil, possibly possiblePattern: String? = nil,
    replies: [Int] = [], substatuses: [Int] = [], windowsErrors: [WindowsError] = [], curlErrors: [CurlError] = [],
    leavesOpen: Bool = false, seen appearance: String, cause: String, remedy: String, _ confidence: Confidence,
    source: String
  ) {
    self.id = id
    self.channel = channel
    self.pattern = pattern
    self.possiblePattern = possiblePattern
    self.replies = replies
    self.substatuses = substatuses
    self.windowsErrors = windowsErrors
    self.curlErrors = curlErrors
    self.leavesOpen = leavesOpen
    self.appearance = appearance
    explanation = Explanation(cause: cause, remedy: remedy)
    self.confidence = confidence
    self.source = source
  }
}

/// What is behind something, and what to do.
public struct Explanation: Hashable, Sendable {
  /// What is behind it.
  public let cause: String
  /// What to do.
  public let remedy: String
}

extension Symptom {
  /// What is behind it.
  public var cause: String { explanation.cause }

  /// What to do.
  public var remedy: String { explanation.remedy }

  /// The symptom with the one cause that a substatus tells; itself where that tells none.
  func narrowed(to substatus: Substatus) -> Symptom {
    guard let explanation = substatus.explanation else { return self }
    var symptom = self
    symptom.explanation = explanation
    symptom.confidence = .high
    symptom.source = Self.statusCodes
    symptom.substatus = substatus
    return symptom
  }

  /// The symptom with the one cause that an error of Windows tells; itself where that tells none.
  func narrowed(to error: WindowsError) -> Symptom {
    guard windowsErrors.contains(error), let explanation = error.explanation else { return self }
    var symptom = self
    symptom.explanation = explanation
    symptom.windowsError = error
    return symptom
  }
}

extension Symptom {
  /// All symptoms that something is known of.
  public static let all =
    ofReplies + ofFiles + ofLogons + ofAddresses + ofConnections + ofTLS + ofCertificates + ofOtherProtocols

  /// The symptom with this id.
  public static func with(id: String) -> Symptom? { byID[id] }

  private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

  /// Microsoft's list of reply codes and substatuses.
  static let statusCodes = "Microsoft Learn, \"FTP status codes in IIS 7.0 and later versions\""

  /// Microsoft's account of what its FTP service logs where a data connection is reset.
  static let changes = "Microsoft Learn, \"Changes in Microsoft FTP\""

  /// Microsoft's lists of the errors of Windows.
  static let systemErrors = "Microsoft Learn, \"System Error Codes\""
}
