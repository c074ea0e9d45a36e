internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Reads security admin rules of Azure Virtual Network Manager.
enum SecurityAdminRuleReader {
  /// What an entry in a file says of whether its rule acts.
  enum Standing {
    /// It acts on the network for which the list was printed.
    case effective
    /// It acts in some region on some groups of networks.
    case active
    /// It acts once somebody deploys it.
    case written

    fileprivate var doubt: Message? {
      switch self {
      case .effective: nil
      case .active: "whether it is for the server's network is in no file"
      case .written: "security admin rules act once they are deployed to a region, which no file tells"
      }
    }
  }

  /// Where a rule that somebody printed acts, by the members that only such lists have.
  static func standing(_ item: AzureItem) -> Standing? {
    guard item["direction"] != nil, item["sources", "destinations"] != nil || item.value["kind"] != nil else {
      return nil
    }
    if item.value["commitTime"] != nil || item.value["region"] != nil { return .active }
    let members = [
      "configurationDescription", "ruleCollectionDescription", "ruleCollectionAppliesToGroups", "ruleGroups",
    ]
    return members.contains { item.value[$0] != nil } ? .effective : nil
  }

  /// A rule.
  static func read(_ item: AzureItem, _ standing: Standing, _ file: inout FileReading) -> SecurityRule {
    var rule = SecurityRule(
      name: name(item), priority: SecurityRuleReader.priority(item, &file),
      direction: SecurityRuleReader.direction(item, &file), access: SecurityRuleReader.access(item, &file),
      networkProtocol: item["protocol"]?.string, sources: peers(item, "sources", "source"),
      sourcePorts: SecurityRuleReader.ports(item, item.list("sourcePortRanges", "source_port_ranges"), &file),
      destinations: peers(item, "destinations", "destination"),
      destinationPorts: SecurityRuleReader.ports(
        item, item.list("destinationPortRanges", "destination_port_ranges"), &file),
      doubt: standing.doubt)
    rule.alwaysAllows = item["access", "action"]?.string?.value.lowercased() == "alwaysallow"
    return rule
  }

  private static func name(_ item: AzureItem) -> Located<String> {
    guard item.value["name"] == nil, let id = item.value["id"]?.string else { return item.name }
    return Located(ResourceID(id.value).name, at: id.range)
  }

  private static func peers(_ item: AzureItem, _ names: String...) -> [SecurityRule.Peer] {
    names.flatMap { item.list($0) }.map { peer in
      let word = peer["addressPrefix"] ?? peer["address_prefix"]
      return .word(word?.caption ?? Located("?", at: peer.range))
    }
  }
}
