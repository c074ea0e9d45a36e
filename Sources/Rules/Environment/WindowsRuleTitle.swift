internal import IISConfiguration
internal import NetworkModel

extension WindowsFirewallRule {
  /// What a message calls the rule: `"FTP"`, or `"Block bad" ({9})` where the rule's own name is a GUID.
  var title: String {
    guard id.value.hasPrefix("{"), let displayName else { return quoted(id.value) }
    return "\(quoted(displayName)) (\(printable(id.value)))"
  }

  /// Where the rule stands, as rulings say it.
  var place: Location { Location(path, text.range) }
}
