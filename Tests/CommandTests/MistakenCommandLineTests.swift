import Foundation
import Testing
import TestSupport

/// A mistake in the command line is named as what it is, with the way out, and the status is 64.
@Suite(.timeLimited) struct MistakenCommandLineTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    _ = try folder.write("a.config", file(sites: site()))
  }

  private func tool(_ arguments: [String]) throws -> ProgramRun {
    try run(Project.tool, arguments, environment: ["NO_COLOR": ""], folder: folder.url)
  }

  /// The first line of standard error.
  private func complaint(_ arguments: [String]) throws -> String {
    let run = try tool(arguments)
    #expect(run.status == 64 && run.output.isEmpty, "\(arguments): \(run.status)")
    return run.errors.split(separator: "\n").first.map(String.init) ?? ""
  }

  @Test func anUnknownOptionIsNamedBeforeWhatIsMissing() throws {
    let known = "Error: Unknown option '--platfrm'. Did you mean '--platform'?"
    for arguments in [
      ["lint", "--platfrm", "azure"], ["--platfrm=azure"], ["lint", "--platfrm=azure"], ["lint", "--platfrm"],
      ["fix", "--platfrm=azure"], ["matrix", "--platfrm", "azure"], ["trace", "a.config", "--platfrm=azure"],
    ] {
      #expect(try complaint(arguments) == known, "\(arguments)")
    }
    #expect(
      try complaint(["firewall", "a.config", "--taget", "netsh"])
        == "Error: Unknown option '--taget'. Did you mean '--target'?")
    #expect(
      try complaint(["lint", "-platform", "azure"]) == "Error: Unknown option '-platform'. Did you mean '--platform'?")
    #expect(try complaint(["lint", "--qqqqqqqqqq"]) == "Error: Unknown option '--qqqqqqqqqq'.")
    #expect(
      try tool(["baseline", "write", "--fil", "x"]).errors == """
        Error: Unknown option '--fil'. Did you mean '--file'?
        Usage: ftpsgate baseline write [<options>] [<paths> ...]
          See 'ftpsgate baseline write --help' for more information.

        """)
  }

  /// What stands behind `--` is no option, and known options leave the complaint to whom it belongs.
  @Test func knownOptionsAreNotComplainedOf() throws {
    #expect(try complaint(["lint"]).hasPrefix("Error: No PATH: "))
    #expect(try complaint(["lint", "--format", "json"]).hasPrefix("Error: No PATH: "))
    #expect(try complaint(["matrix", "a.config", "--client", "winscpp", "--", "--no-such"]).contains("'winscp'"))
  }

  @Test func wordsOfOptionsAreTakenInAnyCase() throws {
    let expected = try tool(["a.config", "--platform", "azure", "--format", "concise", "--fail-on", "never"])
    let run = try tool(["a.config", "--platform", "Azure", "--format", "CONCISE", "--fail-on", "Never"])
    #expect(run.output == expected.output && !run.output.isEmpty && run.status == 0, "\(run.errors)")
    #expect(
      try tool(["firewall", "a.config", "--target", "NetSH"]).output
        == tool(["firewall", "a.config", "--target", "netsh"]).output)
    #expect(
      try complaint(["trace", "a.config", "--client", "WinSCP", "--mode", "Explicit-Pasive"]).contains(
        "'explicit-passive'?"))
  }

  @Test(arguments: [
    (["a.config", "--platform", "azur"], "for '--platform <platform>'. Did you mean 'azure'? Please provide one of "),
    (
      ["a.config", "--format", "sarff"],
      "for '--format <format>'. Did you mean 'sarif'? Please provide one of the following:"
    ),
    (
      ["firewall", "a.config", "--target", "azurecli"], "Did you mean 'azure-cli'? Please provide one of the following:"
    ),
    (["a.config", "--fail-on", "eror"], "Did you mean 'error'? Please provide one of "),
    (["matrix", "a.config", "--client", "winscpp"], "There is no client 'winscpp'. Did you mean 'winscp'?"),
    (
      ["a.config", "--select", "cleartext-pasword"],
      "There is no rule 'cleartext-pasword'. Did you mean 'cleartext-password'?"
    ),
  ])
  func theNearestWordIsSuggested(_ arguments: [String], _ sentence: String) throws {
    let complaint = try complaint(arguments)
    #expect(complaint.contains(sentence), "\(complaint)")
  }

  @Test func aWordThatIsNearNothingIsSuggestedNothing() throws {
    let complaint = try complaint(["a.config", "--format", "powerpoint"])
    #expect(
      complaint
        == "Error: The value 'powerpoint' is invalid for '--format <format>'. Please provide one of the following:")
  }

  @Test func theNearestSiteIsSuggested() throws {
    let run = try tool(["matrix", "a.config", "--site", "FTTP"])
    #expect(run.status == 64)
    #expect(run.errors == "ftpsgate: error: there is no FTP site 'FTTP' in this file\n  help: did you mean 'FTP'?\n")
  }

  @Test(arguments: ["/?", "-?"]) func wordsOfWindowsAskForHelp(_ word: String) throws {
    #expect(try tool([word]).output == tool(["--help"]).output)
    let help = try tool(["matrix", word])
    #expect(try help.output == tool(["matrix", "--help"]).output)
    #expect(help.status == 0 && help.output.hasPrefix("OVERVIEW: Show which clients get a listing"))
  }
}

