internal import Text

/// Every language of firewall rules and what it can say: for a terminal, and as docs/targets.md has it.
public struct TargetCatalogue: Sendable {
  private let targets: [FirewallTarget]

  /// A catalogue of these languages, in their order.
  public init(_ targets: [FirewallTarget] = FirewallTarget.allCases) {
    self.targets = targets
  }

  /// What each can say, below its name.
  public var text: String {
    targets.map { target in
      let facts = target.facts.map { "    \($0.title): \($0.text)\n" }
      return "\(target.name)\n    \(target.purpose)\n" + facts.joined()
    }.joined(separator: "\n")
  }

  /// A part for each.
  public var markdown: String {
    targets.map { target in
      let facts = target.facts.map { "- **\($0.title)**: \($0.text.text(in: MarkdownStyle()))" }
      return "### \(target.name)\n\nFor \(target.purpose).\n\n" + facts.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}

extension FirewallTarget {
  /// What its capabilities say, in order.
  fileprivate var facts: [(title: String, text: Message)] {
    let yesOrNo: (Bool) -> Message = { $0 ? "yes" : "no" }
    let left = capabilities.leftToReader.map { ("left to you", $0) }
    return [
      ("clients", capabilities.clients), ("service tags", yesOrNo(capabilities.serviceTags)),
      ("addresses of the server", yesOrNo(capabilities.localAddresses)),
      ("active data", capabilities.activeData), ("rules that Windows ships", yesOrNo(capabilities.predefinedRules)),
      ("what stands there already", capabilities.existingRules), ("undo", yesOrNo(capabilities.removal)),
      ("limits", capabilities.limits),
    ] + left
  }
}
