import NetworkModel
import Reachability
import Testing
import TestSupport

/// TLS, logons, command filtering and fallbacks.
@Suite(.timeLimited) struct PolicyWorldTests {
  @Test func clientsWithoutAModeAreUnsupported() throws {
    let world = World()
    #expect(try world.verdicts("python-ftplib") == [.works, .works, .unsupported, .unsupported])
    #expect(try world.verdicts("ncftp") == [.unsupported, .unsupported, .unsupported, .unsupported])
    #expect(try world.verdicts("basic-ftp-6") == [.works, .unsupported, .works, .unsupported])
    #expect(try world.verdicts("total-commander") == [.unknown, .unknown, .unknown, .unknown])
    #expect(try world.session("windows-ftp.exe", "plain-passive").verdict == .unsupported)
  }

  @Test func plainFTPIsRefusedWhereTLSIsRequired() throws {
    var world = World()
    #expect(try world.session("ncftp", "plain-passive").symptom?.text == "534-policy")
    world.control = "SslAllow"
    #expect(
      try world.outcome("ncftp", "plain-passive")
        == "fails at data-connection: the site requires TLS on data connections, and the client's are clear text")
    world.data = "SslAllow"
    #expect(try world.session("ncftp", "plain-passive").verdict == .works)
    world.control = "SslRequireCredentialsOnly"
    #expect(try world.session("ncftp", "plain-passive").step == .tls)
  }

  @Test func aSiteThatRefusesTLSOnDataConnections() throws {
    var world = World()
    world.data = "SslDeny"
    let result = try world.session("curl")
    #expect(result.verdict == .fails && result.symptom?.text == "521-prot")
  }

  @Test(arguments: [
    ("", "the site has no certificate"), ("ABC", "the certificate's hash is not 40 hexadecimal digits"),
  ])
  func withoutACertificate(_ hash: String, _ reason: String) throws {
    var world = World()
    world.certificate = hash
    #expect(try world.outcome("curl") == "fails at tls: \(reason)")
    #expect(try world.outcome("curl", "implicit-passive") == "fails at tls: \(reason)")
  }

  /// Public reports say that the server's certificate serves sites with host names, Microsoft's blog that none does.
  @Test(arguments: [
    ("9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7", "unknown at tls: no binding without a host name shows a certificate"),
    ("89ABCDEF0123456789ABCDEF0123456789ABCDEF", "unknown at tls: siteDefaults names another certificate"),
    ("", "fails at tls: the binding has a host name"), ("9F3C", "fails at tls: the binding has a host name"),
  ])
  func theCertificateOfTheServer(_ hash: String, _ outcome: String) throws {
    var world = World()
    world.bindings = ["*:21:ftp.example.com"]
    world.siteDefaults = "<ftpServer><security><ssl serverCertHash=\"\(hash)\" /></security></ftpServer>"
    #expect(try world.outcome("curl").hasPrefix(outcome))
    // A binding that shows a certificate needs no other.
    world.bindings.append("*:21:")
    #expect(try world.session("curl").verdict == .works)
  }

  @Test func eachKindOfTLSHasItsPorts() throws {
    var world = World()
    world.bindings = ["*:990:"]
    #expect(try world.verdicts("curl") == [.fails, .fails, .works, .works])
    world.bindings = ["*:21:"]
    #expect(try world.verdicts("curl") == [.works, .works, .fails, .fails])
    world.bindings = ["*:2121:", "*:21:"]
    // The NSG lets 21 in only, and clients may choose.
    #expect(try world.session("curl").verdict == .works)
  }

  @Test func whatCommandFilteringDenies() throws {
    var world = World()
    world.denied = ["AUTH"]
    #expect(try world.verdicts("curl") == [.fails, .fails, .works, .works])
    world.denied = ["PROT"]
    #expect(try world.session("curl").step == .tls)
    #expect(try world.session("curl", "implicit-passive").verdict == .works)
    world.denied = ["PASS"]
    #expect(try world.outcome("curl") == "fails at logon: command filtering denies PASS")
    world.denied = ["EPSV"]
    world.external = "10.255.255.254"
    #expect(try world.session("curl").verdict == .repaired)
    #expect(try world.session("basic-ftp-6").symptom?.text == "pasv-mismatch-reject")
    world.denied = ["PASV"]
    #expect(try world.session("curl").verdict == .works)
    #expect(
      try world.outcome("dotnet-ftpwebrequest")
        == "fails at data-address: command filtering denies PASV, and the client sends nothing else")
    #expect(try world.session("winscp").verdict == .fallback)
    world.denied = ["PORT", "EPRT"]
    #expect(try world.session("curl", "explicit-active").step == .dataAddress)
  }

  @Test func whoFallsBackToActiveMode() throws {
    var world = World()
    world.groups = ["21,990"]
    #expect(try world.session("gvfs-ftp").verdict == .fallback)
    #expect(
      try world.outcome("gvfs-ftp")
        == "fallback at data-connection: only in active mode: network security group nsg-1 stops incoming TCP "
        + "40000-40099: DenyAllInBound")
    #expect(try world.session("winscp").verdict == .fails)
    #expect(try world.session("lftp").verdict == .fails)
    // lftp changes only where it had put another address in the place of the server's.
    world.external = "10.255.255.254"
    #expect(try world.session("lftp").verdict == .fallback)
    world.change = { $0.windowsFirewall?.rules.append(World.rule("no-20", "20", .block, .outbound)) }
    #expect(try world.session("lftp").verdict == .fails)
  }

  @Test func winscpChangesToPassiveModeWherePORTIsRefused() throws {
    var world = World()
    world.denied = ["PORT", "EPRT"]
    #expect(try world.session("winscp", "explicit-active").verdict == .fallback)
    #expect(try world.session("lftp", "explicit-active").verdict == .fails)
  }

  @Test func logonsThatCannotSucceed() throws {
    var world = World()
    world.extra = ""
    #expect(try world.outcome("curl") == "fails at logon: no authentication method is enabled")
    world = World()
    world.authorization = ""
    #expect(try world.session("curl").symptom?.text == "530-home")
    world = World()
    world.authorization +=
      "<ipSecurity allowUnlisted=\"false\"><add ipAddress=\"203.0.113.0\" subnetMask=\"255.255.255.0\" allowed=\"true\" /></ipSecurity>"
    #expect(try world.session("curl").verdict == .fails)
    world.origin = try #require(ClientNetwork("203.0.113.7"))
    #expect(try world.session("curl").verdict == .works)
    world.origin = try #require(ClientNetwork("198.51.100.7"))
    #expect(try world.outcome("curl") == "fails at logon: address restrictions deny clients that they do not list")
  }

  /// Which of two entries for one address wins is not documented; entries for different ones do not contradict each other.
  @Test(arguments: [
    ("203.0.113.7\" subnetMask=\"255.255.255.255", "198.51.100.0", SessionVerdict.fails),
    ("203.0.113.7\" subnetMask=\"255.255.255.255", "203.0.113.0", .fails),
    ("203.0.113.0\" subnetMask=\"255.255.255.0", "203.0.113.0", .unknown),
  ])
  func entriesContradictEachOtherOnlyWhereTheyOverlap(
    _ allowed: String, _ denied: String, _ expected: SessionVerdict
  ) throws {
    var world = World()
    world.authorization +=
      "<ipSecurity><add ipAddress=\"\(allowed)\" allowed=\"true\" />"
      + "<add ipAddress=\"\(denied)\" subnetMask=\"255.255.255.0\" allowed=\"false\" /></ipSecurity>"
    #expect(try world.session("curl").verdict == expected)
  }

  @Test func aHostNameNeedsACertificateBesideIt() throws {
    var world = World()
    world.bindings = ["*:21:ftp.example.com"]
    #expect(try world.session("curl").step == .tls)
    world.bindings = ["*:21:ftp.example.com", "*:21:"]
    #expect(try world.session("curl").verdict == .works)
  }

  @Test func everySymptomOfASessionIsInTheTable() {
    #expect(Symptom.all.count == 76)
    #expect(Set(Symptom.all.map(\.id)).count == 76)
    for symptom in Symptom.all {
      #expect(throws: Never.self, "\(symptom.id)") { _ = try symptom.pattern.map { try Regex($0) } }
      #expect(!symptom.cause.isEmpty && !symptom.remedy.isEmpty && !symptom.source.isEmpty)
    }
  }
}
