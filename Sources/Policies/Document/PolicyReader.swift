internal import IISConfiguration
public import Linter
internal import NetworkModel
internal import Reachability
internal import Rules
internal import Text

/// Reads a policy's keys; goes on behind a fault, so that all are told at once.
struct PolicyReader {
  private(set) var document: PolicyDocument
  private(set) var faults: [PolicyFault] = []

  /// The keys of a policy.
  enum Key: String, CaseIterable {
    case version, platform
    case publicAddresses = "public-ip"
    case allocation = "public-ip-allocation"
    case externalAddress = "external-address"
    case require
    case requireFTP = "require-ftp"
    case from, environment, clients
    case failOn = "fail-on"
    case profile, files, rules, sites, waivers
    case inlineWaivers = "inline-waivers"
    case baseline

    /// Whether it may be said of single sites too.
    var isForSites: Bool { Self.forSites.contains(self) }

    private static let forSites: Set<Key> = [
      .publicAddresses, .externalAddress, .require, .from, .clients, .rules, .waivers,
    ]
  }

  init(_ source: SourceFile) {
    document = PolicyDocument(source)
  }

  /// Reads the whole policy.
  mutating func read() {
    attempt { reader throws(PolicyFault) in
      guard let root = try YAMLReader.read(reader.document.source) else {
        throw PolicyFault("the policy is empty", at: nil, help: "begin it with \(code: "version: 1")")
      }
      guard case .mapping(let members) = root.content else {
        throw PolicyFault(
          "a policy is keys with values, not \(code: root.kind)", at: root.range,
          help: "begin it with \(code: "version: 1")")
      }
      reader.readServer(members)
      if !members.contains(where: { $0.key == Key.version.rawValue }) {
        throw PolicyFault(
          "the key \(code: "version") is missing", at: ByteRange(0, 0),
          help: "begin the policy with \(code: "version: 1")")
      }
    }
  }

  /// Goes on where something is wrong.
  private mutating func attempt(_ read: (inout PolicyReader) throws(PolicyFault) -> Void) {
    do throws(PolicyFault) { try read(&self) } catch { faults.append(error) }
  }

  private mutating func readServer(_ members: [YAMLMember]) {
    var settings = PolicySettings()
    for (key, value) in keys(of: members, among: Key.allCases) {
      attempt { reader throws(PolicyFault) in
        switch key {
        case .version: try Self.checkVersion(value)
        case .platform: settings.platform = try value.choice(DeploymentOptions.Platform.self)
        case .allocation: settings.allocation = try value.choice(AddressAllocation.self)
        case .requireFTP: settings.requiresFTP = try value.truth()
        case .environment: reader.document.environment = try value.texts().map(\.value)
        case .failOn: reader.document.failOn = try value.choice(FailureThreshold.self)
        case .profile: reader.document.profile = try value.choice(Profile.self)
        case .files: reader.document.files = try value.texts().map { PathPattern($0.value) }
        case .sites: reader.readSites(value)
        case .inlineWaivers: reader.document.readsComments = try value.truth()
        case .baseline: reader.document.baseline = try value.text().value
        case .publicAddresses, .externalAddress, .require, .from, .clients, .rules, .waivers:
          try reader.read(key, value, into: &settings, of: nil)
        }
      }
    }
    document.settings = settings
  }

  /// Reads what may be said of single sites too.
  private mutating func read(
    _ key: Key, _ value: YAMLValue, into settings: inout PolicySettings, of site: NamePattern?
  ) throws(PolicyFault) {
    switch key {
    case .publicAddresses: settings.publicAddresses = try value.texts().mapped(YAMLValue.publicAddress)
    case .externalAddress: settings.externalAddress = try value.choice(DeploymentOptions.ExternalAddressIntent.self)
    case .require:
      settings.requirements = Set(
        try value.texts().mapped { text throws(PolicyFault) in
          try YAMLValue(content: .scalar(text.value, isPlain: true), range: text.range).choice(Requirement.self)
        })
    case .from: settings.sources = try value.texts().mapped(YAMLValue.clients)
    case .clients: settings.clients = try value.texts().mapped(Self.client)
    case .rules: settings.rules = readRules(value)
    case .waivers: readWaivers(value, of: site)
    default: break
    }
  }

