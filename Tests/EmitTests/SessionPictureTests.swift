@testable import Emit
import Foundation
import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The picture of a session's two connections: which station each passes, and where it ends.
@Suite(.timeLimited) struct SessionPictureTests {
  private func picture(
    _ simulation: Simulation, _ id: String = "winscp", _ mode: String = "explicit-passive"
  ) throws
    -> SessionPicture
  {
    let client = try #require(FTPClient.all.first { $0.id == id })
    let site = try #require(simulation.server.configuration.ftpSites.first)
    return SessionPicture(simulation, client, try #require(SessionMode(mode)), site)
  }

  /// A line for each station: its title, and the signs of control and data connection.
  private func lines(_ picture: SessionPicture) -> [String] {
    func sign(_ mark: SessionPicture.Mark) -> String {
      switch mark {
      case .passes: "+"
      case .blocked: "x"
      case .unknown: "?"
      case .unreached: "."
      }
    }
    return picture.stations.map {
      "\(sign($0.control))\(sign($0.data)) \($0.title.replacing("\n", with: ", "))"
    }
  }

  @Test func aFilterThatStopsDataIsWhereTheWayEnds() throws {
    let picture = try picture(ConnectionFixture.simulation())
    #expect(
      lines(picture) == [
        "++ WinSCP", "++ 20.40.60.80", "+x network security group nsg-ftp", "+. Windows Firewall, public profile",
        "+. ftpsvc, Partner | Exchange",
      ])
    #expect(picture.ports == ("TCP 21", "TCP 40000-40199") && !picture.isActive)
  }

  @Test func anAddressThatLeadsElsewhereIsWhereTheWayEnds() throws {
    let wget = try picture(ConnectionFixture.simulation(["21", "990", "40000-40199"]), "wget")
    #expect(
      lines(wget) == [
        "++ GNU Wget", "+x 20.40.60.80", "+. network security group nsg-ftp", "+. Windows Firewall, public profile",
        "+. ftpsvc, Partner | Exchange",
      ])
  }

  @Test func withoutControlConnectionThereIsNoData() throws {
    let implicit = try picture(ConnectionFixture.simulation(["21", "40000-40199"]), "winscp", "implicit-passive")
    #expect(
      lines(implicit) == [
        "+. WinSCP", "+. 20.40.60.80", "x. network security group nsg-ftp",
        ".. Windows Firewall, public profile", ".. ftpsvc, Partner | Exchange",
      ])
    #expect(implicit.ports == ("TCP 990", "TCP 40000-40199"))
  }

  @Test func activeDataComesFromTheServer() throws {
    let picture = try picture(ConnectionFixture.simulation(), "winscp", "implicit-active")
    #expect(picture.isActive && picture.ports == ("TCP 990", "from TCP 989"))
    #expect(lines(picture).allSatisfy { $0.hasPrefix("++") })
  }

  @Test func filtersThatNoFileTellsOfAreUnknown() throws {
    let simulation = Simulation(
      try read(ConnectionFixture.configuration), deployment: DeploymentOptions(platform: .azure))
    #expect(
      lines(try picture(simulation)) == [
        "++ WinSCP", "++ the server's public address", "?? network security groups", "?? Windows Firewall",
        "++ ftpsvc, Partner | Exchange",
      ])
    // Outside Azure nobody knows of groups.
    #expect(
      try picture(Simulation(read(ConnectionFixture.configuration))).stations.map(\.control) == [
        .passes, .passes, .unknown, .passes,
      ])
  }

  @Test func whatAClientCannotDoHasNoWay() throws {
    let client = try #require(FTPClient.all.first { $0.implicitTLS == .no })
    let picture = try picture(ConnectionFixture.simulation(), client.id, "implicit-passive")
    #expect(picture.stations.allSatisfy { $0.control == .unreached && $0.data == .unreached })
    #expect(picture.ports == ("", ""))
  }

  /// The picture and the words tell the same of every client in every mode.
  @Test(arguments: [
    ["21", "990", "40000-40199"], ["21", "990", "40000-40099"], ["21"], [],
  ])
  func thePictureAgreesWithTheVerdict(_ open: [String]) throws {
    let simulation = try ConnectionFixture.simulation(open)
    let site = try #require(simulation.server.configuration.ftpSites.first)
    let connections = simulation.connections(to: site)
    var verdicts: Set<SessionVerdict> = []
    for client in FTPClient.all {
      for mode in SessionMode.all {
        let result = connections.session(client, mode)
        let marks = SessionPicture(simulation, client, mode, site).stations.flatMap { [$0.control, $0.data] }
        verdicts.insert(result.verdict)
        switch result.verdict {
        case .works, .repaired: #expect(marks.allSatisfy { $0 == .passes }, "\(client.id) \(mode)")
        case .fails: #expect(marks.count { $0 == .blocked } == 1, "\(client.id) \(mode)")
        case .fallback: #expect(marks.contains(.blocked), "\(client.id) \(mode)")
        case .unknown: #expect(marks.contains(.unknown) || marks.contains(.blocked), "\(client.id) \(mode)")
        case .unsupported: #expect(marks.allSatisfy { $0 == .unreached }, "\(client.id) \(mode)")
        }
      }
    }
    #expect(verdicts.contains(.unsupported) && verdicts.count > 1)
  }

  @Test func theImageLooksAsRecorded() throws {
    let simulation = try ConnectionFixture.simulation()
    let site = try #require(simulation.server.configuration.ftpSites.first)
    for (id, mode, name) in [
      ("winscp", "explicit-passive", "trace-winscp.svg"), ("curl", "explicit-active", "trace-curl.svg"),
    ] {
      let client = try #require(FTPClient.all.first { $0.id == id })
      let trace = TraceText(simulation, client, try #require(SessionMode(mode)), site)
      try expectGolden(String(decoding: trace.svg, as: UTF8.self), name)
    }
  }

  /// Names from files stay text: nothing of them is markup, and nothing is invisible.
  @Test(arguments: Hostile.siteNames + [String(repeating: "x", count: 5_000), String(repeating: "字", count: 100)])
  func namesStayNames(_ name: String) throws {
    let xml = name.unicodeScalars.map { "&#\($0.value);" }.joined()
    let text = ConnectionFixture.configuration.replacing("Partner | Exchange", with: xml)
    let simulation = Simulation(try read(text))
    let client = try #require(FTPClient.all.first { $0.id == "winscp" })
    let site = try #require(simulation.server.configuration.ftpSites.first)
    let svg = TraceText(simulation, client, SessionMode(.explicit, .passive), site).svg
    let parser = XMLParser(data: Data(svg))
    let elements = ElementNames()
    parser.delegate = elements
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(
      elements.names == ["svg", "title", "desc", "style", "rect", "text", "line", "path", "circle"], "\(elements.names)"
    )
    for scalar in String(decoding: svg, as: UTF8.self).unicodeScalars where scalar != "\n" {
      #expect(![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory))
    }
    #expect(svg.count < 20_000)
  }

  private final class ElementNames: NSObject, XMLParserDelegate {
    private(set) var names: Set<String> = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      names.insert(name)
    }
  }
}
