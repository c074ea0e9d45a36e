public import IISConfiguration
public import Reachability
public import Text

/// What a rule knows beside what it looks at, and where it says what it finds.
public struct RuleContext: Sendable {
  /// The server, as files and the user describe it.
  public let server: Server
  /// What comes of the addresses in replies to PASV.
  public var replies: ReplyOutcomes
  private(set) var findings: [Finding] = []
  /// What could not be decided, each once, in order.
  private(set) var remarks: [Message] = []
  /// What rules asked for and nobody described.
  private(set) var missing = MissingInputs()
  private let policy: Policy
  private let path: String
  private let rules: [RunningRule]
  /// Which of the rules runs now.
  private var running = 0
  private var site: FTPSite?
  /// The name of the site that is checked, which its findings share; empty until there is one.
  private var siteNames: [String] = []
  /// What each rule said last.
  private var said: [Statement?]
  private var ceiling = Severity.error

  init(_ server: Server, _ policy: Policy, _ rules: [RunningRule]) {
    self.server = server
    replies = ReplyOutcomes(server)
    self.rules = rules
    said = Array(repeating: nil, count: rules.count)
    self.policy = policy
    path = server.configuration.source.path
  }

  /// What the user says of the server's surroundings.
  public var deployment: DeploymentOptions { server.deployment }

  /// A rule's limit, as the project draws it.
  public func value(of setting: RuleSetting) -> Int { policy.value(of: setting) }

  /// Makes a finding of the rule that runs now.
  ///
  /// - Parameters:
  ///   - message: What is wrong: one line, lower case, no full stop.
  ///   - range: The shortest guilty range of the configuration: a value where there is one, else a start tag.
  ///   - severity: How bad it is, if not as bad as the rule says.
  ///   - concern: What it is about, if not what the rule says and it stops no session.
  ///   - sites: The sites concerned, if not the one that is being checked.
  ///   - related: Other places of the configuration that it speaks of, and what stands there.
  ///   - notes: Why it matters here.
  ///   - help: What to do.
  ///   - fix: What would mend it.
  ///   - stops: The sessions that it stops; of the site that is being checked, unless they say of which.
  public mutating func report(
    _ message: Message, at range: ByteRange?, severity: Severity? = nil, concern: Concern? = nil,
    sites: [String]? = nil,
    related: [(ByteRange, Message)] = [], notes: [Message] = [], help: Message? = nil, fix: Fix? = nil,
    stops: StoppedSessions? = nil
  ) {
    var stops = stops
    if stops?.sites == nil, let site { stops?.sites = [site.site.index] }
    if siteNames.isEmpty, let site { siteNames = [site.name] }
    add(
      message, at: range.map { Location(path, $0) }, severity, sites: sites.map(unique) ?? siteNames,
      related: related.filter { $0.0 != range }.map { RelatedLocation(Location(path, $0), $1) }, notes, help,
      fix.map { [$0] } ?? [], stops, concern)
  }

  /// Makes a finding that points into a file of the environment.
  public mutating func report(
    _ message: Message, at place: Location?, severity: Severity? = nil, sites: [String] = [],
    related: [RelatedLocation] = [], notes: [Message] = [], help: Message, stops: StoppedSessions? = nil
  ) {
    add(message, at: place, severity, sites: unique(sites), related: related, notes, help, [], stops)
  }

  private mutating func add(
    _ message: Message, at place: Location?, _ severity: Severity?, sites: [String], related: [RelatedLocation],
    _ notes: [Message], _ help: Message?, _ fixes: [Fix], _ stops: StoppedSessions?, _ concern: Concern? = nil
  ) {
    let rule = rules[running]
    let severity = min(rule.severity(severity), ceiling)
    let concern = stops == nil ? concern ?? rule.concern : .reachability
    guard policy.profile.shows(concern) else { return }
    findings.append(
      Finding(
        rule: rule.id, number: rule.number, severity: severity, statement: statement(message, notes, help),
        sites: sites, location: place, related: related, fixes: fixes, stops: stops.map { [$0] } ?? [],
        concern: concern, counts: policy.profile.counts(concern, of: rule.id, severity)))
  }

  /// What the rule that runs now says: mostly what it said of another site.
  private mutating func statement(_ message: Message, _ notes: [Message], _ help: Message?) -> Statement {
    if let last = said[running], last.says(message, notes, help) { return last }
    let statement = Statement(message, notes: notes, help: help)
    said[running] = statement
    return statement
  }

  /// A fix that puts another text where a name or a value stands, and is no setting of its own.
  public func replacement(at range: ByteRange, _ text: String, _ title: Message, _ safety: Fix.Safety) -> Fix {
    Fix(title, [Fix.Edit(Location(path, range), text)], safety)
  }

  /// A fix that gives the setting of a problem another value.
  public func respelling(_ problem: SchemaProblem, _ value: String, _ title: Message, _ safety: Fix.Safety) -> Fix {
    let change = server.configuration.level(of: problem).map {
      SettingChange(at: $0, of: problem.parent, [SettingChange.Value(problem.name, value)])
    }
    return Fix(title, [Fix.Edit(Location(path, problem.range), value)], safety, change: change)
  }

  /// A fix that gives settings other values; nothing where the file has no place for them.
  public func setting(
    _ path: String, _ values: [SettingChange.Value], at level: SettingChange.Level, _ title: Message,
    _ safety: Fix.Safety
  ) -> Fix? {
    let change = SettingChange(at: level, of: path, values)
    return server.configuration.edits(for: change).flatMap { fix($0, title, safety, change) }
  }

  /// A fix that gives the element whose start tag begins at a place another name.
  public func renaming(elementAt place: ByteRange, to name: String, _ title: Message) -> Fix? {
    server.configuration.renaming(elementAt: place, to: name).flatMap { fix($0, title, .unsafe, nil) }
  }

  private func fix(_ edits: [TextEdit], _ title: Message, _ safety: Fix.Safety, _ change: SettingChange?) -> Fix? {
    let edits = edits.sorted { $0.range < $1.range }.map {
      Fix.Edit(Location(path, $0.range), String(decoding: $0.replacement, as: UTF8.self))
    }
    return Fix(title, edits, safety, change: change)
  }

  /// Says what could not be decided: no finding, but not a pass either.
  public mutating func remark(_ text: Message) {
    if !remarks.contains(text) { remarks.append(text) }
  }

  /// Says what nobody described of what the rule asks for.
  public mutating func misses(_ input: MissingInput) { missing.insert(input) }

  /// The sites, each once: two may share a name.
  private func unique(_ sites: [String]) -> [String] { sites.count > 1 ? sites.distinct : sites }

  /// Says which of the rules speaks, and how bad its findings may be at most.
  mutating func enter(_ rule: Int, ceiling: Severity = .error) {
    running = rule
    self.ceiling = ceiling
  }

  /// Says which site is checked; none for the server as a whole.
  mutating func enter(_ site: FTPSite?) {
    self.site = site
    siteNames = []
  }
}
