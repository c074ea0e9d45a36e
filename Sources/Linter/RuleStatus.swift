/// Where a rule stands in its life; ids are a contract with pipelines, and none is used for something else.
public enum RuleStatus: Hashable, Sendable {
  /// It holds since a version of the tool.
  case stable(since: String)
  /// It still runs, and will not for ever.
  case deprecated(since: String, reason: String)
}

/// A rule that once was; its id is known for ever, so that a pipeline that names it is told what became of it.
public struct RemovedRule: Hashable, Sendable, Identifiable {
  /// The id that it had.
  public let id: String
  /// The version that no longer has it.
  public let since: String
  /// Why, and what looks for the same now.
  public let reason: String

  /// A rule that once was.
  public init(id: String, since: String, reason: String) {
    self.id = id
    self.since = since
    self.reason = reason
  }
}
