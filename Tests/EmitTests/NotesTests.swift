import Emit
import Reachability
import Testing
import TestSupport

/// Plans for whole files that hold these sites.
enum NotesExamples {
  static let azure = site(
    "Default FTP Site", ["*:21:", "*:990:"], address: "104.41.173.83", certificate: true)
  static let placeholder = site("Partner", ["*:990:"], address: "10.255.255.254", certificate: true)
  static let bound =
    site("IPv4", ["10.0.0.4:21:", "10.0.0.4:990:"], address: nil, certificate: true)
    + site("IPv6", ["[2001:db8::4]:21:"], address: nil, certificate: false)
    + site("Off", ["*:2121:"], address: nil, certificate: false, starts: false)

  static func site(
    _ name: String, _ bindings: [String], address: String?, certificate: Bool, starts: Bool = true
  ) -> String {
    let elements = bindings.map { "<binding protocol=\"ftp\" bindingInformation=\"\($0)\"/>" }.joined()
    let ssl = certificate ? "<security><ssl serverCertHash=\"\(String(repeating: "A1", count: 20))\"/></security>" : ""
    let firewall = address.map { "<firewallSupport externalIp4Address=\"\($0)\"/>" } ?? ""
    return """
      <site name="\(name)" id="1"><bindings>\(elements)</bindings>
      <ftpServer serverAutoStart="\(starts)">\(ssl)\(firewall)</ftpServer></site>
      """
  }

  static func notes(
    _ sites: String, range: (Int, Int)? = (50000, 50100), inputName: String = "applicationHost.config",
    options: FirewallPlan.Options = .init()
  ) throws -> String {
    let ports = range.map { "lowDataChannelPort=\"\($0)\" highDataChannelPort=\"\($1)\"" } ?? ""
    let file = """
      <configuration><system.applicationHost><sites>\(sites)</sites></system.applicationHost>
      <system.ftpServer><firewallSupport \(ports)/></system.ftpServer></configuration>
      """
    let configuration = try read(file)
    let plan = try FirewallPlan(configuration, options: options)
    return Notes.write(plan, inputName: inputName, tool: Tool(name: "ftpsgate", version: "1.0.0"))
  }
}

@Suite(.timeLimited) struct NotesTests {
  @Test func ofAPublicAddress() throws {
    try expectGolden(NotesExamples.notes(NotesExamples.azure), "notes-public-address.md")
  }

  @Test func ofAPlaceholder() throws {
    try expectGolden(NotesExamples.notes(NotesExamples.placeholder), "notes-placeholder.md")
  }

  @Test func ofSpecificAddresses() throws {
    try expectGolden(NotesExamples.notes(NotesExamples.bound), "notes-specific-addresses.md")
  }

  @Test func countTheRulesOfALoadBalancer() throws {
    #expect(try NotesExamples.notes(NotesExamples.azure).contains("needs 103 rules: 101 for 50000-50100 and 2 for"))
    let dynamic = try NotesExamples.notes(
      NotesExamples.azure, range: nil, options: .init(allowsDynamicRange: true))
    #expect(dynamic.contains("needs 16,386 rules"))
    #expect(dynamic.contains("this range does not fit"))
    #expect(dynamic.contains("**No range is set**"))
  }

  @Test func sayWhatIsNotOffered() throws {
    let implicit = try NotesExamples.notes(NotesExamples.placeholder, options: .init(passiveOnly: true))
    #expect(implicit.contains("| explicit | passive | 21, 50000-50100 | nothing | **no**: no binding on another port"))
    #expect(implicit.contains("| implicit | active | 990 | from 989 | **not opened**"))
    #expect(implicit.contains("Azure Data Factory"))
    let bare = try NotesExamples.notes(NotesExamples.site("A", ["*:21:"], address: nil, certificate: false))
    #expect(bare.contains("**no**: no certificate (`serverCertHash`)"))
  }

  @Test func warnOfBindingsToPublicAddresses() throws {
    let notes = try NotesExamples.notes(
      NotesExamples.site("A", ["104.41.173.83:21:"], address: nil, certificate: true))
    #expect(notes.contains("**Bindings name the public address 104.41.173.83.**"))
  }

  @Test func leaveOutLoopback() throws {
    let notes = try NotesExamples.notes(
      NotesExamples.site("A", ["127.0.0.1:21:", "10.0.0.4:21:"], address: nil, certificate: true))
    #expect(notes.contains("- No network security group sees connections to the loopback address 127.0.0.1"))
    #expect(!notes.contains("| 127.0.0.1 |"))
    #expect(notes.contains("| 10.0.0.4 | 21, 50000-50100 |"))
  }

  @Test func breakOutOfNothing() throws {
    let name = "`| &lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:x) &#10;# h\u{202E}"
    let site = NotesExamples.site(name, ["*:21:h|`o"], address: "&lt;b&gt;|`", certificate: true)
    let notes = try NotesExamples.notes(site, inputName: "a`b|c\n# d.config")
    #expect(!notes.contains("\n# h"))
    #expect(!notes.contains("\n# d"))
    #expect(notes.contains("from ``a`b\\u{7C}c\\u{A}# d.config``."))
    #expect(notes.contains("`` `\\u{7C} <script>alert(1)</script> [x](javascript:x) \\u{A}# h\\u{202E} ``"))
  }
}
