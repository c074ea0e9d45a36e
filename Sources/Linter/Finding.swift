public import IISConfiguration
public import Reachability

/// One thing that a rule found: plain data, which reports only render.
public struct Finding: Hashable, Sendable {
  /// The rule's id.
  public let rule: String
  /// How bad it is here.
  public internal(set) var severity: Severity
  /// What is wrong: one line, lower case, no full stop.
  public let message: String
  /// Why it matters here.
  public internal(set) var notes: [String]
  /// What to do.
  public internal(set) var help: String?
  /// The names of the sites concerned, in the file's order; none for the server as a whole.
  public internal(set) var sites: [String]
  /// Where, if there is a place.
  public let range: ByteRange?
  /// The file of the environment that it is in; nothing for the configuration itself.
  public internal(set) var path: String? = nil
  /// The sessions that it stops; none where it stops nobody, such as what is only unsafe.
  public internal(set) var stops: [StoppedSessions] = []
}

extension Finding: Comparable {
  /// A total order, so that output never depends on the order of rules: file, place, rule, message.
  ///
  /// The configuration comes before the files of the environment.
  public static func < (left: Self, right: Self) -> Bool {
    if left.path != right.path {
      guard let path = left.path else { return true }
      guard let other = right.path else { return false }
      return path < other
    }
    if left.range != right.range {
      guard let place = left.range else { return true }
      guard let other = right.range else { return false }
      return place < other
    }
    return (left.rule, left.message) < (right.rule, right.message)
  }
}
