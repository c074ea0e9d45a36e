internal import Reachability

/// The frame of a deployment template of Azure Resource Manager.
///
/// Source: Azure documentation, "Understand the structure and syntax of ARM templates".
struct ResourceTemplate {
  /// What the template says of itself: the header's lines, which may hold anything that the input holds, and never begin with
  /// the bracket of an expression.
  let comments: [String]
  /// What whoever deploys it gives: names, and what they are.
  let parameters: [(name: StaticString, purpose: String)]

  /// The template, with resources and whatever else stands beside them.
  func text(_ members: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    json.object(inLines: true) { json in
      json.member("$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#")
      json.member("contentVersion", "1.0.0.0")
      json.key("metadata")
      json.object(inLines: true) { json in
        json.key("comments")
        json.array(comments, inLines: true) { $0.string($1) }
      }
      json.key("parameters")
      json.object(inLines: true) { json in
        for parameter in parameters { Self.write(parameter, to: &json) }
      }
      members(&json)
    }
    json.end()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func write(_ parameter: (name: StaticString, purpose: String), to json: inout JSONWriter) {
    json.key(parameter.name)
    json.object(inLines: true) { json in
      json.member("type", "string")
      json.key("metadata")
      json.object { $0.member("description", parameter.purpose) }
    }
  }

  /// The version of the resources of Microsoft.Network that templates name.
  static let networkVersion: StaticString = "2024-05-01"
}
