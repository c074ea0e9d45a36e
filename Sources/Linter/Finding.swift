public import IISConfiguration
public import Reachability
public import Text

/// One thing that a rule found: plain data, which reports only render.
public struct Finding: Hashable, Sendable {
  /// The rule's id.
  public let rule: String
  /// The rule's number in the catalogue.
  let number: Int
  /// How bad it is here.
  public internal(set) var severity: Severity
  /// What is wrong: one line, lower case, no full stop.
  public let message: Message
  /// Why it matters here.
  public internal(set) var notes: [Message]
  /// What to do.
  public internal(set) var help: Message?
  /// The names of the sites concerned, in the file's order; none for the server as a whole.
  public internal(set) var sites: [String]
  /// Where, if there is a place: in the configuration or in a file of the environment.
  public internal(set) var location: Location?
  /// Other places that it speaks of, in the order in which they are to be read.
  public let related: [RelatedLocation]
  /// What would mend it; each alone is enough.
  public let fixes: [Fix]
  /// The sessions that it stops; none where it stops nobody, such as what is only unsafe.
  public internal(set) var stops: [StoppedSessions]

  /// Where, in the file that ``location`` names.
  public var range: ByteRange? { location?.range }
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
