public import IISConfiguration
public import Text

/// Which packet filter of an environment something belongs to: two of one name are still two.
public struct FilterID: Hashable, Sendable {
  /// The hop at which the filter is asked, counted on the way of a connection to the server.
  public let hop: Int
  /// Which it is of the filters that may be the one at the hop.
  public let candidate: Int

  /// A filter at a hop.
  public init(hop: Int, candidate: Int = 0) {
    self.hop = hop
    self.candidate = candidate
  }
}

/// Where a verdict comes from: a rule, or what holds where no rule decides, and of which filter.
public struct RuleOrigin: Hashable, Sendable {
  /// What decides.
  public enum Kind: Hashable, Sendable {
    /// A rule of somebody's own, by its number among the rules of the filter as the file lists them.
    case rule(Int)
    /// A rule that the vendor puts into every filter.
    case builtIn
    /// What the filter does where no rule matches.
    case policyDefault
    /// A setting that stops everything whatever rules say.
    case lockdown
    /// The filter as a whole, where it is not known which rule decides.
    case undecided
  }

  /// The filter.
  public let filter: FilterID
  /// What decides.
  public let kind: Kind
  /// What a report calls it.
  public let name: RuleName
  /// Where it stands, if it stands anywhere.
  public let place: Location?

  /// Something that decides in a filter.
  public init(_ kind: Kind, of filter: FilterID, _ name: RuleName, at place: Location? = nil) {
    self.filter = filter
    self.kind = kind
    self.name = name
    self.place = place
  }

  /// Whether it decides where no rule matches, and is no rule itself.
  public var isPolicy: Bool {
    switch kind {
    case .rule, .builtIn: false
    case .policyDefault, .lockdown, .undecided: true
    }
  }

  /// Whether it is a rule that somebody made, and could take back.
  public var isOwnRule: Bool { if case .rule = kind { true } else { false } }
}

/// What a rule of a filter is called, or what holds where none decides.
public struct RuleName: Hashable, Sendable {
  private enum Content: Hashable, Sendable {
    case name(String, id: String?)
    case words(Message)
  }

  private let content: Content

  /// A name that files have: the one that says most to a reader, and the id beside it, where the name alone could be
  /// another rule's: a GUID.
  public init(_ text: String, id: String? = nil) {
    content = .name(text, id: id)
  }

  /// Words for what has no name in any file: `the inbound default`.
  public init(words: Message) {
    content = .words(words)
  }

  /// The name as a sentence has it that sets it off: `FTP`, or `Block bad ({9})`.
  public var title: Message {
    switch content {
    case .name(let text, id: let id?): "\(name: "\(text) (\(id))")"
    case .name(let text, id: nil): "\(name: text)"
    case .words(let words): words
    }
  }

  /// The name in quotation marks: `"FTP"`, or `"Block bad" ({9})`.
  public var quoted: Message {
    switch content {
    case .name(let text, id: let id?): "\(quoted: text) (\(name: id))"
    case .name(let text, id: nil): "\(quoted: text)"
    case .words(let words): words
    }
  }
}
