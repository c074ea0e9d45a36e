import IISConfiguration
import Inet
import NetworkModel
import TestSupport
import Testing
@testable import Environment

/// The grammar of [MS-GPFAS] section 2.2.2.19, field by field.
@Suite(.timeLimited) struct FirewallRuleReaderTests {
  private static func read(_ text: String) -> (rule: WindowsFirewallRule, problems: [EnvironmentFile.Problem])? {
    let bytes = Array(text.utf8)
    let value = RegistryText(bytes[...], ByteRange(0, bytes.count))
    return FirewallRuleReader.read(Located("id", at: ByteRange(0, 0)), value, .local, in: "firewall.reg")
  }

  private static func field(_ text: String) throws -> WindowsFirewallRule {
    try #require(read("v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|\(text)|")).rule
  }

  @Test func readsTheBasics() throws {
    let rule = try #require(
      Self.read("v2.29|Action=Block|Active=FALSE|Dir=Out|Protocol=17|Profile=Domain|Profile=Public|Name=x|")
    ).rule
    #expect(rule.action?.value == .block && rule.isActive?.value == false && rule.direction?.value == .outbound)
    #expect(rule.protocolNumber?.value == 17 && rule.profiles.map(\.value) == [.domain, .public])
    #expect(rule.name?.value == "x" && rule.doubts.isEmpty)
    #expect(try #require(Self.read("v2.0|Action=ByPass|")).rule.action?.value == .bypass)
    #expect(try #require(Self.read("v2.0|")).rule.action == nil)
  }

  @Test(arguments: [
    "", "v2.29", "2.29|Action=Allow|", "vx|", "v2|Action=Allow|", "Action=Allow|v2.29|", "|", "v2.29.1|",
  ])
  func refusesWhatIsNoRule(_ text: String) {
    #expect(Self.read(text) == nil || text == "v2.29")
  }

  private static let portCases: [(String, String?, String?)] = [
    ("LPort=21", "21", ""), ("LPort=21|LPort=990", "21, 990", ""), ("LPort2_10=40000-40199", "40000-40199", ""),
    ("LPort=21|LPort2_10=40000-40199", "21, 40000-40199", ""),
    ("RPort=1024|RPort2_10=2000-3000", "", "1024, 2000-3000"),
    ("LPort=RPC", "none", ""), ("LPort2_10=IPHTTPSIn", "none", ""), ("LPort2_20=Ply2Disc", "none", ""),
    ("LPort=70000", nil, ""), ("LPort2_10=40199-40000", nil, ""), ("LPort=Novel", nil, ""),
  ]

  @Test(arguments: portCases) func readsPorts(_ text: String, _ local: String?, _ remote: String?) throws {
    let rule = try Self.field(text)
    func shown(_ terms: [PortTerm]) -> String? {
      guard !terms.contains(where: { $0.ports == nil }) else { return nil }
      return terms.isEmpty ? "" : terms.compactMap(\.ports).reduce(PortSet()) { $0.union($1) }.description
    }
    #expect(shown(rule.localPorts) == local)
    #expect(shown(rule.remotePorts) == remote)
  }

  private static let addressCases: [(String, String, String)] = [
    ("RA4=10.0.0.0/255.255.255.0", "10.0.0.0/24", "10.0.0.0/24"), ("RA4=192.0.2.7", "192.0.2.7", "192.0.2.7"),
    ("RA4=192.0.2.1-192.0.2.9", "192.0.2.1-192.0.2.9", "192.0.2.1-192.0.2.9"),
    ("RA6=2001:db8::/32", "2001:db8::/32", "2001:db8::/32"),
    ("RA6=2001:db8::1-2001:db8::2", "2001:db8::1-2001:db8::2", "2001:db8::1-2001:db8::2"),
    ("RA4=10.0.0.0/8|RA4=192.0.2.1", "10.0.0.0/8, 192.0.2.1", "10.0.0.0/8, 192.0.2.1"),
    ("RA4=DefaultGateway", "none", "any"), ("RA42=Novel", "none", "any"), ("RA4=10.0.0.9-10.0.0.1", "none", "any"),
  ]

  @Test(arguments: addressCases) func readsAddresses(_ text: String, _ certain: String, _ possible: String) throws {
    let terms = try Self.field(text).remoteAddresses
    #expect(terms.reduce(IPAddressSet()) { $0.union($1.match.certain) }.description == certain)
    #expect(terms.reduce(IPAddressSet()) { $0.union($1.match.possible) }.description == possible)
  }

  @Test func theLocalSubnetIsNotTheInternet() throws {
    let match = try #require(Self.field("RA4=LocalSubnet|RA6=LocalSubnet").remoteAddresses.first).match
    #expect(match.certain.isEmpty && match.possible.isDisjoint(with: .internet) && match.doubt != nil)
  }

  @Test(arguments: [
    ("RMauth=O:LSD:(A;;CC;;;S-1-5-21)", true), ("LUAuth=O:LSD:(A;;CC;;;AU)", true), ("IFType=Lan", true),
    ("Novel=1", true),
    ("Security=Authenticate", true), ("Security2_9=An-NoEncap", true), ("Platform=2:6:1", true), ("Nonsense", true),
    ("Security=NotRequired", false), ("Edge=TRUE", false), ("Desc=a=b", false), ("EmbedCtxt=FTP Server", false),
    ("", false),
  ])
  func whatIsNotEvaluatedIsADoubt(_ text: String, _ isDoubt: Bool) throws {
    #expect(try Self.field(text).doubts.isEmpty != isDoubt)
  }

  @Test func valuesAreAtTheirPlaces() throws {
    let text = #""x"="v2.29|Action=Allow|App=C:\\a\\b.exe|Name=\"n\"|LPort=21|""#
    let bytes = Array(text.utf8)
    let value = RegistryText(bytes[...], ByteRange(5, bytes.count - 1))
    let rule = try #require(FirewallRuleReader.read(Located("x", at: ByteRange(1, 2)), value, .local, in: "f")).rule
    func at(_ range: ByteRange?) -> String? { range.map { String(decoding: bytes[$0.indices], as: UTF8.self) } }
    #expect(at(rule.action?.range) == "Allow" && at(rule.localPorts.first?.text.range) == "21")
    #expect(rule.program?.value == #"C:\a\b.exe"#)
    #expect(rule.name?.value == "\"n\"")
    #expect(at(rule.text.range) == String(text.dropFirst(5).dropLast()))
  }

  @Test func sampleOfTheSpecificationIsRead() throws {
    let text =
      "v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=RPC|RPort=49000|LA4=192.168.1.0/255.255.255.0|RA4=LocalSubnet|App=c:\\path\\foo.exe|Security=Authenticate|"
    let bytes = Array(text.replacing("\\", with: "\\\\").utf8)
    let value = RegistryText(bytes[...], ByteRange(0, bytes.count))
    let rule = try #require(FirewallRuleReader.read(Located("x", at: ByteRange(0, 0)), value, .groupPolicy, in: "f"))
      .rule
    #expect(!rule.coversFTPService && rule.coversTCP && rule.doubts.count == 1)
    #expect(rule.localAddresses.map(\.match.certain.description) == ["192.168.1.0/24"])
  }
}
