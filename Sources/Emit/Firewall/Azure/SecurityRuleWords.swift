internal import Text

/// What all outputs for a security group say to their readers.
enum SecurityRuleWords {
  /// What the group's name is asked for.
  static let groupPurpose = "The network security group that the rules come into; it must be there already."

  /// What the header tells.
  static let notes = [
    "Servers that share a security group need plans of different names (--name).",
    "A network security group sees the private address of the server, never the public one.",
    "Where both the subnet and the network interface have a security group, both must have these rules.",
    "To check what comes of it: az network nsg list --output json > environment/nsg.json, then",
    "ftpsgate lint applicationHost.config --environment environment",
  ]

  /// What only the reader can do, where the output cannot look at the group.
  static let leftToReader: [Message] = [
    "which security groups are asked: where subnet and interface have one, both need the rules",
    "rules of others at these priorities or before them: --environment with the group's file takes them into account",
  ]
}
