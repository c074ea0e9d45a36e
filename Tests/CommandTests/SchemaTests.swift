import Foundation
import Linter
import Reachability
import Rules
import TestSupport
import Testing

/// Every JSON that a command writes is as its schema in docs/schemas says, for all samples.
@Suite(.timeLimited, .needsCheckers) struct SchemaTests {
  private static let names = ["explain", "lint", "matrix", "pasv", "rules", "trace"]

  @Test func everySchemaIsTested() throws {
    let folder = Project.root.appendingPathComponent("docs/schemas")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files == Self.names.map { "\($0).schema.json" })
  }

  @Test func lint() throws {
    let environment = "samples/azure-environment/environment"
    try check(
      "lint",
      [
        ["samples"], [], ["samples/first-attempt", "--platform", "azure", "--public-ip", "104.41.173.83"],
        ["samples/azure-environment/applicationHost.config", "--environment", environment],
        ["samples/shared-host", "--sort", "severity", "--min-severity", "warning"], ["missing.config"],
      ].map { ["lint"] + ($0.isEmpty ? ["-"] : $0) + ["--format", "json"] })
  }

  @Test func matrix() throws {
    try check(
      "matrix",
      try Self.configurations().map { ["matrix", $0, "--format", "json"] } + [
        [
          "matrix", "samples/azure-environment/applicationHost.config", "--environment",
          "samples/azure-environment/environment", "--format", "json",
        ],
        [
          "matrix", "samples/azure-ftps", "--user", "eve", "--role", "Partners", "--from", "private", "--format",
          "json",
        ],
        ["matrix", "samples/azure-ftps", "samples/first-attempt", "--format", "json"],
      ])
  }

  @Test func trace() throws {
    let environment = ["--environment", "samples/azure-environment/environment"]
    try check(
      "trace",
      SessionMode.all.flatMap { mode in
        ["winscp", "gvfs-ftp", "wget"].map { client in
          [
            "trace", "samples/azure-environment/applicationHost.config", "--client", client, "--mode", "\(mode)",
            "--format", "json",
          ]
            + environment
        }
      })
  }

  @Test func rules() throws {
    let run = try check("rules", [["rules", "--format", "json"]])
    let document = try JSONSerialization.jsonObject(with: Data(run.utf8)) as? [String: Any]
    let rules = try #require(document?["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == Rule.all.map(\.id))
    #expect(rules.compactMap { $0["rationale"] as? String } == Rule.all.map(\.rationale))
    #expect(rules.compactMap { $0["severity"] as? String } == Rule.all.map(\.severity.rawValue))
  }

  @Test func pasv() throws {
    let replies = [
      "227 Entering Passive Mode (104,41,173,83,27,90).", "229 Entering Extended Passive Mode (|||50000|)",
      "227 Entering Passive Mode (10,0,0,4,200,10).", "227 ok, slot 3 (127,0,0,1,1,1).", "229 (IPv4) (|||40000|)",
    ]
    try check(
      "pasv",
      try replies.flatMap { reply in
        [["pasv", reply, "--format", "json"]]
          + (try Self.configurations().map { ["pasv", reply, $0, "--format", "json"] })
      })
  }

  @Test func explain() throws {
    let subjects =
      [
        "534", "425", "534 31", "999", "nothing that anybody knows", "curl: (35) error", "0x80090325",
        "external-address-stale",
      ]
      + [
        "227 Entering Passive Mode (104,41,173,83,27,90).",
        "Response: 530 User cannot log in, home directory inaccessible.",
      ]
      + Symptom.all.map(\.id) + Rule.all.prefix(5).map(\.id)
    try check("explain", subjects.map { ["explain", $0, "--format", "json"] })
    try check(
      "explain",
      try Self.configurations().flatMap { path in
        ["534", "425", "227 Entering Passive Mode (104,41,173,83,27,90).", "nothing that anybody knows"].map {
          ["explain", $0, path, "--format", "json"]
        }
      })
  }

  /// A log, of which the line that decides and the other failures are told.
  @Test func explainOfALog() throws {
    let folder = try ScratchFolder()
    let log = try folder.write(
      "u_ex.log",
      """
      #Fields: date time c-ip cs-username s-ip s-port cs-method cs-uri-stem sc-status sc-win32-status sc-substatus
      2026-11-29 08:00:00 192.0.2.1 - 10.0.0.4 21 PASS hunter2 530 1326 41
      2026-11-29 08:00:01 192.0.2.1 - 10.0.0.4 21 PASS *** 530 1326 41
      2026-11-29 08:00:02 192.0.2.1 - 10.0.0.4 21 AUTH TLS-P 534 0 31

      """)
    let text = try check("explain", [["explain", "--log", log, "--format", "json"]])
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect((document?["line"] as? [String: Any])?["number"] as? Int == 4)
    #expect((document?["otherFailures"] as? [Any])?.count == 1)
    #expect(document?["findings"] is NSNull && document?["rule"] is NSNull)
    #expect(!text.contains("hunter2"))
  }

  /// The answers in JSON say what those in text say.
  @Test func theAnswersAreTheSame() throws {
    func json(_ arguments: [String]) throws -> [String: Any] {
      let run = try run(Project.tool, arguments + ["--format", "json"], folder: Project.root)
      return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }
    func text(_ arguments: [String]) throws -> String {
      try run(Project.tool, arguments, environment: ["NO_COLOR": "1"], folder: Project.root).output
        .split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
    let trace = [
      "trace", "samples/azure-environment/applicationHost.config", "--client", "wget", "--environment",
      "samples/azure-environment/environment",
    ]
    let steps = try #require(try json(trace)["steps"] as? [[String: Any]])
    #expect(steps.count > 2)
    for check in steps.flatMap({ $0["checks"] as? [[String: Any]] ?? [] }) {
      #expect(try text(trace).contains(#require(check["reason"] as? String)))
    }
    let pasv = ["pasv", "227 Entering Passive Mode (104,41,173,83,27,90).", "samples/azure-ftps"]
    for sentence in try #require(try json(pasv)["meaning"] as? [String]) { #expect(try text(pasv).contains(sentence)) }
    let explain = ["explain", "425", "samples/first-attempt"]
    let document = try json(explain)
    for symptom in try #require(document["symptoms"] as? [[String: Any]]) {
      #expect(try text(explain).contains(#require(symptom["cause"] as? String)))
    }
    let found = try #require(document["findings"] as? [[String: Any]])
    #expect(!found.isEmpty)
    for finding in found {
      #expect(
        try text(explain).contains(
          "[\(#require(finding["rule"] as? String))]: \(#require(finding["message"] as? String))"))
    }
  }

  @Test func statusesAreTheSame() throws {
    let trace = [
      "trace", "samples/azure-environment/applicationHost.config", "--client", "wget", "--environment",
      "samples/azure-environment/environment",
    ]
    for arguments in [
      trace, ["pasv", "no reply"], ["explain", "534", "missing.config"], ["rules"], ["explain", "534"],
    ] {
      let text = try run(Project.tool, arguments, folder: Project.root)
      let json = try run(Project.tool, arguments + ["--format", "json"], folder: Project.root)
      #expect(text.status == json.status && text.errors == json.errors, "\(arguments)")
    }
    #expect(try ftpsgate("rules", "--format", "markdown").output == ftpsgate("rules", "--markdown").output)
    let both = try ftpsgate("rules", "--markdown", "--format", "json")
    #expect(both.status == 64 && both.errors.contains("leave out one of --markdown and --format json"))
  }

  @Test(
    arguments: [
      ("lint", ["lint", "samples/first-attempt"], "\"severity\": \"error\"", "\"severity\": \"fatal\""),
      ("lint", ["lint", "samples/first-attempt"], "\"help\"", "\"advice\""),
      ("matrix", ["matrix", "samples/azure-ftps"], "\"verdict\": \"unknown\"", "\"verdict\": \"maybe\""),
      ("trace", ["trace", "samples/azure-ftps", "--client", "winscp"], "\"mode\"", "\"kind\""),
      ("rules", ["rules"], "\"since\"", "\"from\""), ("pasv", ["pasv", "229 (|||50000|)"], "50000", "70000"),
      ("explain", ["explain", "534"], "\"confidence\"", "\"certainty\""),
    ] as [(String, [String], String, String)])
  func theSchemasRefuse(_ name: String, _ arguments: [String], _ part: String, _ fault: String) throws {
    let good = try run(Project.tool, arguments + ["--format", "json"], folder: Project.root).output
    try #require(good.contains(part))
    #expect(try validate(name, [good.replacing(part, with: fault)]).status == 1)
  }

  private static func configurations() throws -> [String] {
    let samples = Project.root.appendingPathComponent("samples")
    return try FileManager.default.subpathsOfDirectory(atPath: samples.path).filter {
      $0.hasSuffix("applicationHost.config")
    }
    .sorted().map { "samples/\($0)" }
  }

  /// Runs commands from the project's folder and holds what they write against a schema; gives the last output.
  @discardableResult private func check(_ name: String, _ commands: [[String]]) throws -> String {
    let outputs = try commands.map { try run(Project.tool, $0, folder: Project.root).output }
    let result = try validate(name, outputs)
    #expect(
      result.status == 0 && result.output.hasSuffix("\(commands.count) documents, 0 faults\n"),
      "\(result.output.prefix(3000))")
    return outputs.last ?? ""
  }

  private func validate(_ name: String, _ documents: [String]) throws -> ProgramRun {
    let folder = try ScratchFolder()
    let files = try documents.enumerated().map { try folder.write("\($0).json", $1) }
    let script = Project.root.appendingPathComponent("Tests/Checkers/check_schema.py")
    return try run(#require(Project.checkers), [script.path, name] + files)
  }
}
