internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

/// A member of a security rule's properties, by the name that Azure Resource Manager has for it.
struct SecurityRuleField {
  /// What a member holds.
  enum Value: Hashable {
    case text(String)
    case number(Int)
    case list([String])
  }

  /// The name: `destinationPortRanges`.
  let name: StaticString
  /// What it holds.
  let value: Value
}

extension SecurityRuleField {
  /// Writes it as a member of the properties.
  func write(to json: inout JSONWriter) {
    switch value {
    case .text(let text): json.member(name, text)
    case .number(let number): json.member(name, number)
    case .list(let words):
      json.key(name)
      json.strings(words)
    }
  }
}

extension NSGRule {
  /// All members of the rule's properties, none left to defaults, in the order of Azure's reference.
  ///
  /// A side with one word has it in the singular member, a side with more has them in the plural one, as az sends them. Source:
  /// Azure documentation, "Microsoft.Network networkSecurityGroups/securityRules"; Azure/azure-cli,
  /// `azure/cli/command_modules/network/custom.py`.
  var fields: [SecurityRuleField] {
    [
      SecurityRuleField(name: "description", value: .text(description)),
      SecurityRuleField(name: "protocol", value: .text("Tcp")),
      side("sourceAddressPrefix", "sourceAddressPrefixes", sources.inByteOrder),
      side("sourcePortRange", "sourcePortRanges", Self.words(sourcePorts)),
      side("destinationAddressPrefix", "destinationAddressPrefixes", destinations.inByteOrder),
      side("destinationPortRange", "destinationPortRanges", Self.words(destinationPorts)),
      SecurityRuleField(name: "access", value: .text("Allow")),
      SecurityRuleField(name: "priority", value: .number(priority)),
      SecurityRuleField(name: "direction", value: .text(direction == .inbound ? "Inbound" : "Outbound")),
    ]
  }

  /// What the comment before a rule says, without comment signs; may hold names from the input.
  var commentLines: [String] {
    var lines: [String] = []
    for opening in openings {
      lines.append("\(opening.localPorts): \(opening.reason)")
      lines += opening.origins.map { "  From: " + abbreviated($0) }
    }
    lines += publicAddresses.prefix(1).map { "NOTE: " + $0.publicNote }
    return lines + remarks.map { "NOTE: \($0)" }
  }

  /// The words for some ports; all of them where there are none.
  static func words(_ ports: [PortRange]) -> [String] {
    ports.isEmpty ? ["*"] : ports.map(\.description)
  }

  /// The name in letters, digits and low lines, for languages that know no others; of no two rules of a plan the same.
  var identifier: String {
    String(name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  private func side(_ one: StaticString, _ many: StaticString, _ words: [String]) -> SecurityRuleField {
    words.count == 1
      ? SecurityRuleField(name: one, value: .text(words[0])) : SecurityRuleField(name: many, value: .list(words))
  }
}

extension [String] {
  /// In the order of their bytes, as JMESPath sorts what az reads back.
  var inByteOrder: [String] { sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}

extension FirewallPlan {
  /// The rules of a security group; refuses what Azure would refuse or never apply.
  func checkedSecurityRules(keepingStanding: Bool = false) throws(UnsupportedByTarget) -> [NSGRule] {
    let rules = securityRules(keepingStanding: keepingStanding)
    for rule in rules {
      guard let fault = rule.fault, let opening = rule.openings.first else { continue }
      throw UnsupportedByTarget(opening: opening, reason: fault)
    }
    return rules
  }

  /// The same for outputs that cannot look at what stands there: where files tell that somebody has changed a rule of the plan's
  /// name, nothing is written that would undo that.
  func checkedSecurityRulesWithoutLooking() throws(UnsupportedByTarget) -> [NSGRule] {
    let rules = try checkedSecurityRules(keepingStanding: true)
    let standing = standing(beside: rules)
    for rule in rules {
      guard let change = standing.change(of: rule), let opening = rule.openings.first else { continue }
      throw UnsupportedByTarget(
        opening: opening,
        reason: """
          \(change), and this would undo that: make the plan say the same (--from), or remove the rule from the group and write \
          its file anew
          """)
    }
    if let narrowed = standing.narrowedStale, let opening = openings.first {
      throw UnsupportedByTarget(
        opening: opening,
        reason: """
          \(narrowed); this would let in more beside it: make the plan say the same (--from), give it another --name, or remove that \
          rule from the group and write its file anew
          """)
    }
    return rules
  }

  /// The lines of a header on rules that nothing takes away.
  func staleRuleLines(beside rules: [NSGRule]) -> [String] {
    let stale = standing(beside: rules).stale
    guard !stale.isEmpty else { return [] }
    return ["", "Left by an earlier plan of this name, and not taken away by this:"]
      + stale.map { "  - " + abbreviated($0) }
  }
}

extension LocalAddress {
  /// What to say of a binding at a public address, where no file tells whether the server has it; nothing but ASCII.
  var publicNote: String {
    """
    \(self) is a public address. If it is translated on the way, no rule for it ever matches, and no site answers there: \
    bind the site to the private one.
    """
  }
}

extension [NSGRule] {
  /// The same of all rules, each address once.
  var publicNotes: [String] { flatMap(\.publicAddresses).distinct.map(\.publicNote) }
}
