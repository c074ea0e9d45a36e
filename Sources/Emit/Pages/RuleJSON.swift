internal import Linter

extension RuleCatalogue {
  /// The rules for programs, a line for each.
  public var json: [UInt8] {
    versionedJSON { json in
      json.key("rules")
      json.array(rules, inLines: true) { json, rule in json.object { writeRule(rule, to: &$0) } }
    }
  }
}

/// Writes the members that tell of a rule.
func writeRule(_ rule: Rule, to json: inout JSONWriter) {
  json.member("id", rule.id)
  json.key("aliases")
  json.strings(rule.aliases)
  json.member("topic", rule.topic.rawValue)
  json.member("concern", rule.concern.rawValue)
  json.member("severity", rule.severity.rawValue)
  json.member("summary", rule.summary)
  json.key("status")
  json.object { json in
    switch rule.status {
    case .stable(let since):
      json.member("state", "stable")
      json.member("since", since)
    case .deprecated(let since, let reason):
      json.member("state", "deprecated")
      json.member("since", since)
      json.member("reason", reason)
    }
  }
  json.key("settings")
  json.array(rule.settings) { json, setting in
    json.object { json in
      json.member("name", setting.name)
      json.member("summary", setting.summary)
      json.member("standard", setting.standard)
      json.member("least", setting.bounds.lowerBound)
      json.member("most", setting.bounds.upperBound)
    }
  }
  json.member("rationale", rule.rationale)
}
