internal import Linter

/// Writes a rule's `reportingDescriptor`.
func writeSARIFRule(_ rule: Rule, to json: inout JSONWriter) {
  let plain = plainText(rule.rationale)
  json.object(inLines: true) { json in
    json.member("id", rule.id)
    json.key("shortDescription")
    json.object { $0.member("text", rule.summary) }
    json.key("fullDescription")
    json.object { $0.member("text", plain.firstRange(of: "\n\n").map { String(plain[..<$0.lowerBound]) } ?? plain) }
    json.key("help")
    json.object {
      $0.member("text", plain)
      $0.member("markdown", rule.rationale)
    }
    if let source = rule.source { json.member("helpUri", source) }
    json.key("defaultConfiguration")
    json.object { $0.member("level", rule.severity.rawValue) }
    json.key("properties")
    json.object { json in
      json.key("tags")
      json.strings([rule.topic.rawValue, rule.concern.rawValue])
    }
  }
}

extension Rule {
  /// The first public page that the rationale cites.
  fileprivate var source: String? {
    rationale.firstMatch(of: /\]\((?<address>https:[^)\s]*)\)/).map { String($0.output.address) }
  }
}
