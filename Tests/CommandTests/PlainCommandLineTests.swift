import Foundation
import FuzzSupport
import Reachability
import Testing
import TestSupport
import ArgumentParser
@testable import ftpsgate

/// Plain command lines are read without ArgumentParser, and mean what it makes of them.
@Suite(.timeLimited) struct PlainCommandLineTests {
  private let folder: ScratchFolder
  private let path: String

  init() throws {
    folder = try ScratchFolder()
    path = try folder.write("a.config", file(sites: site()))
    _ = try folder.write("env/nsg.json", "{}")
  }

  @Test(
    "is plain",
    arguments: [
      "PATH", "lint PATH", "PATH PATH", "-", "PATH - PATH", "FOLDER", "--format json PATH", "--format=json PATH",
      "PATH --format sarif", "PATH --output FOLDER/report.txt", "PATH --fail-on note", "PATH --require-decided",
      "PATH --platform azure --public-ip 20.1.2.3 --public-ip=20.1.2.4", "PATH --environment FOLDER/env",
      "PATH --from 10.0.0.0/8 --from service-tag:AzureCloud", "PATH --select external-address-stale",
      "PATH --ignore external-address-stale --ignore external-address-private",
    ])
  func isPlain(_ line: String) {
    let arguments = arguments(line)
    let request = plain(arguments)
    #expect(request != nil)
    #expect(request == parsed(arguments))
    // Dates are judged by the present time, whoever reads the line.
    #expect(PlainCommandLine.lintRequest(arguments)?.deployment.now != nil)
  }

  @Test(
    "is left to ArgumentParser",
    arguments: [
      "", "lint", "rules", "help", "matrix PATH", "FOLDER/missing.config", "- -", "--format", "--format= PATH",
      "--format yaml PATH", "--form json PATH", "--format json --format text PATH", "--require-decided=yes PATH",
      "--public-ip 10.0.0.1 PATH", "--select no-such-rule PATH", "--output - PATH", "--output PATH PATH",
      "--output FOLDER/env/nsg.json --environment FOLDER/env PATH", "-h", "--help", "--version", "-- PATH", "PATH --",
      "PATH --max-size 5", "PATH --user Anna", "lint lint",
    ])
  func isLeft(_ line: String) {
    #expect(plain(arguments(line)) == nil)
  }

  /// Each option that there is, whole and cut short, with each kind of value in each form, alone, twice and with another.
  @Test func agreesWithArgumentParserOnAllOptions() throws {
    let options = try Self.options()
    var random = SplitMix(seed: 12)
    var known: Set<String> = []
    for option in options {
      for value in option.values + Self.values {
        let said = [[option.name, value], ["\(option.name)=\(value)"], [option.name]]
        let other = options.randomElement(using: &random) ?? option
        let otherValue = (other.values + Self.values).randomElement(using: &random) ?? ""
        let lines =
          said.map { $0 + ["PATH"] } + [
            ["PATH"] + said[0] + ["PATH"], ["lint"] + said[0] + said[0] + ["PATH"], ["PATH"] + said[1] + said[1],
            [String(option.name.dropLast()), value, "PATH"], said[0] + [other.name, otherValue, "PATH"],
            [other.name] + said[0] + ["PATH"],
          ]
        for line in lines.map({ $0.map(named) }) {
          guard let request = plain(line) else { continue }
          known.insert(option.name)
          #expect(request == parsed(line), "\(line)")
        }
      }
    }
    #expect(
      known.isSuperset(of: [
        "--format", "--output", "--fail-on", "--require-decided", "--platform", "--environment", "--from",
        "--public-ip",
        "--select", "--ignore",
      ]))
  }

  @Test func aFileWithTheNameOfACommandIsTheCommand() throws {
    _ = try folder.write("rules", file(sites: site()))
    #expect(try run(Project.tool, ["rules"], folder: folder.url).output == run(Project.tool, ["rules"]).output)
    #expect(try run(Project.tool, ["lint", "rules"], folder: folder.url).output.contains("┌─ rules:"))
  }

  /// Values of all kinds, for options of all kinds.
  private static let values = [
    "", "-", "-x", "--format", "x", "a=b", "5", "20.1.2.3", "10.0.0.1", "10.0.0.0/8", "internet", "private",
    "service-tag:Storage", "external-address-stale", "2026-11-29", "PATH", "FOLDER", "FOLDER/new", "FOLDER/env",
  ]

  /// The options of `lint` as ArgumentParser describes them.
  private static func options() throws -> [(name: String, values: [String])] {
    let help = try JSONSerialization.jsonObject(with: Data(FTPSGate._dumpHelp().utf8)) as? [String: Any]
    let root = try #require(help?["command"] as? [String: Any])
    let commands = try #require(root["subcommands"] as? [[String: Any]])
    let lint = try #require(commands.first { $0["commandName"] as? String == "lint" })
    let arguments = try #require(lint["arguments"] as? [[String: Any]])
    return arguments.compactMap { argument in
      let name = (argument["preferredName"] as? [String: Any])?["name"] as? String
      return name.map { ("--\($0)", argument["allValues"] as? [String] ?? []) }
    }
  }

  private func named(_ word: String) -> String {
    word.replacing("PATH", with: path).replacing("FOLDER", with: folder.url.path)
  }

  private func arguments(_ line: String) -> [String] { line.split(separator: " ").map { named(String($0)) } }

  private func plain(_ arguments: [String]) -> LintRequest? {
    timeless(PlainCommandLine.lintRequest(arguments))
  }

  private func parsed(_ arguments: [String]) -> LintRequest? {
    timeless((try? FTPSGate.parseAsRoot(arguments) as? LintCommand)?.request)
  }

  /// A request without the present time, which goes on between two looks at the clock.
  private func timeless(_ request: LintRequest?) -> LintRequest? {
    var request = request
    request?.deployment.now = nil
    return request
  }
}
