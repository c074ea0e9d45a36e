import Emit
import Foundation
import IISConfiguration
import Reachability
import Testing
import TestSupport

@Suite(.timeLimited) struct ConnectionMatrixTests {
  private static let ids = ["winscp", "gvfs-ftp", "wget", "ncftp", "total-commander", "php-ftp", "basic-ftp-6"]

  private func text(_ format: MatrixFormat, _ matrix: ConnectionMatrix, style: TextStyle = .plain) -> String {
    String(decoding: format.render(matrix, style: style), as: UTF8.self)
  }

  @Test(arguments: MatrixFormat.allCases) func looksAsRecorded(_ format: MatrixFormat) throws {
    let name = "matrix"
    try expectGolden(text(format, ConnectionFixture.matrix(Self.ids)), "\(name).\(format.fileEnding)")
  }

  @Test func colourAddsNothingButColour() throws {
    let matrix = try ConnectionFixture.matrix(Self.ids)
    let coloured = text(.text, matrix, style: .ansi)
    #expect(coloured.contains("\u{1B}[31mfails"))
    #expect(coloured.replacing(#/\x1B\[[0-9;]*m/#, with: "") == text(.text, matrix))
  }

  @Test func jsonKeepsItsContract() throws {
    let json = text(.json, try ConnectionFixture.matrix(Self.ids))
    let root = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(Set(root.keys) == ["version", "from", "sites"])
    #expect(root["version"] as? Int == 1 && root["from"] as? String == "internet")
    let sites = try #require(root["sites"] as? [[String: Any]])
    #expect(sites.map { $0["site"] as? String } == ["Partner | Exchange"])
    let rows = try #require(sites[0]["rows"] as? [[String: Any]])
    #expect(Set(rows.compactMap { $0["client"] as? String }) == Set(Self.ids))
    let columns: Set = ["explicitPassive", "explicitActive", "implicitPassive", "implicitActive"]
    let verdicts: Set = ["works", "repaired", "fallback", "fails", "unknown", "unsupported"]
    let steps: Set = ["control-connection", "tls", "logon", "data-address", "data-connection", "transfer"]
    for row in rows {
      #expect(Set(row.keys) == columns.union(["client", "traits"]))
      for column in columns {
        let cell = try #require(row[column] as? [String: Any])
        let keys: Set = ["verdict", "step", "reason", "decidedBy", "rule"]
        #expect(Set(cell.keys) == (cell["verdict"] as? String == "unsupported" ? keys : keys.union(["operations"])))
        let operations = cell["operations"] as? [String: [String: Any]] ?? [:]
        #expect(operations.isEmpty || Set(operations.keys) == ["list", "download", "upload"])
        #expect(operations.values.allSatisfy { verdicts.contains($0["verdict"] as? String ?? "") })
        #expect(verdicts.contains(cell["verdict"] as? String ?? ""))
        #expect(cell["step"] is NSNull || steps.contains(cell["step"] as? String ?? ""))
        #expect((cell["reason"] as? String)?.isEmpty == false)
        guard let place = cell["decidedBy"] as? [String: Any] else { continue }
        #expect(place["path"] is String && place["line"] is Int)
      }
    }
  }

  @Test func aBlockPointsIntoTheFileOfTheGroup() throws {
    let matrix = try ConnectionFixture.matrix(["winscp"])
    let json = text(.json, matrix)
    #expect(json.contains(#""decidedBy": {"path": "env/nsg.json", "line": 2}"#))
    #expect(text(.text, matrix).contains("env/nsg.json:2:"))
  }

  @Test func namesThatAreMarkupStayNames() throws {
    let page = text(.markdown, try ConnectionFixture.matrix(["winscp"]))
    #expect(page.contains(#"## `Partner \u{7C} Exchange`"#))
  }

  @Test func aTraceNamesEachStepAndItsPlace() throws {
    let simulation = try ConnectionFixture.simulation()
    let site = try #require(simulation.server.configuration.ftpSites.first)
    let sessions = [
      ("winscp", "explicit-passive", "trace-winscp.txt"), ("gvfs-ftp", "implicit-passive", "trace-gvfs-ftp.txt"),
    ]
    for (id, mode, name) in sessions {
      let client = try #require(FTPClient.all.first { $0.id == id })
      let trace = TraceText(simulation, client, try #require(SessionMode(mode)), site)
      try expectGolden(trace.text, name)
    }
  }

  @Test func whoWorksIsWhoGetsAListingInPassiveMode() throws {
    #expect(
      try ConnectionFixture.matrix(Self.ids).failing(Self.ids) == [
        "winscp", "wget", "ncftp", "total-commander", "php-ftp", "basic-ftp-6",
      ])
    let open = try ConnectionFixture.matrix(Self.ids, ["21", "990", "40000-40199"])
    #expect(open.failing(Self.ids) == ["wget", "ncftp", "total-commander", "php-ftp"])
    #expect(open.failing(["winscp", "basic-ftp-6"]).isEmpty)
  }
}
