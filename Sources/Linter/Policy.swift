/// What a project decides of rules: how bad findings are to it, and where a rule's limits lie.
public struct Policy: Hashable, Sendable {
  /// Who made a choice, so that a report can say why a finding is as bad as it is.
  public enum Origin: Hashable, Sendable {
    /// Nobody: the rule's own.
    case rule
    /// The user of a command.
    case option
    /// A file of the project's.
    case file(path: String)
  }

  /// How bad a rule's findings are to be.
  public struct Choice: Hashable, Sendable {
    /// What they are; nothing where the rule is not to run.
    public let severity: Severity?
    /// Who says so.
    public let origin: Origin

    /// A choice.
    public init(_ severity: Severity?, by origin: Origin) {
      self.severity = severity
      self.origin = origin
    }
  }

  /// Which findings are shown, and which count.
  public var profile = Profile.reachability
  private var choices: [String: Choice] = [:]
  private var values: [RuleSetting: Int] = [:]

  /// What holds where nobody decides anything: the catalogue.
  public init() {}

  /// How bad a rule's findings are, and who says so.
  public func choice(for rule: Rule) -> Choice { choices[rule.id] ?? Choice(rule.severity, by: .rule) }

  /// Chooses how bad a rule's findings are.
  public mutating func choose(_ choice: Choice, for rule: Rule) { choose(choice, forRule: rule.id) }

  /// Chooses how bad the findings of the rule of this id are.
  public mutating func choose(_ choice: Choice, forRule id: String) {
    choices[id] = choice
  }

  /// A limit of a rule.
  public func value(of setting: RuleSetting) -> Int { values[setting] ?? setting.standard }

  /// Sets a limit of a rule; throws where the value makes no sense.
  public mutating func set(_ setting: RuleSetting, to value: Int) throws(OutOfBounds) {
    guard setting.bounds.contains(value) else { throw OutOfBounds(setting: setting, value: value) }
    values[setting] = value
  }
}

/// A value that is out of a setting's bounds.
public struct OutOfBounds: Error, Hashable, Sendable {
  /// The setting.
  public let setting: RuleSetting
  /// The value.
  public let value: Int
}
