import Emit
import Foundation
import IISConfiguration
import Reachability
import Testing
import TestSupport

@Suite(.timeLimited) struct ConnectionMatrixTests {
  private static let ids = ["winscp", "gvfs-ftp", "wget", "ncftp", "total-commander", "php-ftp", "basic-ftp-6"]

  private func text(_ format: MatrixFormat, _ matrix: ConnectionMatrix, style: TextStyle = .plain) -> String {
    String(decoding: format.render(matrix, MatrixDisplay(style: style)), as: UTF8.self)
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
    #expect(sites.map { $0["path"] as? String } == ["applicationHost.config"])
    #expect(sites.map { $0["from"] as? String } == ["internet"])
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

  /// The lines of a text between two, without the second.
  private func lines(_ text: String, from first: String, to last: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let begin = lines.firstIndex { $0.hasPrefix(first) } ?? 0
    return lines[begin...].prefix { !$0.hasPrefix(last) }.joined(separator: "\n")
  }

  /// Clients with one pattern share a row, names go on below each other, and whoever can do nothing comes last.
  @Test func clientsWithTheSameCellsShareARow() throws {
    let ids = [
      "curl", "ncftp", "fluentftp", "cyberduck", "commons-net-3.9+", "camel-ftp", "basic-ftp-6", "ruby-net-ftp",
    ]
    let matrix = try ConnectionFixture.matrix(ids)
    let display = MatrixDisplay(columns: 80)
    #expect(
      lines(String(decoding: MatrixFormat.text.render(matrix, display), as: UTF8.self), from: "clients", to: "  works")
        == """
        clients                             passive    active  passive    active
        curl, fluentftp, commons-net-3.9+,  fails [1]  works   fails [1]  works
          camel-ftp, ruby-net-ftp
        cyberduck                           fails [1]  works   fails [1]  unknown [2]
        basic-ftp-6                         fails [1]  -       fails [1]  -
        ncftp                               -          -       -          -

        """)
    let single = String(
      decoding: MatrixFormat.text.render(matrix, MatrixDisplay(columns: 80, hasRowForEachClient: true)), as: UTF8.self)
    #expect(lines(single, from: "client", to: "  works").split(separator: "\n").count == ids.count + 1)
    #expect(lines(single, from: "ncftp", to: "fluentftp") != "")
    let page = text(.markdown, matrix)
    #expect(page.contains("| curl, FluentFTP, Apache Commons Net 3.9, Apache Camel, Ruby net-ftp | "))
    #expect(page.contains("| basic-ftp 6 | **fails** (1) | - | **fails** (1) | - |"))
  }

  /// However wide it is, each client stands there once, and nothing but places is wider.
  @Test(arguments: [80, 100, 120]) func fitsItsColumns(_ columns: Int) throws {
    let matrix = try ConnectionFixture.matrix(FTPClient.all.map(\.id))
    let text = String(decoding: MatrixFormat.text.render(matrix, MatrixDisplay(columns: columns)), as: UTF8.self)
    for line in text.split(separator: "\n") { #expect(line.count <= columns, "\(line)") }
    let rows = lines(text, from: "clients", to: "  works")
    let words = rows.split { " ,\n".contains($0) }.map(String.init)
    for client in FTPClient.all { #expect(words.filter { $0 == client.id }.count == 1, "\(client.id)") }
  }

  /// Each verdict of each client is in the row in which the client stands.
  @Test func aRowSaysOfEachClientWhatItsOwnRowSays() throws {
    let matrix = try ConnectionFixture.matrix(FTPClient.all.map(\.id))
    func cells(_ display: MatrixDisplay) -> [String: String] {
      var cells: [String: String] = [:]
      for line in String(decoding: MatrixFormat.markdown.render(matrix, display), as: UTF8.self).split(separator: "\n")
      {
        let parts = line.split(separator: "|", maxSplits: 1).map(String.init)
        guard line.hasPrefix("| "), parts.count == 2 else { continue }
        for name in parts[0].split(separator: ",") { cells[name.trimmingCharacters(in: .whitespaces)] = parts[1] }
      }
      return cells
    }
    let own = cells(MatrixDisplay(hasRowForEachClient: true))
    var grouped = cells(MatrixDisplay())
    grouped["client"] = grouped.removeValue(forKey: "clients")
    #expect(own == grouped && own.count > FTPClient.all.count)
  }

  @Test func aModeThatTheSiteDoesNotOfferDoesNotFail() throws {
    let matrix = try ConnectionFixture.explicitOnly(["winscp", "php-ftp", "basic-ftp-6"])
    #expect(
      lines(text(.text, matrix), from: "client", to: "  1") == """
        client       passive    active  passive      active
        winscp       fails [1]  works   not offered  not offered
        basic-ftp-6  fails [1]  -       not offered  -
        php-ftp      fails [2]  works   -            -

          works        the client gets a listing
          fails        no listing, or not from every address and port that the client may have
          -            the client cannot do this
          not offered  the site has no IPv4 binding on port 990, the only one with implicit TLS
                       (applicationHost.config:6:1)

        """)
    #expect(text(.markdown, matrix).contains("| **fails** (1) | works | not offered | not offered |"))
    #expect(
      text(.markdown, matrix).contains(
        "- **not offered**: the site has no IPv4 binding on port 990, the only one with implicit TLS"))
    // For programs the verdict stays what it was.
    let json = text(.json, matrix)
    #expect(json.contains(#""implicitPassive": {"verdict": "fails", "offered": false, "step": "control-connection""#))
    #expect(json.components(separatedBy: #""offered": false"#).count == 4)
  }

