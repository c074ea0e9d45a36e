/// When a rule of Azure Firewall is looked at, as far as files tell.
///
/// DNAT rules come first of all; among them the group of collections with the lowest number, and in it the collection with
/// the lowest number. Firewalls without a policy have no groups (Azure documentation, "Azure Firewall rule processing logic").
public struct AzureFirewallOrder: Hashable, Sendable {
  /// Something that has a number, by which it comes before others of its kind or after them.
  public struct Step: Hashable, Sendable {
    /// Which it is, within what is around it.
    public let name: String
    /// Its number; nothing where the file does not tell.
    public let priority: Int?

    /// A step.
    public init(name: String, priority: Int?) {
      self.name = name
      self.priority = priority
    }
  }

  /// The firewall or the policy that the rule stands in; nothing where the file does not tell.
  public let owner: ResourceID?
  /// The group and the collection, or the collection alone.
  public let steps: [Step]

  /// An order.
  public init(owner: ResourceID?, steps: [Step]) {
    self.owner = owner
    self.steps = steps
  }

  /// Whether this comes before another; nothing where numbers are missing or the same, and for rules of two policies, of
  /// which one may be the other's parent.
  public func precedes(_ other: AzureFirewallOrder) -> Bool? {
    guard let owner, let theirs = other.owner, owner.isSame(as: theirs), steps.count == other.steps.count else {
      return nil
    }
    for (own, their) in zip(steps, other.steps) where own != their {
      guard let number = own.priority, let otherNumber = their.priority, number != otherNumber else { return nil }
      return number < otherNumber
    }
    // In one collection no rule has a number.
    return nil
  }
}