/// `--select` and `--ignore` take lists and patterns.
@Suite(.timeLimited) struct RuleSelectionTests {
  private func rules(_ arguments: String...) throws -> Set<String> {
    let sample = Project.root.appendingPathComponent("samples/first-attempt/applicationHost.config").path
    let run = try run(Project.tool, ["lint", sample, "--format", "concise"] + arguments)
    #expect(run.status == 0 || run.status == 1, "\(run.errors)")
    return Set(run.output.matches(of: #/\[([a-z-]+)\]: /#).map { String($0.1) })
  }

  @Test func namesArePatternsAndLists() throws {
    let all = try rules()
    let passive = all.filter { $0.hasPrefix("passive-") }
    #expect(passive.count > 1 && passive.count < all.count)
    #expect(try rules("--select", "passive-*") == passive)
    #expect(try rules("--select", "PASSIVE-*") == passive)
    #expect(try rules("--ignore", "passive-*") == all.subtracting(passive))
    let two = Array(passive.sorted().prefix(2))
    #expect(try rules("--select", two.joined(separator: ",")) == Set(two))
    #expect(try rules("--select", two.joined(separator: ", ")) == Set(two))
    #expect(try rules("--select", "passive-*", "--ignore", two[0]) == passive.subtracting([two[0]]))
    let other = try #require(all.subtracting(passive).min())
    #expect(try rules("--select", "passive-*,\(other)").count == passive.count + 1)
    // A topic is named as a policy names it.
    #expect(try rules("--select", "passive-ports/*").isSuperset(of: passive))
  }

  @Test(arguments: [
    ("zz*", "No rule's name is like 'zz*'. 'ftpsgate rules' lists them all."),
    ("acess/*", "No rule's name is like 'acess/*'. Did you mean 'access/*'?"),
    ("passive-*,nothing-such", "There is no rule 'nothing-such'."),
    ("passive-*,", "A rule is missing in 'passive-*,': write names with commas between them, such as 'a,b'."),
    ("", "A rule is missing in ''"),
  ])
  func whatStandsForNoRuleIsRefused(_ list: String, _ sentence: String) throws {
    for command in [["lint", "--select"], ["lint", "--ignore"], ["fix", "--select"], ["fix", "--ignore"]] {
      let run = try run(Project.tool, [command[0], "-", command[1], list])
      #expect(run.status == 64 && run.errors.hasPrefix("Error: \(sentence)"), "\(run.errors)")
    }
  }
}
