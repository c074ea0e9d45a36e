public import IISConfiguration
public import Reachability

/// A lint rule: what it looks for, why, and examples that are its tests and its documentation.
public struct Rule: Sendable, Identifiable {
  /// The part of the catalogue that a rule stands in.
  public enum Topic: String, CaseIterable, Sendable {
    /// Whether the file can be read, and says what its author meant.
    case reading = "Reading the file"
    /// Where sites listen.
    case bindings = "Bindings"
    /// The server-wide range of passive data ports.
    case passivePorts = "Passive ports"
    /// The address that PASV replies name.
    case externalAddress = "External address"
    /// Encryption.
    case tls = "TLS"
    /// Who gets in, and what they may do.
    case access = "Access"
    /// What the files that describe a server's environment tell: firewalls, addresses, load balancers.
    case environment = "The environment"
  }

  /// What a rule looks at.
  public enum Check: Sendable {
    /// A file that could not be read; the failure itself says all.
    case failure(ReadingFailure.Kind)
    /// Any file that could be read.
    case file(@Sendable (Configuration, inout RuleContext) -> Void)
    /// The server as a whole, if it has an FTP site.
    case server(@Sendable (Configuration, inout RuleContext) -> Void)
    /// Each FTP site.
    case site(@Sendable (FTPSite, inout RuleContext) -> Void)
    /// The server in its environment, if that is described and there is an FTP site.
    case environment(@Sendable (ServerContext, inout RuleContext) -> Void)
    /// The server with its certificates, if its environment is described and there is an FTP site.
    case certificates(@Sendable (ServerContext, inout RuleContext) -> Void)
  }

  /// Names the problem in kebab case; a contract with pipelines, so that a better name makes this one an alias.
  public let id: String
  /// The part of the catalogue.
  public let topic: Topic
  /// Names that the rule had before; they are still taken for it.
  public let aliases: [String]
  /// Where the rule stands in its life.
  public let status: RuleStatus
  /// How bad a finding is unless the check or a ``Policy`` says otherwise.
  public let severity: Severity
  /// What its findings are about, unless they stop sessions.
  public let concern: Concern
  /// The limits that a project may draw elsewhere.
  public let settings: [RuleSetting]
  /// What must be said before it knows a fix; nothing where it needs nothing, or knows none.
  public let fixValue: FixValue?
  /// One sentence: when it fires.
  public let summary: String
  /// Markdown: why it matters, how to mend it, and the public sources.
  public let rationale: String
  /// Files that it rejects, the places marked, and near misses that it accepts.
  ///
  /// Made when somebody asks: a run that only checks files needs none.
  public var examples: [Example] { makeExamples() }
  /// What it does.
  public let check: Check
  private let makeExamples: @Sendable () -> [Example]

  /// A rule.
  public init(
    id: String, aliases: [String] = [], status: RuleStatus = .stable(since: "0.1.0"), topic: Topic,
    severity: Severity, concern: Concern = .reachability, settings: [RuleSetting] = [], fixValue: FixValue? = nil,
    summary: String, rationale: String,
    examples: @autoclosure @escaping @Sendable () -> [Example], check: Check
  ) {
    self.id = id
    self.aliases = aliases
    self.status = status
    self.settings = settings
    self.fixValue = fixValue
    self.topic = topic
    self.severity = severity
    self.concern = concern
    self.summary = summary
    self.rationale = rationale
    makeExamples = examples
    self.check = check
  }
}

extension Rule: CustomStringConvertible {
  /// The id, so that test logs stay short.
  public var description: String { id }
}