  private static func checkVersion(_ value: YAMLValue) throws(PolicyFault) {
    guard try value.number().value == 1 else {
      throw PolicyFault(
        "this program reads version 1 of a policy", at: value.range, help: "write \(code: "version: 1")")
    }
  }

  private static func client(_ text: Located<String>) throws(PolicyFault) -> String {
    let ids = FTPClient.all.map(\.id)
    guard let id = ids.first(where: { $0 == text.value.lowercased() }) else {
      throw .unknown(text, "client", nearestTo: ids, listedBy: "ftpsgate clients")
    }
    return id
  }

  /// The known keys with their values.
  private mutating func keys(of members: [YAMLMember], among known: [Key]) -> [(Key, YAMLValue)] {
    members.compactMap { member in
      if let key = known.first(where: { $0.rawValue == member.key }) { return (key, member.value) }
      faults.append(.unknown(Located(member.key, at: member.place), "key", nearestTo: known.map(\.rawValue)))
      return nil
    }
  }

  private mutating func members(of value: YAMLValue, _ help: Message) -> [YAMLMember] {
    if case .mapping(let members) = value.content { return members }
    faults.append(PolicyFault("keys with values are wanted here, not \(code: value.kind)", at: value.range, help: help))
    return []
  }

  private mutating func readSites(_ value: YAMLValue) {
    for member in members(of: value, "write a site's name and, indented below it, what holds for it") {
      let name = NamePattern(member.key)
      var settings = PolicySettings()
      let below = members(of: member.value, "write what holds for the site, such as \(code: "public-ip: 20.40.60.80")")
      for (key, value) in keys(of: below, among: Key.allCases.filter(\.isForSites)) {
        attempt { reader throws(PolicyFault) in try reader.read(key, value, into: &settings, of: name) }
      }
      document.sites.append(PolicyDocument.SiteLayer(name: name, settings: settings))
    }
  }
}

// MARK: - Rules and waivers

extension PolicyReader {
  /// The choices, those for whole topics first, so that one for a rule goes before.
  private mutating func readRules(_ value: YAMLValue) -> [RuleChoice] {
    var (topics, rules): ([RuleChoice], [RuleChoice]) = ([], [])
    for member in members(
      of: value, "write a rule's name and how bad its findings are: \(code: "logging-disabled: off")")
    {
      attempt { reader throws(PolicyFault) in
        let named = try Self.rules(Located(member.key, at: member.place))
        let choice = try reader.choice(named, member.value)
        if named.count > 1 { topics.append(choice) } else { rules.append(choice) }
      }
    }
    return topics + rules
  }

  /// The rules that a name, or `topic/*`, stands for.
  static func rules(_ text: Located<String>) throws(PolicyFault) -> [Rule] {
    if let rule = Rule.named(text.value) { return [rule] }
    if let removed = Rule.removed.first(where: { $0.id == text.value }) {
      throw PolicyFault(
        "the rule \(quoted: text.value) was removed in \(code: removed.since)", at: text.range,
        help: "\(foreign: removed.reason)")
    }
    let topics = Rule.Topic.allCases.map { $0.id + "/*" }
    if let topic = Rule.Topic.allCases.first(where: { $0.id + "/*" == text.value }) {
      return Rule.all.filter { $0.topic == topic }
    }
    throw .unknown(
      text, "rule", nearestTo: text.value.contains("/") ? topics : Rule.all.map(\.id), listedBy: "ftpsgate rules")
  }

