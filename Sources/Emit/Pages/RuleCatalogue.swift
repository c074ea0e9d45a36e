public import Linter

/// All rules: as a list for a terminal, and as the Markdown of docs/rules.md.
public struct RuleCatalogue {
  let rules: [Rule]
  private let findings: (Rule, Example) -> FileReport?
  private let fixed: (Rule) -> FixedFile?

  /// A catalogue of these rules, in their order, with what each says of its examples and how it mends one, where that is to
  /// be shown.
  public init(
    _ rules: [Rule], fixed: @escaping (Rule) -> FixedFile? = { _ in nil },
    findings: @escaping (Rule, Example) -> FileReport? = { _, _ in nil }
  ) {
    self.rules = rules
    self.findings = findings
    self.fixed = fixed
  }

  /// A line for each rule, under its topic.
  public var text: String {
    let width = rules.map(\.id.count).max() ?? 0
    return byTopic.map { topic, rules in
      let lines = rules.map { rule in
        "  " + padded(rule.id, to: width) + "  " + padded(rule.severity.rawValue, to: 7) + "  " + rule.summary
      }
      return topic.rawValue + "\n" + lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  /// The whole catalogue.
  public var markdown: String {
    let contents = byTopic.map { topic, rules in
      "\n## \(topic.rawValue)\n\n"
        + rules.map { rule in RulePage(rule, fixed: fixed(rule)) { findings(rule, $0) }.markdown }.joined(
          separator: "\n")
    }
    return Self.introduction + contents.joined()
  }

  private var byTopic: [(Rule.Topic, [Rule])] {
    Rule.Topic.allCases.map { topic in (topic, rules.filter { $0.topic == topic }) }.filter { !$0.1.isEmpty }
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }

  private static let introduction = """
    # The rules

    This page is made from the rules themselves by `ftpsgate rules --markdown`; `ftpsgate explain RULE` prints one of \
    its sections. The examples are the rules' tests: `▸` marks where a finding begins and `◂` where it ends; below each stands \
    what `ftpsgate lint` says of it, with the lines of the whole file. Values \
    are effective ones: a site's own, else those of `<siteDefaults>`, else the schema's defaults. The findings of a \
    site whose `ftpServer` has `serverAutoStart="false"` are notes, except under "Reading the file".

    """
}
