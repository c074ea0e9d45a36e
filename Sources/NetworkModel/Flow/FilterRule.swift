internal import IISConfiguration
public import Text

/// What a packet filter does with a connection.
public enum FilterAction: String, Hashable, Sendable {
  /// Lets it through.
  case allow
  /// Stops it.
  case block
}

/// A rule of a packet filter: which connections it is about, and what becomes of them.
///
/// A rule may be about more connections than can be said for sure, say because it names a group of machines that no file
/// lists. The filter then knows the verdict only where it is the same either way.
public struct FilterRule: Hashable, Sendable {
  /// Which rule it is.
  public let origin: RuleOrigin
  /// What becomes of the connections.
  public let action: FilterAction
  /// The connections that it is about for sure; none if there are none.
  public let certain: Flow?
  /// The connections that it may be about; all that are certain are in it.
  public let possible: Flow
  /// Why the two differ: `its source is the application security group "web"`.
  public let doubt: Message?
  /// The one thing on which the doubt hangs, such as who is in a group: rules with one condition are about what they
  /// may be about all together, or none of them is.
  public let condition: String?
  /// Whether the rule is certainly about all that it may be about, which every decision asks.
  let isCertain: Bool

  /// A rule about exactly these connections.
  public init(_ origin: RuleOrigin, _ action: FilterAction, _ flow: Flow) {
    self.init(origin, action, certain: flow, possible: flow, doubt: nil)
  }

  /// A rule of which it is not known exactly which connections it is about.
  public init(
    _ origin: RuleOrigin, _ action: FilterAction, certain: Flow?, possible: Flow, doubt: Message?,
    condition: String? = nil
  ) {
    self.origin = origin
    self.action = action
    self.certain = certain
    self.possible = possible
    self.doubt = doubt
    self.condition = condition
    isCertain = certain == possible
  }

  /// The rule, of which it is not known whether it matches at all.
  func doubted(_ reason: Message) -> FilterRule {
    FilterRule(origin, action, certain: nil, possible: possible, doubt: reason)
  }
}

/// What a packet filter does where no rule matches.
public struct FilterDefault: Hashable, Sendable {
  /// What becomes of the connections.
  public let action: FilterAction
  /// What holds then, and what a report calls it: `the default of the public profile`.
  public let origin: RuleOrigin

  /// A default.
  public init(_ action: FilterAction, _ origin: RuleOrigin) {
    self.action = action
    self.origin = origin
  }

  /// What a filter does where no rule matches.
  init(_ action: FilterAction, of filter: FilterID, _ name: RuleName, at place: Location? = nil) {
    self.init(action, RuleOrigin(.policyDefault, of: filter, name, at: place))
  }
}