  private mutating func choice(_ rules: [Rule], _ value: YAMLValue) throws(PolicyFault) -> RuleChoice {
    guard case .mapping(let members) = value.content else {
      return RuleChoice(ids: rules.map(\.id), severity: try Self.level(value), values: [:])
    }
    var level: RuleChoice.Level?
    var values: [RuleSetting: Int] = [:]
    let settings = rules.count == 1 ? rules[0].settings : []
    for member in members {
      attempt { _ throws(PolicyFault) in
        if member.key == "severity" { return level = try Self.level(member.value) }
        guard let setting = settings.first(where: { $0.name == member.key }) else {
          throw .unknown(
            Located(member.key, at: member.place), "setting", nearestTo: ["severity"] + settings.map(\.name))
        }
        let number = try member.value.number()
        guard setting.bounds.contains(number.value) else {
          throw PolicyFault(
            "\(code: setting.name) is from \(code: "\(setting.bounds.lowerBound)") to \(code: "\(setting.bounds.upperBound)")",
            at: number.range,
            help: "it is \(code: setting.summary); \(code: "\(setting.standard)") unless a policy says otherwise")
        }
        values[setting] = number.value
      }
    }
    return RuleChoice(ids: rules.map(\.id), severity: level, values: values)
  }

  private static func level(_ value: YAMLValue) throws(PolicyFault) -> RuleChoice.Level {
    let text = try value.text()
    if text.value == "off" { return RuleChoice.Level(value: nil) }
    guard let severity = Severity(rawValue: text.value) else {
      let words = Severity.allCases.reversed().map(\.rawValue) + ["off"]
      // A tool that writes YAML 1.1 anew makes this of a bare off.
      if text.value == "false" {
        throw PolicyFault("\(quoted: "false") is no severity", at: text.range, help: "write \(code: "off")")
      }
      throw .unknown(text, "severity", nearestTo: words)
    }
    return RuleChoice.Level(value: severity)
  }

  private mutating func readWaivers(_ value: YAMLValue, of site: NamePattern?) {
    guard case .sequence(let elements) = value.content else {
      faults.append(
        PolicyFault(
          "a list is wanted here, not \(code: value.kind)", at: value.range,
          help: "begin each waiver with \(code: "- rule: NAME")"))
      return
    }
    for element in elements {
      let members = members(of: element, "begin each waiver with \(code: "- rule: NAME")")
      guard !members.isEmpty else { continue }
      attempt { reader throws(PolicyFault) in try reader.readWaiver(members, element.range, of: site) }
    }
  }

  private mutating func readWaiver(
    _ members: [YAMLMember], _ range: ByteRange, of site: NamePattern?
  ) throws(PolicyFault) {
    var fields: [String: YAMLValue] = [:]
    let known = ["rule", "site", "path", "value", "reason", "expires"].filter { $0 != "site" || site == nil }
    for member in members {
      guard known.contains(member.key) else {
        throw .unknown(Located(member.key, at: member.place), "key", nearestTo: known)
      }
      fields[member.key] = member.value
    }
    guard let rule = fields["rule"], let reason = fields["reason"] else {
      throw PolicyFault(
        "a waiver needs a rule and a reason", at: ByteRange(range.start, range.start),
        help: "say why the project lives with it: \(code: "reason: …")")
    }
    let why = try reason.text()
    guard why.value.contains(where: { !$0.isWhitespace }) else {
      throw PolicyFault(
        "the reason is empty", at: why.range,
        help: "say why the project lives with it: who reads it next year wants to know")
    }
    let name = try rule.text()
    document.waivers.append(
      Waiver(
        rules: Set(try Self.rules(name).map(\.id)), site: try fields["site"]?.text().pattern ?? site,
        path: try (fields["path"]?.text().value).map(PathPattern.init), value: try fields["value"]?.text().pattern,
        reason: why.value, expires: try fields["expires"]?.day(),
        location: Location(document.source.path, name.range)))
  }
}

extension Located<String> {
  fileprivate var pattern: NamePattern { NamePattern(value) }
}

extension Array {
  /// As `map`, for what throws only faults of a policy.
  fileprivate func mapped<Result>(_ make: (Element) throws(PolicyFault) -> Result) throws(PolicyFault) -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try make(element)) }
    return results
  }
}

extension Rule.Topic {
  /// What a policy calls it: `passive-ports`.
  public var id: String {
    switch self {
    case .reading: "reading"
    case .bindings: "bindings"
    case .passivePorts: "passive-ports"
    case .externalAddress: "external-address"
    case .tls: "tls"
    case .access: "access"
    case .environment: "environment"
    }
  }
}
