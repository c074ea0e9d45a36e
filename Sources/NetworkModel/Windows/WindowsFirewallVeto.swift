internal import IISConfiguration

// What stays closed at Windows Firewall whatever rules a script makes.
extension WindowsFirewallFilter {
  /// The filter with a rule of the machine that lets everything in and out.
  ///
  /// What it stops still, no such rule can open: rules that block beat each that allows, and in some profiles rules of the machine
  /// do not count, or none does (Microsoft Learn, "Windows Firewall rules", Rule precedence for inbound rules; [MS-GPFAS], AllowLocalPolicyMerge and
  /// DoNotAllowExceptions).
  ///
  /// - Parameter prefix: What the names of rules begin with that a script is about to set anew.
  /// - Returns: The station, at which only what stays closed is stopped.
  package func allowingAll(besidesRulesNamed prefix: String) -> FilterHop {
    var open = firewall
    for index in open.profiles.indices where open.profiles[index].mergesLocalRules.value {
      open.profiles[index].inbound = WindowsFirewallProfile.Value(.allow)
      open.profiles[index].outbound = WindowsFirewallProfile.Value(.allow)
    }
    return with(open).without(rulesNamed: prefix).hop
  }

  /// The filter without rules of the machine whose names begin with a prefix: the value's name in the registry, or the one that
  /// people see.
  package func without(rulesNamed prefix: String) -> WindowsFirewallFilter {
    var rest = firewall
    rest.rules.removeAll { rule in
      rule.store == .local
        && [rule.id.value, rule.displayName ?? ""].contains { $0.lowercased().hasPrefix(prefix) }
    }
    return with(rest)
  }
}
