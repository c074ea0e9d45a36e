internal import IISConfiguration
internal import Text

/// A form in which people often save what is asked for, and that is not read.
///
/// What is recognised is only named, with what is read in its stead; so a form that looks alike costs a wrong word and
/// never a wrong verdict.
struct UnreadForm<Content>: Sendable {
  private let title: Message
  /// What is read in its stead.
  private let readable: Message
  /// Whether something is of this form.
  let recognises: @Sendable (Content) -> Bool

  private init(_ title: Message, _ readable: Message, _ recognises: @escaping @Sendable (Content) -> Bool) {
    self.title = title
    self.readable = readable
    self.recognises = recognises
  }

  /// Why a file of this form is skipped.
  var whySkipped: Message { "it is \(title), which is not read: give \(readable)" }
}

extension UnreadForm<TextBeginning> {
  /// The forms of texts.
  static let texts = [
    Self("a policy that netsh advfirewall export wrote", firewall) { $0.lines[0].hasPrefix("regf") },
    Self("what netsh advfirewall shows, in the language of the display", firewall, \.hasRuleOfNetsh),
    Self("what PowerShell tells of Windows Firewall", firewall) {
      $0.hasProperty("DisplayName") && $0.hasProperty("Direction")
        || $0.lines.prefix(2).contains { $0.contains("DisplayName") && $0.contains("Direction") && $0.contains(",") }
    },
    Self("a list from the console of Windows Firewall", firewall) { $0.lines[0].count { $0 == "\t" } > 8 },
    Self("a plan as Terraform keeps it", output(of: TerraformFormat())) {
      $0.lines[0].hasPrefix("PK\u{3}\u{4}") && $0.lines.contains { $0.contains("tfplan") }
    },
    Self("written in Terraform's language", output(of: TerraformFormat())) {
      $0.hasLine(["resource \"", "data \"", "provider \"", "module \"", "variable \""])
    },
    Self("a parameter file of Bicep", output(of: TemplateParametersFormat())) { $0.hasLine(["using '"]) },
    Self("written in Bicep", output(of: ResourceTemplateFormat())) {
      $0.hasLine(["targetScope ", "targetScope=", "resource ", "module ", "param "])
    },
    Self("YAML or a table of az", "what az prints with \(code: "-o json")") {
      $0.hasTableOfAz || $0.lines.contains { $0.contains("/providers/Microsoft.Network/") }
    },
    Self("what PowerShell tells of Azure", "what az prints; \(code: "ftpsgate formats") lists its commands") {
      $0.hasProperty("ResourceGroupName")
    },
    Self("what shows addresses of the machine", output(of: ServerFactsFormat())) {
      $0.hasProperty("InterfaceAlias") || $0.lines.contains { $0.contains(" . . . . ") }
    },
  ]
}

extension UnreadForm<JSONValue> {
  /// The forms of JSON, by the first element of a list.
  static let json = [
    Self("what PowerShell tells of Windows Firewall", firewall) {
      $0["DisplayName"] != nil && $0["Direction"] != nil && $0["Profile"] != nil
    },
    Self("what az tells of a machine", output(of: AzureFormat.networkInterfaces)) {
      $0["type"]?.string?.value.lowercased() == "microsoft.compute/virtualmachines"
    },
  ]
}

private let firewall = output(of: WindowsFirewallFormat())

private func output(of format: some EnvironmentFormat) -> Message {
  "what \(code: format.description.origins.first?.command ?? "") writes"
}
