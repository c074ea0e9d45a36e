internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Reads a rule of Windows Firewall: `v2.29|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=21|` ([MS-GPFAS] 2.2.2.19).
///
/// A field that is nothing known may be a condition, so that it makes the rule a doubt; so does a value that is nothing known.
struct FirewallRuleReader {
  /// Fields of which a rule has one at most.
  private static let singular: Set<String> = ["action", "active", "dir", "protocol", "app", "svc", "apppkgid"]

  private let path: String
  private var rule: WindowsFirewallRule
  private var seen: Set<String> = []
  private var repeated: Set<String> = []
  private(set) var problems: [EnvironmentFile.Problem] = []

  /// A rule and what could not be read in it; nothing if the text is no rule at all.
  static func read(
    _ id: Located<String>, _ text: RegistryText, _ store: WindowsFirewallRule.Store, in path: String
  ) -> (rule: WindowsFirewallRule, problems: [EnvironmentFile.Problem])? {
    let fields = Self.fields(text)
    guard let version = fields.first?.value, isVersion(version) else { return nil }
    var reader = FirewallRuleReader(
      path: path, rule: WindowsFirewallRule(path: path, id: id, text: text.located, store: store))
    if text.bytes.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      reader.note("the rule runs over several lines", at: text.located.range)
    }
    for field in fields.dropFirst() { reader.read(field) }
    for key in reader.repeated { reader.forget(key) }
    return (reader.rule, reader.problems)
  }

  private init(path: String, rule: WindowsFirewallRule) {
    self.path = path
    self.rule = rule
  }

  private static func fields(_ text: RegistryText) -> [Located<String>] {
    var fields: [Located<String>] = []
    var start = 0
    for (index, byte) in text.bytes.enumerated() where byte == UInt8(ascii: "|") {
      fields.append(text.piece(start..<index))
      start = index + 1
    }
    if start < text.bytes.count { fields.append(text.piece(start..<text.bytes.count)) }
    return fields
  }

  private static func isVersion(_ text: String) -> Bool {
    let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    return text.lowercased().hasPrefix("v") && parts.count == 2 && parts.allSatisfy { UInt16($0) != nil }
  }

  private mutating func read(_ field: Located<String>) {
    guard let equals = field.value.firstIndex(of: "=") else {
      if !field.value.isEmpty { doubt(field, field.value) }
      return
    }
    let key = String(field.value[..<equals])
    let text = String(field.value[field.value.index(after: equals)...])
    let value = Located(text, at: ByteRange(field.range.end - min(text.utf8.count, field.range.end), field.range.end))
    if Self.singular.contains(key.lowercased()), !seen.insert(key.lowercased()).inserted {
      note("the rule has two fields \(name: key)", at: field.range)
      repeated.insert(key.lowercased())
    }
    switch key.lowercased() {
    case "action", "active", "dir", "profile", "protocol": readBasics(key, value)
    case "app": readProgram(value)
    case "svc": readService(value)
    case "apppkgid":
      rule.package = value
      if text.isEmpty { note("the rule's package is empty", at: field.range) }
    case "name": rule.name = value
    case "la4", "la6": rule.localAddresses.append(address(value))
    case "ra4", "ra6", "ra42", "ra62": rule.remoteAddresses.append(address(value))
    case let key where key.hasPrefix("lport"): rule.localPorts.append(port(value))
    case let key where key.hasPrefix("rport"): rule.remotePorts.append(port(value))
    case "desc", "embedctxt", "edge", "defer", "lsm", "pcross", "icmp4", "icmp6": break
    case "security", "security2", "security2_9":
      if !["notrequired", "none"].contains(text.lowercased()) {
        rule.doubts.append("it is about authenticated connections only")
      }
    default: doubt(field, key)
    }
  }

  /// Takes back a field that is there twice: which of its values holds is not known.
  private mutating func forget(_ key: String) {
    switch key {
    case "action": rule.action = nil
    case "active": rule.isActive = nil
    case "dir": rule.direction = nil
    case "protocol": rule.protocolNumber = nil
    case "app": rule.program = nil
    case "svc": rule.service = nil
    default: rule.package = nil
    }
  }

  /// Says what is odd about the rule, of which it is then not known what it matches.
  private mutating func note(_ problem: Message, at range: ByteRange) {
    problems.append(.init(problem, at: range))
    rule.doubts.append(problem)
  }

  private mutating func readProgram(_ value: Located<String>) {
    rule.program = value
    if WindowsFirewallRule.isServiceHost(value.value) == nil {
      note("whether \(quoted: value.value) is the program in which services run is not known", at: value.range)
    }
  }

  private mutating func readService(_ value: Located<String>) {
    let name = value.value.filter { !$0.isWhitespace }
    rule.service = Located(name, at: value.range)
    if name.isEmpty || name != value.value {
      note("the rule's service \(quoted: value.value) is no name of a service", at: value.range)
    }
    if name.isEmpty { rule.service = nil }
  }

  private mutating func doubt(_ field: Located<String>, _ key: String) {
    rule.doubts.append("its condition \(quoted: key) is not evaluated")
  }

  private mutating func readBasics(_ key: String, _ value: Located<String>) {
    let word = value.value.lowercased()
    var isKnown = true
    switch (key.lowercased(), word) {
    case ("action", _):
      rule.action = WindowsFirewallRule.Action(rawValue: word).map { Located($0, at: value.range) }
      isKnown = rule.action != nil
    case ("active", "true"), ("active", "false"): rule.isActive = Located(word == "true", at: value.range)
    case ("dir", "in"): rule.direction = Located(.inbound, at: value.range)
    case ("dir", "out"): rule.direction = Located(.outbound, at: value.range)
    case ("profile", _):
      let kind = WindowsFirewallProfile.Kind(rawValue: word)
      isKnown = kind != nil
      if let kind { rule.profiles.append(Located(kind, at: value.range)) }
    case ("protocol", _):
      isKnown = UInt16(word) != nil
      if let number = UInt16(word) { rule.protocolNumber = Located(Int(number), at: value.range) }
    default: isKnown = false
    }
    if !isKnown {
      problems.append(
        .init("the rule's \(name: key) is \(quoted: value.value), which is nothing known", at: value.range))
      rule.doubts.append("its \(name: key) \(quoted: value.value) is nothing known")
    }
  }

  /// Ports, or a keyword for ports of other services; none of those can be a port of FTP.
  private mutating func port(_ value: Located<String>) -> PortTerm {
    let others = [
      "rpc", "rpc-epmap", "teredo", "iptlsin", "iptlsout", "iphttpsin", "iphttpsout", "ply2disc", "mdns",
    ]
    if others.contains(value.value.lowercased()) { return PortTerm(value, ports: PortSet()) }
    let term = PortTerm(value)
    if term.ports == nil {
      problems.append(.init("the ports \(quoted: value.value) are nothing known", at: value.range))
    }
    return term
  }

  /// An address, a range, a subnet, or a keyword, whose addresses no file tells.
  private mutating func address(_ value: Located<String>) -> WindowsFirewallRule.AddressTerm {
    let word = value.value
    if let prefix = IPPrefix(word) { return .init(value, AddressMatch(IPAddressSet(prefix))) }
    let ends = word.split(separator: "-", maxSplits: 1).map { IPAddress($0) }
    if ends.count == 2, let first = ends[0], let last = ends[1], let set = IPAddressSet(from: first, through: last) {
      return .init(value, AddressMatch(set))
    }
    let doubt: Message = "the addresses of \(quoted: word) are in no file"
    switch word.lowercased() {
    case "*", "any": return .init(value, AddressMatch(.any))
    // The Internet as a whole is not in a server's own subnet, nor in its intranet.
    case "localsubnet", "intranet", "rmtintranet":
      return .init(value, AddressMatch(possible: IPAddressSet.internet.complement, doubt: doubt))
    case "dns", "dhcp", "wins", "defaultgateway", "internet", "ply2renders":
      return .init(value, AddressMatch(possible: .any, doubt: doubt))
    default:
      problems.append(.init("the address \(quoted: word) is nothing known", at: value.range))
      return .init(value, AddressMatch(possible: .any, doubt: doubt))
    }
  }
}
