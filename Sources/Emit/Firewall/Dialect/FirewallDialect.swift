public import Reachability
public import Text

/// What a dialect has no words for.
public struct UnsupportedByTarget: Error, Hashable, Sendable {
  /// The opening that cannot be written.
  public let opening: Opening
  /// Why, as a line without a full stop.
  public let reason: Message
}

/// A language of firewall rules; a protocol so that ``FirewallScript`` treats all alike.
protocol FirewallDialect: Sendable {
  /// The output that opens what the plan says; applying it again changes nothing.
  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String
}

/// A language whose outputs do something once, so that another one can undo it.
protocol ReversibleDialect: FirewallDialect {
  /// The script that takes the same rules away.
  func renderRemoval(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String
}
