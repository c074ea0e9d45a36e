public import IISConfiguration
public import Text

/// The rule or default that decided, and the filter that it belongs to.
public struct DecidingRule: Hashable, Sendable {
  /// What a report calls the filter: `network security group nsg-ftp`.
  public let filter: Message
  /// Which rule or default it is.
  public let origin: RuleOrigin

  /// The name of the rule, or what the default is called.
  public var rule: Message { origin.name.title }

  /// Whether it is a default, which decides where no rule matches.
  public var isDefault: Bool { origin.isPolicy }

  /// Where it stands, if it stands anywhere.
  public var place: Location? { origin.place }

  /// The ruling under another name of the filter.
  func renamed(_ filter: Message) -> DecidingRule { DecidingRule(filter: filter, origin: origin) }
}

/// What becomes of connections.
public enum FilterVerdict: Hashable, Sendable {
  /// They get through, by this ruling; after several filters, by that of the last.
  case allowed(by: DecidingRule)
  /// They are stopped, by this ruling.
  case blocked(by: DecidingRule)
  /// It is not known; the reason says what is missing, the ruling which rule it is about.
  case unknown(reason: FilterDoubt, at: DecidingRule)
}

extension FilterVerdict {
  /// The ruling that the verdict rests on.
  public var decidingRule: DecidingRule {
    switch self {
    case .allowed(let decidingRule), .blocked(let decidingRule), .unknown(_, let decidingRule): decidingRule
    }
  }

  /// Whether the connections get through.
  public var isAllowed: Bool { if case .allowed = self { true } else { false } }

  /// Whether the connections are stopped.
  public var isBlocked: Bool { if case .blocked = self { true } else { false } }

  /// Whether it is not known.
  public var isUnknown: Bool { if case .unknown = self { true } else { false } }

  /// Whether another verdict is of the same kind, whoever decided.
  func isAlike(_ other: FilterVerdict) -> Bool {
    isAllowed == other.isAllowed && isBlocked == other.isBlocked
  }
}
