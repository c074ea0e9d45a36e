public import IISConfiguration
public import Reachability
public import Text

/// One thing that a rule found: plain data, which reports only render.
///
/// A class, because there may be hundreds of thousands, which are collected, put in order and merged; it never changes.
public final class Finding: Sendable {
  /// The rule's id.
  public let rule: String
  /// The rule's number in the catalogue.
  let number: Int
  /// How bad it is here.
  public let severity: Severity
  /// What it says.
  public let statement: Statement
  /// The names of the sites concerned, in the file's order; none for the server as a whole.
  public let sites: [String]
  /// Where, if there is a place: in the configuration or in a file of the environment.
  public let location: Location?
  /// Other places that it speaks of, in the order in which they are to be read.
  public let related: [RelatedLocation]
  /// What would mend it; each alone is enough.
  public let fixes: [Fix]
  /// The sessions that it stops; none where it stops nobody, such as what is only unsafe.
  public let stops: [StoppedSessions]
  /// What it is about: what stops sessions is never advice on safety alone.
  public let concern: Concern
  /// Whether it can make a gate fail: as the project's ``Profile`` says, and unless it is waived.
  public let counts: Bool
  /// What the project has decided to live with, if it has.
  public let waiver: Waiver?

  init(
    rule: String, number: Int, severity: Severity, statement: Statement, sites: [String] = [],
    location: Location? = nil, related: [RelatedLocation] = [], fixes: [Fix] = [], stops: [StoppedSessions] = [],
    concern: Concern, counts: Bool, waiver: Waiver? = nil
  ) {
    self.rule = rule
    self.number = number
    self.severity = severity
    self.concern = concern
    self.counts = counts
    self.waiver = waiver
    self.statement = statement
    self.sites = sites
    self.location = location
    self.related = related
    self.fixes = fixes
    self.stops = stops
  }

  /// What is wrong: one line, lower case, no full stop.
  public var message: Message { statement.message }

  /// Why it matters here.
  public var notes: [Message] { statement.notes }

  /// What to do.
  public var help: Message? { statement.help }

  /// Where, in the file that ``location`` names.
  public var range: ByteRange? { location?.range }
}

extension Finding: CustomStringConvertible {
  /// Rule and message, so that test logs stay short.
  public var description: String { "\(severity.rawValue)[\(rule)]: \(message)" }
}

extension Finding {
  /// What the reader of a file says of it.
  ///
  /// It counts whatever the project looks at: nobody knows what the file has.
  convenience init(_ failure: ReadingFailure, of rule: RunningRule, in path: String) {
    self.init(
      rule: rule.id, number: rule.number, severity: rule.severity(nil),
      statement: Statement(failure.message, notes: [], help: failure.help),
      location: failure.range.map { Location(path, $0) }, concern: .reachability, counts: true)
  }

  /// The same, of these sites alone.
  func of(_ sites: [String]) -> Finding {
    Finding(
      rule: rule, number: number, severity: severity, statement: statement, sites: sites, location: location,
      related: related, fixes: fixes, stops: stops, concern: concern, counts: counts, waiver: waiver)
  }

  /// The same, waived.
  func waived(by waiver: Waiver) -> Finding {
    Finding(
      rule: rule, number: number, severity: severity, statement: statement, sites: sites, location: location,
      related: related, fixes: fixes, stops: stops, concern: concern, counts: false, waiver: waiver)
  }
}

/// Another place that a finding speaks of.
public struct RelatedLocation: Hashable, Sendable {
  /// Where.
  public let location: Location
  /// What stands there: `first bound here`.
  public let message: Message

  /// A place and what stands there.
  public init(_ location: Location, _ message: Message) {
    self.location = location
    self.message = message
  }
}
