public import Text

/// What a firewall's language can say, so that what it cannot is refused and never left out in silence.
public struct TargetCapabilities: Sendable {
  /// Whether a rule can name service tags of Azure.
  public let serviceTags: Bool
  /// Whether it can work through the rules that Windows ships, which only their internal names tell apart.
  public let predefinedRules: Bool
  /// Whether an output can take the rules away again.
  public let removal: Bool
  /// Whether a rule can be for some of the server's addresses.
  public let localAddresses: Bool
  /// Who may come in, in the words of this language.
  public let clients: Message
  /// How active data, which leaves from the server's own ports, is let out.
  public let activeData: Message
  /// What bounds an output.
  public let limits: Message
  /// What happens to rules that are there already.
  public let existingRules: Message
  /// What only the reader can do, each a sentence without its full stop.
  public let leftToReader: [Message]

  init(
    serviceTags: Bool = false, predefinedRules: Bool = false, removal: Bool = true,
    localAddresses: Bool = true, clients: Message, activeData: Message, limits: Message, existingRules: Message,
    leftToReader: [Message] = []
  ) {
    self.serviceTags = serviceTags
    self.predefinedRules = predefinedRules
    self.removal = removal
    self.localAddresses = localAddresses
    self.clients = clients
    self.activeData = activeData
    self.limits = limits
    self.existingRules = existingRules
    self.leftToReader = leftToReader
  }
}
