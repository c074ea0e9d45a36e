import Foundation
import Inet
import Testing

/// A rule of a security group, as an output has it.
struct IngressRule: Hashable {
  var name = ""
  var group = ""
  var description = ""
  var proto = ""
  var first = 0
  var last = 0
  var network = ""
}

/// Reads what the program writes for Terraform, and nothing else of the language.
enum TerraformReader {
  static func rules(_ text: String) throws -> [IngressRule] {
    var rules: [IngressRule] = []
    var rule: IngressRule?
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if let match = line.wholeMatch(of: /resource "aws_vpc_security_group_ingress_rule" "([A-Za-z_][A-Za-z0-9_]*)" \{/)
      {
        try #require(rule == nil)
        rule = IngressRule(name: String(match.1))
      } else if line == "}" {
        if let rule { rules.append(rule) }
        rule = nil
      } else if rule != nil {
        let match = try #require(line.wholeMatch(of: #/  ([a-z0-9_]+) += (.+)/#), "\(line)")
        set(&rule, String(match.1), String(match.2).trimmingCharacters(in: ["\""]))
      }
    }
    return rules
  }

  private static func set(_ rule: inout IngressRule?, _ name: String, _ value: String) {
    switch name {
    case "security_group_id": rule?.group = value
    case "description": rule?.description = value
    case "ip_protocol": rule?.proto = value
    case "from_port": rule?.first = Int(value) ?? -1
    case "to_port": rule?.last = Int(value) ?? -1
    case "cidr_ipv4" where !value.contains(":"), "cidr_ipv6" where value.contains(":"): rule?.network = value
    case "tags": if value != "{ Name = \"\(rule?.description ?? "")\" }" { rule?.description = "tags" }
    default: Issue.record("\(name)")
    }
  }
}

/// Reads a template of CloudFormation with a parser of somebody else's.
enum TemplateReader {
  static func template(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  static func rules(_ text: String) throws -> [IngressRule] {
    let resources = try #require(try template(text)["Resources"] as? [String: [String: Any]])
    return try resources.map { name, resource in
      #expect(Set(resource.keys) == ["Type", "Metadata", "Properties"])
      #expect(resource["Type"] as? String == "AWS::EC2::SecurityGroupIngress")
      #expect(name.wholeMatch(of: /[A-Za-z0-9]{1,255}/) != nil)
      let properties = try #require(resource["Properties"] as? [String: Any])
      #expect(properties.count == 6)
      let (v4, v6) = (properties["CidrIp"] as? String, properties["CidrIpv6"] as? String)
      #expect((v4?.contains(":") ?? false) == false && v6?.contains(":") ?? true)
      return IngressRule(
        name: name, group: (properties["GroupId"] as? [String: String])?["Ref"] ?? "",
        description: properties["Description"] as? String ?? "", proto: properties["IpProtocol"] as? String ?? "",
        first: properties["FromPort"] as? Int ?? -1, last: properties["ToPort"] as? Int ?? -1,
        network: v4 ?? v6 ?? "")
    }
  }
}

extension [IngressRule] {
  /// Who comes in to a port.
  func clients(of port: Int) -> IPAddressSet {
    IPAddressSet(
      union: filter { $0.first <= port && port <= $0.last }.compactMap { IPPrefix($0.network).map(IPAddressSet.init) })
  }
}
