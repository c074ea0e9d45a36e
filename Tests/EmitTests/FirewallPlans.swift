import FuzzSupport
import NetworkModel
import Reachability
import TestSupport
@testable import Emit
@testable import Text

/// An opening as a script can say it: without purpose and origin.
struct BareOpening: Hashable, CustomStringConvertible {
  let direction: FlowDirection
  let ports: String
  let address: String

  var description: String { "\(direction) \(ports) \(address)" }
}

extension FirewallPlan {
  /// What a reader must find in a script.
  var bareOpenings: Set<BareOpening> {
    Set(
      openings.map {
        BareOpening(direction: $0.direction, ports: "\($0.localPorts)", address: "\($0.localAddress)")
      })
  }
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
    tool: Tool(name: "ftpsgate", version: "0.0.0"), inputName: name, inputSHA256: sha256(Array("input".utf8)))
}

/// Plans from a fixed seed: one to four sites, any ports, addresses and host names.
func randomPlans(_ count: Int) throws -> [FirewallPlan] {
  var random = SplitMix(seed: 20171101)
  return try (0..<count).map { _ in
    let sites = (0..<Int.random(in: 1...4, using: &random)).map { index in
      PlannedSite(
        name: "site \(index)", bindings: (0..<Int.random(in: 1...3, using: &random)).map { _ in random.binding() },
        hasTLS: Bool.random(using: &random))
    }
    let low = Int.random(in: 1025...65000, using: &random)
    let options = FirewallPlan.Options(
      passiveOnly: Int.random(in: 0..<4, using: &random) == 0, allowsDynamicRange: true)
    let isDynamic = Int.random(in: 0..<8, using: &random) == 0
    let ports = isDynamic ? nil : (low, Int.random(in: low...65535, using: &random))
    return try plan(sites, ports: ports, options: options)
  }
}

extension SplitMix {
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
