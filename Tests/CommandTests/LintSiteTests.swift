import Foundation
import Testing
import TestSupport

/// `lint --site`: findings of other sites are left out, those of the whole server are not.
@Suite(.timeLimited) struct LintSiteTests {
  private let folder: ScratchFolder
  private let path: String

  /// Sites to which anonymous users may come, on a server without a passive range.
  private static func configuration(_ sites: (name: String, starts: Bool)...) -> String {
    let texts = sites.enumerated().map { index, site in
      """
      <site name="\(site.name)" id="\(index + 1)">\(rootDirectory)
        <bindings><binding protocol="ftp" bindingInformation="*:\(2121 + index):" /></bindings>
        <ftpServer serverAutoStart="\(site.starts)"><security><authentication>
          <anonymousAuthentication enabled="true" /></authentication></security></ftpServer>
      </site>
      """
    }
    return file(sites: texts.joined(separator: "\n"))
  }

  init() throws {
    folder = try ScratchFolder()
    path = try folder.write("a.config", Self.configuration(("Alpha", true), ("Beta", true), ("Off", false)))
  }

  private func sites(_ arguments: String...) throws -> (status: Int32, sites: Set<String>, rules: Set<String>) {
    let run = try run(Project.tool, ["lint", path, "--format", "json"] + arguments)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let findings = try #require(json["findings"] as? [[String: Any]])
    return (
      run.status, Set(findings.flatMap { $0["sites"] as? [String] ?? [] }),
      Set(findings.compactMap { $0["rule"] as? String })
    )
  }

  @Test func onlyTheSitesNamedAreChecked() throws {
    #expect(try sites().sites == ["Alpha", "Beta", "Off"])
    let alpha = try sites("--site", "Alpha")
    #expect(alpha.sites == ["Alpha"])
    #expect(alpha.rules.contains("anonymous-access") && alpha.rules.contains("passive-range-unset"))
    #expect(try sites("--site", "alpha", "--site", "Beta").sites == ["Alpha", "Beta"])
    #expect(try ftpsgate("lint", path, "--site", "Alpha").output.contains("1 FTP site"))
  }

  @Test func aSiteThatIsNotThereIsAMistake() throws {
    let run = try ftpsgate("lint", path, "--site", "Alpa")
    #expect(run.status == 64)
    #expect(run.errors.contains("there is no FTP site 'Alpa' in this file"), "\(run.errors)")
    #expect(run.errors.contains("did you mean 'Alpha'?"))
  }

  @Test func eachFileMustHaveIt() throws {
    let other = try folder.write("b.config", Self.configuration(("Beta", true)))
    let run = try ftpsgate("lint", path, other, "--site", "Alpha")
    #expect(run.status == 64 && run.errors.contains("b.config: there is no FTP site 'Alpha'"), "\(run.errors)")
    #expect(try ftpsgate("lint", path, other, "--site", "Beta", "--fail-on", "never").status == 0)
  }

  /// Another site that starts is of no help to the one that is asked about.
  @Test(arguments: [["--require-ftp"], ["--require", "explicit"], ["--require", "implicit"]])
  func aNamedSiteMustStartWhereSomethingIsRequired(_ required: [String]) throws {
    func severity(_ arguments: [String]) throws -> String? {
      let run = try run(
        Project.tool, ["lint", path, "--select", "site-does-not-start", "--fail-on", "error"] + arguments,
        environment: ["NO_COLOR": ""])
      return run.output.firstMatch(of: /(\w+)\[site-does-not-start\]/).map { "\($0.output.1) \(run.status)" }
    }
    #expect(try severity(["--site", "Off"]) == "note 0")
    #expect(try severity(["--site", "Off"] + required) == "error 1")
    #expect(try severity(["--site", "Alpha"] + required) == nil)
    #expect(try severity(required) == "note 0")
  }
}
