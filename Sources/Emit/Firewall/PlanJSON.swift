internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

extension FirewallTarget {
  /// The plan itself, for programs.
  public static let json = FirewallTarget(
    "json", "the plan itself, for programs: JSON, version 1 (docs/plan.schema.json)", fileEnding: "json",
    capabilities: TargetCapabilities(
      serviceTags: true, removal: false, clients: "networks and service tags", activeData: "as openings of their own",
      limits: "none", existingRules: "it changes nothing")
  ) { header, _ in PlanDialect(header: header) }
}

/// A plan for programs, version 1: keys may be added, never changed.
struct PlanDialect: FirewallDialect {
  /// Where the output comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) -> String {
    var json = JSONWriter()
    json.object(inLines: true) { json in
      json.member("version", 1)
      json.key("tool")
      json.object { json in
        json.member("name", header.tool.name)
        json.member("version", header.tool.version)
      }
      json.member("input", header.input)
      json.member("sha256", plan.digest)
      json.key("plan")
      plan.write(to: &json)
      json.key("securityRules")
      let rules = plan.securityRules
      let standing = plan.standing(beside: rules)
      json.array(rules, inLines: true) { $1.write(to: &$0, standing: standing.change(of: $1)) }
      json.key("staleSecurityRules")
      json.strings(standing.stale)
      let windowsFirewall = plan.windowsFirewallNeighbours
      json.key("windowsFirewall")
      json.object { json in
        json.key("fault")
        json.optional(windowsFirewall.fault?.reason)
        json.key("remarks")
        json.strings(windowsFirewall.remarks.map(\.description))
      }
      plan.surroundings.write(to: &json)
    }
    json.end()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension NSGRule {
  /// What security groups ask for, and what rules that are there already make of it.
  fileprivate func write(to json: inout JSONWriter, standing: Message?) {
    json.object { json in
      json.member("name", name)
      json.key("properties")
      json.object { json in
        for field in fields { field.write(to: &json) }
      }
      json.key("fault")
      json.optional(fault)
      json.key("changedByHand")
      json.optional(standing)
      json.key("remarks")
      json.strings(remarks.map(\.description))
    }
  }
}

extension JSONWriter {
  fileprivate mutating func optional(_ message: Message?) {
    if let message { string(message.description) } else { null() }
  }
}

extension PlanSurroundings {
  /// Why the other side of an opening is another than the clients.
  fileprivate func write(to json: inout JSONWriter) {
    json.key("translator")
    if let translator {
      json.object { json in
        json.member("name", translator.name.description)
        json.key("networks")
        json.strings(translator.addresses?.prefixes.map(\.description) ?? [])
      }
    } else {
      json.null()
    }
    json.key("probedPorts")
    json.strings(probePorts.ranges.map(\.description))
  }
}
