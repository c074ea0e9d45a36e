internal import IISConfiguration
internal import NetworkModel
internal import Text

/// What a registry export tells of Windows Firewall; the machine's own settings and those of group policy may come in two files.
struct FirewallRegistry {
  /// The settings of a profile in one of the stores.
  struct Settings {
    var isEnabled: WindowsFirewallProfile.Value<Bool>?
    var inbound: WindowsFirewallProfile.Value<FilterAction>?
    var outbound: WindowsFirewallProfile.Value<FilterAction>?
    var blocksAllInbound: WindowsFirewallProfile.Value<Bool>?
    var mergesLocalRules: WindowsFirewallProfile.Value<Bool>?
    /// Why it is not known what holds in the profile.
    var doubt: Message?
  }

  /// Which store, and which of its profiles.
  struct Scope: Hashable {
    let store: WindowsFirewallRule.Store
    let kind: WindowsFirewallProfile.Kind
  }

  private var settings: [Scope: Settings] = [:]
  private var rules: [WindowsFirewallRule] = []
  private var indices: [RuleKey: Int] = [:]

  private struct RuleKey: Hashable {
    let store: WindowsFirewallRule.Store
    let name: String
  }

  /// The first key that holds rules, and the first key at all.
  private var rulesPlace: Location?
  private var firstPlace: Location?
  private var statefulFTP: [WindowsFirewallRule.Store: WindowsFirewall.StatefulFTP] = [:]

  /// What came of an export.
  enum Outcome {
    case read
    /// It has no keys of the firewall.
    case nothing
    /// It is not as it was exported.
    case broken
  }

  /// Reads an export.
  mutating func read(_ file: inout FileReading) -> Outcome {
    let reader = RegistryReader(file.source.text, keysWith: "firewall")
    if let start = reader.unclosed {
      file.note("the text that begins here does not end, so the export is not complete", at: start)
      return .broken
    }
    for stray in reader.strays { file.note("this is no line of a registry export", at: stray) }
    let keys = Self.keys(reader.keys)
    for key in keys { read(key.key, key.store, key.part, &file) }
    return keys.isEmpty ? .nothing : .read
  }

  /// The firewall as all exports together tell it: a setting of group policy beats the machine's own.
  var firewall: WindowsFirewall {
    let profiles = WindowsFirewallProfile.Kind.allCases.map { kind in
      let policy = settings[Scope(store: .groupPolicy, kind: kind)]
      let local = settings[Scope(store: .local, kind: kind)]
      var profile = WindowsFirewallProfile(kind)
      profile.isEnabled = policy?.isEnabled ?? local?.isEnabled ?? profile.isEnabled
      profile.inbound = policy?.inbound ?? local?.inbound ?? profile.inbound
      profile.outbound = policy?.outbound ?? local?.outbound ?? profile.outbound
      profile.blocksAllInbound = policy?.blocksAllInbound ?? local?.blocksAllInbound ?? profile.blocksAllInbound
      profile.mergesLocalRules = policy?.mergesLocalRules ?? profile.mergesLocalRules
      profile.doubt = policy?.doubt ?? local?.doubt
      return profile
    }
    var firewall = WindowsFirewall(
      profiles: profiles, rules: rules, statefulFTP: statefulFTP[.groupPolicy] ?? statefulFTP[.local] ?? .unknown)
    firewall.place = rulesPlace ?? firstPlace
    return firewall
  }

  private typealias FoundKey = (key: RegistryKey, store: WindowsFirewallRule.Store, part: String)

  /// The keys of the firewall: those of the control set in use, or of the first one if the export has only others.
  private static func keys(_ keys: [RegistryKey]) -> [FoundKey] {
    let local = "\\services\\sharedaccess\\parameters\\firewallpolicy"
    let policy = "\\software\\policies\\microsoft\\windowsfirewall"
    var found: [FoundKey] = []
    var sets: [String] = []
    for key in keys {
      let path = key.path.value.lowercased()
      // Deleted keys, and those that a user may write, say nothing of the machine.
      guard path.hasPrefix("hkey_local_machine\\") || path.hasPrefix("hklm\\") else { continue }
      if let range = path.firstRange(of: local) {
        sets.append(String(path[..<range.lowerBound]))
        let part = String(path[range.upperBound...])
        let managed = "\\mdm"
        // What device management, such as Intune, has made is kept beside the machine's own and is as strong as policy.
        found.append(
          part.hasPrefix(managed) ? (key, .groupPolicy, String(part.dropFirst(managed.count))) : (key, .local, part))
      } else if let range = path.firstRange(of: policy) {
        found.append((key, .groupPolicy, String(path[range.upperBound...])))
      }
    }
    let chosen = sets.first { $0.hasSuffix("\\currentcontrolset") } ?? sets.first ?? ""
    return found.filter { entry in
      let path = entry.key.path.value.lowercased()
      return path.contains(policy) || path.hasPrefix(chosen + local)
    }
  }

