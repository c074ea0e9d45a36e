internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Reads rules of network security groups, from whatever wrote them.
enum SecurityRuleReader {
  /// A rule; what the file does not tell stays open, and what cannot be read is noted.
  static func read(_ item: AzureItem, isDefault: Bool = false, _ file: inout FileReading) -> SecurityRule {
    let written = item.name
    // Few names have one, and bytes are quickly looked through.
    let slash = written.value.utf8.contains(UInt8(ascii: "/")) ? written.value.lastIndex(of: "/") : nil
    let isOfAzure = written.value.lowercased().hasPrefix("defaultsecurityrules/")
    let name = slash.map { Located(String(written.value[written.value.index(after: $0)...]), at: written.range) }
    var rule = SecurityRule(
      name: item.value["name"]?.isUnknown == true ? written : name ?? written, priority: priority(item, &file),
      direction: direction(item, &file),
      access: access(item, &file), networkProtocol: item["protocol"]?.string.flatMap { $0.value.isEmpty ? nil : $0 },
      sources: peers(
        item.list("expandedSourceAddressPrefix"),
        item.list("sourceAddressPrefix", "sourceAddressPrefixes", "source_address_prefix", "source_address_prefixes"),
        item.list("sourceApplicationSecurityGroups", "source_application_security_group_ids")),
      sourcePorts: ports(
        item, item.list("sourcePortRange", "sourcePortRanges", "source_port_range", "source_port_ranges"), &file),
      destinations: peers(
        item.list("expandedDestinationAddressPrefix"),
        item.list(
          "destinationAddressPrefix", "destinationAddressPrefixes", "destination_address_prefix",
          "destination_address_prefixes"),
        item.list("destinationApplicationSecurityGroups", "destination_application_security_group_ids")),
      destinationPorts: ports(
        item,
        item.list("destinationPortRange", "destinationPortRanges", "destination_port_range", "destination_port_ranges"),
        &file),
      isDefault: (isDefault || isOfAzure) && isOfAzuresPriority(item))
    rule.alwaysAllows = item["access"]?.string?.value.lowercased() == "alwaysallow"
    return rule
  }

  /// A rule about which nothing is known, which may let pass or stop anything: it stands for what a file builds itself.
  static func unknown(_ value: JSONValue, _ doubt: Message? = nil) -> SecurityRule {
    let start = ByteRange(value.range.start, min(value.range.start + 1, value.range.end))
    return unknown(value.caption ?? Located("", at: start), doubt)
  }

  /// A rule about which nothing is known, by a name that stands for it.
  static func unknown(_ name: Located<String>, _ doubt: Message?) -> SecurityRule {
    SecurityRule(
      name: name, priority: nil, direction: nil, access: nil, networkProtocol: nil, sources: [], sourcePorts: [],
      destinations: [], destinationPorts: [], doubt: doubt)
  }

  /// Azure's own rules come behind all that anybody can make, of which the last has priority 4096 (Azure documentation,
  /// "Network security groups").
  private static func isOfAzuresPriority(_ item: AzureItem) -> Bool {
    item["priority"]?.integer.map { $0.value >= 65_000 } ?? true
  }

  static func priority(_ item: AzureItem, _ file: inout FileReading) -> Located<Int>? {
    guard let value = item["priority"] else { return nil }
    if let number = value.integer, 0...65535 ~= number.value { return number }
    if !value.isUnknown { file.note("the priority is no number of a rule", at: value.range) }
    return nil
  }

  static func direction(_ item: AzureItem, _ file: inout FileReading) -> Located<FlowDirection>? {
    guard let value = item["direction"] else { return nil }
    switch value.string?.value.lowercased() {
    case "inbound": return Located(.inbound, at: value.range)
    case "outbound": return Located(.outbound, at: value.range)
    default:
      if !value.isUnknown { file.note("the direction is neither Inbound nor Outbound", at: value.range) }
      return nil
    }
  }

  static func access(_ item: AzureItem, _ file: inout FileReading) -> Located<FilterAction>? {
    // Terraform calls it an action.
    guard let value = item["access", "action"] else { return nil }
    switch value.string?.value.lowercased() {
    case "allow", "alwaysallow": return Located(.allow, at: value.range)
    case "deny": return Located(.block, at: value.range)
    default:
      if !value.isUnknown { file.note("the access is neither Allow nor Deny", at: value.range) }
      return nil
    }
  }

  private static func peers(_ expanded: [JSONValue], _ words: [JSONValue], _ groups: [JSONValue]) -> [SecurityRule.Peer]
  {
    let texts = words.map { $0.caption ?? Located("?", at: $0.range) }
    let members = groups.map { group -> SecurityRule.Peer in
      let id = group["id"] ?? group
      return .applicationSecurityGroup(Located(id.resourceID?.name ?? "?", at: id.range))
    }
    // An expansion is of all words together, and there is one word where there is an expansion.
    let prefixes = expanded.compactMap { $0.string.flatMap { IPPrefix($0.value) } }
    if let first = texts.first, !prefixes.isEmpty, prefixes.count == expanded.count {
      return [.expanded(first, IPAddressSet(prefixes))] + members
    }
    return texts.map { .word($0) } + members
  }

  /// The ports; a rule whose ports the file does not tell has one word of which nothing is known.
  static func ports(_ item: AzureItem, _ values: [JSONValue], _ file: inout FileReading) -> [PortTerm] {
    let terms = values.map { value -> PortTerm in
      let term = PortTerm(value)
      if term.ports == nil, !value.isUnknown {
        file.note("the ports \(quoted: term.text.value) are neither *, a port nor a range", at: term.text.range)
      }
      return term
    }
    return terms.isEmpty ? [PortTerm(Located("?", at: item.name.range), ports: nil)] : terms
  }
}
