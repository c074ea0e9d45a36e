internal import Inet
internal import Reachability
internal import Text

extension FirewallTarget {
  /// Ingress rules of an EC2 security group, as a CloudFormation stack.
  public static let awsCloudFormation = FirewallTarget(
    "aws-cloudformation", "an EC2 security group in AWS, with a CloudFormation template in JSON",
    fileEnding: "cfn.json",
    capabilities: SecurityGroupWords.capabilities(
      limits: "\(SecurityGroupWords.limits); 500 rules of a template",
      existingRules: """
        those of others stay; where one has the ports and the network of a rule of the plan, AWS refuses that one \
        (InvalidPermission.Duplicate), and the stack is rolled back; rules of an earlier plan go with the next deployment of the \
        same stack
        """,
      undo: "aws cloudformation delete-stack takes the rules away again",
      more: ["a template of more than 51,200 bytes: it goes by way of a bucket (--s3-bucket)"])
  ) { header, _ in CloudFormationDialect(header: header) }
}

/// Ingress rules of an EC2 security group as a CloudFormation template, one resource for each run of ports and network.
///
/// JSON has no comments: what they would say is in `Metadata`, in which CloudFormation changes nothing and looks nothing up.
/// Sources: AWS CloudFormation Template Reference, `AWS::EC2::SecurityGroupIngress`; User Guide, "Template anatomy" and "Quotas".
struct CloudFormationDialect: FirewallDialect {
  /// Where the output comes from.
  let header: ScriptHeader

  func render(_ plan: FirewallPlan) throws(UnsupportedByTarget) -> String {
    let rules = try plan.checkedIngressRules()
    guard rules.rules.count <= Self.mostResources else { throw Self.tooLarge(plan, rules) }
    let notes = Self.notes + SecurityGroupWords.notes(for: plan, rules)
    var json = JSONWriter()
    json.object(inLines: true) { json in
      json.member("AWSTemplateFormatVersion", "2010-09-09")
      json.member("Description", description(of: plan))
      json.key("Metadata")
      json.object(inLines: true) { json in
        json.key("ftpsgate")
        json.lines(header.preamble(Self.subject, notes: notes, for: plan), atMost: Self.mostLines)
      }
      json.key("Parameters")
      Self.parameter(to: &json)
      json.key("Resources")
      json.object(inLines: true) { json in
        for rule in rules.rules { rule.write(to: &json, plan.key) }
      }
    }
    json.end()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// Where it comes from in a line, of which CloudFormation takes 1,024 bytes; the input's name is cut where it is too long.
  private func description(of plan: FirewallPlan) -> String {
    let line = """
      \(Self.subject) Written by \(header.tool.name) \(header.tool.version); name of the plan: \(plan.key); SHA-256 of the \
      plan: \(plan.digest); input: \(templateText(header.input))
      """
    return line.utf8.count > 1024 ? String(line.prefix(1021)) + "..." : line
  }

  private static func parameter(to json: inout JSONWriter) {
    json.object(inLines: true) { json in
      json.key("SecurityGroupId")
      json.object(inLines: true) { json in
        json.member("Type", "AWS::EC2::SecurityGroup::Id")
        json.member("Description", "The id of the security group that the server's network interfaces have: sg-...")
      }
    }
  }

  private static func tooLarge(_ plan: FirewallPlan, _ rules: AWSIngressRules) -> UnsupportedByTarget {
    UnsupportedByTarget(
      opening: rules.rules[0].openings[0],
      reason: """
        it takes \(rules.rules.count) rules, and a template holds no more than \(mostResources): give fewer and larger networks \
        to \(code: "--from"), or choose \(code: "aws-terraform")
        """)
  }

  private static let mostResources = 500
  private static let mostLines = 200
  private static let subject = "Ingress rules of an EC2 security group for the FTP sites of IIS."
  private static let notes = [
    "Deploy it: aws cloudformation deploy --stack-name NAME --template-file FILE --parameter-overrides SecurityGroupId=sg-...",
    "To see before what would change, add --no-execute-changeset. A file of more than 51,200 bytes needs --s3-bucket BUCKET.",
    "A rule of somebody else with the same ports and network fails the stack, which is rolled back",
    "(InvalidPermission.Duplicate): take it away. Rules of an earlier plan go with the next deployment.",
    "Undo: aws cloudformation delete-stack --stack-name NAME",
  ]
}

extension AWSIngressRule {
  fileprivate func write(to json: inout JSONWriter, _ key: PlanKey) {
    json.key(named: logicalID)
    json.object(inLines: true) { json in
      json.member("Type", "AWS::EC2::SecurityGroupIngress")
      json.key("Metadata")
      json.object(inLines: true) { json in
        json.key("Why")
        json.lines(reasons(origins: 20), atMost: 100)
      }
      json.key("Properties")
      json.object(inLines: true) { json in
        json.key("GroupId")
        json.object { $0.member("Ref", "SecurityGroupId") }
        json.member("Description", name(key))
        json.member("IpProtocol", "tcp")
        json.member("FromPort", Int(ports.first))
        json.member("ToPort", Int(ports.last))
        if isV6 { json.member("CidrIpv6", sourceText) } else { json.member("CidrIp", sourceText) }
      }
    }
  }

  /// The name within the template, of letters and digits alone: `Tcp50000To50100From203x0x113x0x24`.
  private var logicalID: String {
    let range = ports.first == ports.last ? "\(ports.first)" : "\(ports.first)To\(ports.last)"
    if source.length == 0 { return "Tcp\(range)FromAny" + (isV6 ? "IPv6" : "IPv4") }
    return "Tcp\(range)From" + sourceWord.split { "-.".contains($0) }.joined(separator: "x")
  }
}

/// A text as CloudFormation may have it anywhere: visible ASCII, in which no dynamic reference (`{{resolve:`) begins.
private func templateText(_ text: String) -> String {
  visibleASCII(text).replacing("{{", with: "{\\u{7b}")
}

extension JSONWriter {
  /// Writes lines as an array of strings; of too many it says how many more there are.
  fileprivate mutating func lines(_ lines: [String], atMost limit: Int) {
    let excess = lines.count - limit
    let kept = excess > 0 ? lines.prefix(limit) + ["... and \(excess) more lines"] : lines[...]
    array(kept, inLines: true) { $0.string(templateText($1)) }
  }
}
