/// A language that firewall rules can be written in.
public struct FirewallTarget: Sendable {
  /// What the option calls it.
  public let name: String
  /// What it is, in a few words.
  public let purpose: String
  /// How names of files in this form end.
  public let fileEnding: String
  /// What it can say.
  public let capabilities: TargetCapabilities
  /// Makes the dialect that writes an output with this header, with the rules that Windows ships or without.
  let dialect: @Sendable (ScriptHeader, Bool) -> any FirewallDialect

  init(
    _ name: String, _ purpose: String, fileEnding: String, capabilities: TargetCapabilities,
    dialect: @escaping @Sendable (ScriptHeader, Bool) -> any FirewallDialect
  ) {
    self.name = name
    self.purpose = purpose
    self.fileEnding = fileEnding
    self.capabilities = capabilities
    self.dialect = dialect
  }
}
