import FuzzSupport
import Inet
import NetworkModel
import Reachability
import TestSupport
@testable import Emit
@testable import Text

/// What a script opens at one address, without purpose and origin.
struct BareOpening: Hashable, CustomStringConvertible {
  struct Way: Hashable {
    let direction: FlowDirection
    let ports: String
    let address: String
  }

  let way: Way
  /// Who is let in, however a script spells and splits it.
  let clients: IPAddressSet
  let serviceTags: Set<String>

  var description: String { "\(way.direction) \(way.ports) \(way.address) \(clients) \(serviceTags.sorted())" }
}

/// An opening as one rule of a script has it, with the words for who is let in.
struct WordedOpening: Hashable {
  let direction: FlowDirection
  let ports: String
  let address: String
  let clients: [String]
}

extension [WordedOpening] {
  /// What the rules open together.
  var bareOpenings: Set<BareOpening> {
    let ways = Dictionary(grouping: self) {
      BareOpening.Way(direction: $0.direction, ports: $0.ports, address: $0.address)
    }
    return Set(
      ways.map { way, rules in
        let words = rules.flatMap(\.clients)
        return BareOpening(
          way: way, clients: IPAddressSet(union: words.compactMap(Self.addresses)),
          serviceTags: Set(words.filter { Self.addresses($0) == nil }))
      })
  }

  private static func addresses(_ word: String) -> IPAddressSet? {
    switch word.lowercased() {
    case "*", "any": .any
    case "internet": ServiceTags.internetClients
    case "azureloadbalancer": ServiceTags.azureHost
    default: IPPrefix(word).map { IPAddressSet($0) }
    }
  }
}

extension FirewallPlan {
  /// What a reader must find in a script.
  var bareOpenings: Set<BareOpening> {
    Set(
      openings.map {
        BareOpening(
          way: .init(direction: $0.direction, ports: "\($0.localPorts)", address: "\($0.localAddress)"),
          clients: $0.remote.addresses, serviceTags: Set($0.remote.serviceTags))
      })
  }
}

extension FirewallTarget {
  /// The targets whose outputs are scripts that another script undoes.
  static let reversible = allCases.filter(\.capabilities.removal)
}

/// A site of a made-up configuration.
struct PlannedSite {
  var name: String
  var bindings: [String]
  var hasTLS = true
  var starts = true

  var xml: String {
    let bindings = bindings.map { "<binding protocol=\"ftp\" bindingInformation=\"\(escapedXML($0))\" />" }.joined()
    let ssl =
      hasTLS
      ? "<ssl serverCertHash=\"0123456789ABCDEF0123456789ABCDEF01234567\" />"
      : "<ssl controlChannelPolicy=\"SslAllow\" dataChannelPolicy=\"SslAllow\" />"
    return """
      <site name="\(escapedXML(name))" id="1"><bindings>\(bindings)</bindings>
      <ftpServer serverAutoStart="\(starts)"><security>\(ssl)</security></ftpServer></site>
      """
  }
}

/// A plan for some sites and a passive range, made through a configuration file as users' plans are.
func plan(
  _ sites: [PlannedSite], ports: (Int, Int)? = (50000, 50100), options: FirewallPlan.Options = .init()
) throws -> FirewallPlan {
  let range = ports.map { "lowDataChannelPort=\"\($0.0)\" highDataChannelPort=\"\($0.1)\"" } ?? ""
  let text = """
    <configuration><system.applicationHost><sites>
    \(sites.map(\.xml).joined(separator: "\n"))
    </sites></system.applicationHost>
    <system.ftpServer><firewallSupport \(range) /></system.ftpServer></configuration>
    """
  return try FirewallPlan(read(text), options: options)
}

/// Sites like those of real servers.
let usualSites = [PlannedSite(name: "Default FTP Site", bindings: ["*:21:", "*:990:"])]

/// One of everything: addresses, host names, custom ports, a site without TLS, a site that is off.
let variousSites = [
  PlannedSite(name: "Default FTP Site", bindings: ["*:21:", "10.0.0.4:990:"]),
  PlannedSite(name: "Partners", bindings: ["10.0.0.5:2121:ftp.example.com", "[2001:db8::5]:990:"]),
  PlannedSite(name: "Old", bindings: ["*:2100:"], hasTLS: false, starts: false),
]

/// A header with an input's name.
func header(_ name: String = "applicationHost.config") -> ScriptHeader {
  ScriptHeader(
    tool: Tool(name: "ftpsgate", version: "0.0.0"), inputName: name)
}

/// Plans from a fixed seed: one to four sites, any ports, addresses, host names and clients.
func randomPlans(_ count: Int, serviceTags: Bool = false) throws -> [FirewallPlan] {
  var random = SplitMix(seed: 20171101)
  return try (0..<count).map { _ in
    let sites = (0..<Int.random(in: 1...4, using: &random)).map { index in
      PlannedSite(
        name: "site \(index)", bindings: (0..<Int.random(in: 1...3, using: &random)).map { _ in random.binding() },
        hasTLS: Bool.random(using: &random))
    }
    let low = Int.random(in: 1025...65000, using: &random)
    var options = FirewallPlan.Options(
      passiveOnly: Int.random(in: 0..<4, using: &random) == 0, allowsDynamicRange: true)
    options.clients = random.clients(serviceTags: serviceTags)
    let isDynamic = Int.random(in: 0..<8, using: &random) == 0
    let ports = isDynamic ? nil : (low, Int.random(in: low...65535, using: &random))
    return try plan(sites, ports: ports, options: options)
  }
}

extension SplitMix {
  /// Nobody in particular, or up to three; those of both kinds of addresses among them, so that each binding can be reached.
  fileprivate mutating func clients(serviceTags: Bool) -> [ClientSource] {
    let words =
      ["internet", "private", "203.0.113.0/24", "198.51.100.7", "2001:db8:7::/48", "10.0.0.0/15"]
      + (serviceTags ? ["service-tag:AzureCloud", "service-tag:Storage.WestEurope"] : [])
    guard Bool.random(using: &self) else { return [] }
    let chosen = (0..<Int.random(in: 0...2, using: &self)).compactMap { _ in words.randomElement(using: &self) }
    return (["private"] + chosen).compactMap { ClientSource($0) }
  }

  fileprivate mutating func binding() -> String {
    let addresses = ["*", "", "0.0.0.0", "[::]", "10.0.0.4", "10.0.0.5", "192.168.7.9", "[2001:db8::5]", "[fd00::a:1]"]
    let ports = [21, 990, 990, 2121, 1, 65535, Int.random(in: 2...65535, using: &self)]
    let hosts = ["", "", "ftp.example.com", "a-b.example"]
    let address = addresses.randomElement(using: &self) ?? ""
    let port = ports.randomElement(using: &self) ?? 21
    return "\(address):\(port):\(hosts.randomElement(using: &self) ?? "")"
  }
}

/// XML attribute text; line breaks as references, so that they stay.
func escapedXML(_ text: String) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&", "<", ">", "\"", "\n", "\r", "\t": escaped += "&#\(scalar.value);"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}
