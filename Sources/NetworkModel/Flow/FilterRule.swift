public import IISConfiguration

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
  /// The rule's name, as its owner knows it.
  public let name: String
  /// Where the rule stands.
  public let place: Location?
  /// What becomes of the connections.
  public let action: FilterAction
  /// The connections that it is about for sure; none if there are none.
  public let certain: Flow?
  /// The connections that it may be about; all that are certain are in it.
  public let possible: Flow
  /// Why the two differ: `its source is the application security group "web"`.
  public let doubt: String?
  /// The one thing on which the doubt hangs, such as who is in a group: rules with one condition are about what they
  /// may be about all together, or none of them is.
  public let condition: String?

  /// A rule about exactly these connections.
  public init(_ name: String, _ action: FilterAction, _ flow: Flow, at place: Location? = nil) {
    self.init(name, action, certain: flow, possible: flow, doubt: nil, at: place)
  }

  /// A rule of which it is not known exactly which connections it is about.
  public init(
    _ name: String, _ action: FilterAction, certain: Flow?, possible: Flow, doubt: String?, condition: String? = nil,
    at place: Location? = nil
  ) {
    self.name = name
    self.action = action
    self.certain = certain
    self.possible = possible
    self.doubt = doubt
    self.condition = condition
    self.place = place
  }
}

/// What a packet filter does where no rule matches.
public struct FilterDefault: Hashable, Sendable {
  /// What becomes of the connections.
  public let action: FilterAction
  /// What a report calls it: `the default of the public profile`.
  public let name: String
  /// Where it is set, if it is.
  public let place: Location?

  /// A default.
  public init(_ action: FilterAction, _ name: String, at place: Location? = nil) {
    self.action = action
    self.name = name
    self.place = place
  }
}
