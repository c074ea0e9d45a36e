import Foundation
import IISConfiguration
import Linter
import Policies
import Rules
import TestSupport
import Testing

/// The schema in docs/ and the program take the same policies: a reader of other people's holds one to the other.
@Suite(.timeLimited, .needsCheckers) struct PolicySchemaTests {
  private static let sound = [
    "version: 1\n",
    "version: 1\nplatform: azure\npublic-ip: 20.40.60.80\nfrom: [internet, 10.0.0.0/8]\nrequire: explicit\n",
    "version: 1\nrules:\n  logging-disabled: 'off'\n  access/*: note\n  passive-range-too-wide: {ports: 2000}\n",
    "version: 1\nsites:\n  \"Partner*\":\n    public-ip: [20.1.2.3]\n    waivers: [{rule: tls/*, reason: x}]\n",
    "version: 1\nwaivers:\n- {rule: logging-disabled, site: A, path: b, value: c, reason: d, expires: '2027-01-01'}\n",
    "version: 1\nprofile: all\nfail-on: never\nfiles: ['*.config']\ninline-waivers: true\nbaseline: b.json\nclients: [winscp]\n",
  ]

  private static let broken = [
    "platform: azure\n", "version: 2\n", "version: 1\nplatfrom: azure\n", "version: 1\nrules: {no-such-rule: note}\n",
    "version: 1\nrules: {logging-disabled: bad}\n", "version: 1\nrules: {passive-range-too-wide: {ports: 0}}\n",
    "version: 1\nrules: {logging-disabled: {ports: 1}}\n", "version: 1\nwaivers: [{rule: logging-disabled}]\n",
    "version: 1\nsites: {A: {platform: azure}}\n", "version: 1\nrequire: nothing\n", "version: 1\nclients: [nobody]\n",
    "version: 1\nsites: {A: {waivers: [{rule: tls/*, reason: x, site: B}]}}\n", "version: 1\nrequire-ftp: perhaps\n",
  ]

  private func isSound(_ text: String, _ folder: ScratchFolder) throws -> Bool {
    let file = try folder.write("policy.yml", text)
    let schema = Project.root.appendingPathComponent("docs/policy.schema.json").path
    let result = try run(
      #require(Project.checkers), ["-m", "check_jsonschema", "--schemafile", schema, file])
    try #require(result.status == 0 || result.output.contains("Schema validation errors"), "\(result.errors)")
    return result.status == 0
  }

  @Test func bothTakeTheSamePolicies() throws {
    let folder = try ScratchFolder()
    for (text, expected) in Self.sound.map({ ($0, true) }) + Self.broken.map({ ($0, false) }) {
      #expect(try isSound(text, folder) == expected, "\(text)")
      let ours = (try? PolicyDocument.read(.init(path: "p", bytes: Array(text.utf8)))) != nil
      #expect(ours == expected, "\(text)")
    }
  }

  @Test func theSchemaKnowsEachRule() throws {
    let data = try Data(contentsOf: Project.root.appendingPathComponent("docs/policy.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    let names = try #require(definitions["ruleName"]?["enum"] as? [String])
    let topics = ["reading", "bindings", "passive-ports", "external-address", "tls", "access", "environment"]
    #expect(names == Rule.all.map(\.id) + topics.map { $0 + "/*" })
    let choices = try #require(definitions["rules"]?["properties"] as? [String: Any])
    #expect(Set(choices.keys) == Set(names))
    for rule in Rule.all {
      let forms = (choices[rule.id] as? [String: Any])?["oneOf"] as? [[String: Any]]
      let described = (forms?.last?["properties"] as? [String: [String: Any]])?.filter { $0.key != "severity" } ?? [:]
      #expect(Set(described.keys) == Set(rule.settings.map(\.name)), "\(rule.id)")
      for setting in rule.settings {
        #expect(described[setting.name]?["minimum"] as? Int == setting.bounds.lowerBound)
        #expect(described[setting.name]?["maximum"] as? Int == setting.bounds.upperBound)
        #expect(described[setting.name]?["default"] as? Int == setting.standard)
      }
    }
  }
}