  @Test func theLastSentenceCountsWhatIsKnown() throws {
    func last(_ ids: [String], _ open: [String]) throws -> String {
      let text = text(.text, try ConnectionFixture.matrix(ids, open))
      let sentence = text.components(separatedBy: "\n\n").last ?? ""
      #expect(
        self.text(.markdown, try ConnectionFixture.matrix(ids, open)).hasSuffix(
          "\n\n" + sentence.replacing("\n", with: " ").dropLast() + "\n"))
      return sentence.replacing("\n", with: " ")
    }
    #expect(
      try last(Self.ids, ["21", "990", "40000-40099"])
        == "4 of 7 clients get a listing in at least one mode (3 in active mode alone); 1 gets none; for 1 something is missing to tell; 1 has none of these modes. "
    )
    #expect(
      try last(["winscp", "basic-ftp-6"], ["21", "990", "40000-40199"])
        == "2 of 2 clients get a listing in at least one mode. ")
    #expect(try last(["winscp"], ["22"]) == "0 of 1 client gets a listing in at least one mode; 1 gets none. ")
    #expect(
      try last(["total-commander"], ["21", "990", "40000-40099"])
        == "no client is known to get a listing in any mode; for 1 something is missing to tell. ")
  }

  /// What one change mends stands together, and that of most cells comes first.
  @Test func reasonsStandInTheOrderOfWhatToMend() throws {
    let text = text(.text, try ConnectionFixture.matrix(Self.ids))
    let reasons = text.matches(of: #/(?m)^ +(\d)  (\w+) at [^,]*, (\d+) cells?: /#).map { "\($0.2) \($0.3)" }
    #expect(reasons == ["fails 4", "unknown 2", "fallback 2", "fails 3", "unknown 1", "unknown 1"])
  }

  @Test func severalFilesStandInOneAnswer() throws {
    let one = try ConnectionFixture.matrix(["winscp"])
    let matrices = [one, try ConnectionFixture.explicitOnly(["winscp"])]
    let text = String(decoding: MatrixFormat.text.render(matrices), as: UTF8.self)
    #expect(text == matrices.map { "applicationHost.config\n\n" + self.text(.text, $0) }.joined(separator: "\n"))
    let page = String(decoding: MatrixFormat.markdown.render(matrices), as: UTF8.self)
    #expect(
      page.components(separatedBy: "# Who can connect to `applicationHost.config` from the Internet\n").count == 3)
    let json = MatrixFormat.json.render(matrices)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
    let sites = try #require(root["sites"] as? [[String: Any]])
    #expect(Set(root.keys) == ["version", "from", "sites"] && sites.count == 2)
    // The first file's part is what it is alone.
    let alone = try JSONSerialization.jsonObject(with: Data(self.text(.json, one).utf8)) as? [String: Any]
    #expect((alone?["sites"] as? [[String: Any]])?.first as NSDictionary? == sites[0] as NSDictionary)
  }
}
