internal import Text

/// What all outputs for a security group say to their readers.
enum SecurityRuleWords {
  /// What any output for a security group can say; what comes of rules that are there, and what is left, hangs on its tool.
  static func capabilities(
    removal: Bool = true, existingRules: Message, leftToReader: [Message]
  ) -> TargetCapabilities {
    TargetCapabilities(
      serviceTags: true, removal: removal, clients: "networks, and a rule of its own for each service tag",
      activeData: "outbound rules with source ports",
      limits: "priorities to 4096, and 4000 ports and 4000 networks a rule", existingRules: existingRules,
      leftToReader: ["which security groups are asked: where subnet and interface have one, both need the rules"]
        + leftToReader)
  }

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
  static let rulesOfOthers: Message =
    "rules of others at these priorities or before them: --environment with the group's file takes them into account"
}