  private mutating func read(
    _ key: RegistryKey, _ store: WindowsFirewallRule.Store, _ part: String, _ file: inout FileReading
  ) {
    firstPlace = firstPlace ?? file.place(key.path.range)
    switch part {
    case "":
      for value in key.values where value.name.value.lowercased() == "disablestatefulftp" {
        guard case .number(let number) = value.content else { continue }
        statefulFTP[store] = number == 1 ? .off(file.place(value.range)) : .on(file.place(value.range))
      }
    case "\\firewallrules":
      rulesPlace = rulesPlace ?? file.place(key.path.range)
      for value in key.values { readRule(value, store, &file) }
    case "\\domainprofile": readProfile(key, Scope(store: store, kind: .domain), &file)
    case "\\publicprofile": readProfile(key, Scope(store: store, kind: .public), &file)
    // The private profile's older name, which group policy writes beside the newer one.
    case "\\standardprofile", "\\privateprofile": readProfile(key, Scope(store: store, kind: .private), &file)
    // Windows keeps services from what they have no need of by rules of their own, and ships some hundred of them.
    case "\\restrictedservices\\static\\system", "\\restrictedservices\\configurable\\system":
      for value in key.values { readRestriction(value, store, &file) }
    case "\\consecrules" where !key.values.isEmpty:
      file.note(
        "connection security rules are not read: if one demands IPsec, clients without it are refused",
        at: key.path.range)
    default: break
    }
  }

  /// Reads a rule of service hardening if it is about the FTP service: how it stands to the others is not documented.
  private mutating func readRestriction(
    _ value: RegistryValue, _ store: WindowsFirewallRule.Store, _ file: inout FileReading
  ) {
    guard case .text(let text) = value.content,
      var rule = FirewallRuleReader.read(value.name, text, store, in: file.path)?.rule, rule.isScopedToFTPService
    else { return }
    rule.doubts.append("it is a rule of service hardening, and how these stand to the others is not documented")
    file.note("a rule of service hardening is about the FTP service", at: value.range)
    rules.append(rule)
  }

  private mutating func readRule(
    _ value: RegistryValue, _ store: WindowsFirewallRule.Store, _ file: inout FileReading
  ) {
    if case .text(let text) = value.content,
      let found = FirewallRuleReader.read(value.name, text, store, in: file.path)
    {
      add(found.rule)
      for problem in found.problems { file.note(problem.message, at: problem.range) }
      return
    }
    // What Windows makes of it is not known: it may be a rule that allows or blocks anything.
    file.note("the firewall rule \(quoted: value.name.value) is not of the form \"v2.x|…|\"", at: value.range)
    var unknown = WindowsFirewallRule(
      path: file.path, id: value.name, text: Located("", at: value.range), store: store)
    unknown.doubts = ["what it says cannot be read"]
    add(unknown)
  }

  /// Adds a rule; one that another export has in another form may hold as either.
  private mutating func add(_ rule: WindowsFirewallRule) {
    let key = RuleKey(store: rule.store, name: rule.id.value)
    guard let index = indices[key] else {
      indices[key] = rules.count
      rules.append(rule)
      return
    }
    guard rules[index].text.value != rule.text.value else { return }
    let doubt: Message = "another value of this name says something else"
    rules[index].doubts.append(doubt)
    var other = rule
    other.doubts.append(doubt)
    rules.append(other)
  }

  private mutating func readProfile(_ key: RegistryKey, _ scope: Scope, _ file: inout FileReading) {
    let isNewer = key.path.value.lowercased().hasSuffix("\\privateprofile")
    var found = settings[scope] ?? Settings()
    var doubt = found.doubt
    func keep<Content>(
      _ old: WindowsFirewallProfile.Value<Content>?, _ new: WindowsFirewallProfile.Value<Content>?
    ) -> WindowsFirewallProfile.Value<Content>? {
      // The two names of the private profile may differ; one name may not.
      if let old, let new, old.value != new.value, !isNewer, scope.kind != .private {
        doubt = "one of its settings is there twice, with different values"
      }
      return isNewer ? new ?? old : old ?? new
    }
    for value in key.values {
      let name = value.name.value.lowercased()
      guard
        [
          "enablefirewall", "defaultinboundaction", "defaultoutboundaction", "donotallowexceptions",
          "allowlocalpolicymerge",
        ]
        .contains(name)
      else { continue }
      guard case .number(let number) = value.content, number <= 1 else {
        file.note("the value \(quoted: value.name.value) is neither 0 nor 1", at: value.range)
        doubt = "its setting \(quoted: value.name.value) cannot be read"
        continue
      }
      let place = file.place(value.range)
      let isOn = WindowsFirewallProfile.Value(number == 1, at: place)
      let action = WindowsFirewallProfile.Value(number == 1 ? FilterAction.block : .allow, at: place)
      switch name {
      case "enablefirewall": found.isEnabled = keep(found.isEnabled, isOn)
      case "defaultinboundaction": found.inbound = keep(found.inbound, action)
      case "defaultoutboundaction": found.outbound = keep(found.outbound, action)
      case "donotallowexceptions": found.blocksAllInbound = keep(found.blocksAllInbound, isOn)
      default: found.mergesLocalRules = keep(found.mergesLocalRules, isOn)
      }
    }
    found.doubt = doubt
    settings[scope] = found
  }
}
