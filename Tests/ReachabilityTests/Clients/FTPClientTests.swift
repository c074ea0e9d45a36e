import Inet
import Reachability
import TestSupport
import Testing

@Suite(.timeLimited) struct FTPClientTests {
  private let server = IPv4Address(104, 41, 173, 83)
  private let placeholder = IPv4Address(10, 255, 255, 254)

  private func client(_ id: String) throws -> FTPClient {
    try #require(FTPClient.all.first { $0.id == id })
  }

  @Test func hasOneOfEach() {
    let count = FTPClient.all.count
    #expect(count > 30)
    #expect(Set(FTPClient.all.map(\.id)).count == count)
    #expect(Set(FTPClient.all.map(\.name)).count == count)
    #expect(Set(FTPClient.all.map(\.shortName)).count == count)
    #expect(FTPClient.all.allSatisfy { !$0.source.isEmpty && !$0.policies.isEmpty })
  }

  @Test func needsPrivateAddressesWhereThePolicyDoes() {
    let depending: Set<AddressPolicy> = [
      .privateIfPeerPublic, .privateAlways, .privacyMismatch, .privateIfNotSameBlock,
    ]
    for client in FTPClient.all {
      #expect(depending.isDisjoint(with: client.policies) == (client.privateAddresses == .none), "\(client.name)")
    }
  }

  @Test func namesThoseThatAPlaceholderBreaks() {
    let names = FTPClient.failing(placeholder: placeholder, on: .publicPath).map(\.shortName)
    #expect(
      names == [
        "GNU inetutils ftp", "GNU Wget", "FFFTP", "PHP", "Perl Net::FTP", "Devart SecureBridge", "Erlang ftp",
        "tcllib ftp", "Twisted 26.4", "z/OS",
      ])
  }

  @Test func namesThoseThatAPlaceholderBreaksOnPrivatePaths() {
    let names = FTPClient.failing(placeholder: placeholder, on: .privatePath).map(\.shortName)
    #expect(
      names == [
        "WinSCP", "FileZilla", "lftp", "GNU inetutils ftp", "GNU Wget", "FFFTP", "Apache Commons Net 3.8", "PHP",
        "Perl Net::FTP", "Devart SecureBridge", "Erlang ftp", "tcllib ftp", "Twisted 26.4", "z/OS",
      ])
  }

  @Test func breaksMoreWhereEPSVIsDenied() {
    let names = FTPClient.failing(placeholder: placeholder, on: .publicPath, answersEPSV: false).map(\.shortName)
    #expect(names.contains("curl before 7.74"))
    #expect(names.contains("basic-ftp 6"))
    #expect(names.contains("tnftp"))
    #expect(!names.contains("curl"))
  }

  @Test(arguments: FTPClient.all)
  func reachesTheServerIfTheReplyNamesIt(_ client: FTPClient) {
    let expected: DataPath = client.dataMode == .activeOnly ? .neverPassive : .reached
    #expect(client.dataPath(reply: server, peer: server, answersEPSV: false) == expected)
    #expect(client.dataPath(reply: placeholder, peer: placeholder, answersEPSV: false) == expected)
  }

  @Test func keepsUnknownUnknown() throws {
    for id in ["adf-ftp", "logicapps-ftp", "ssis-ftp", "biztalk-ftp", "wininet", "total-commander"] {
      #expect(try client(id).dataPath(reply: placeholder, peer: server) == .unknown)
    }
  }

  @Test func knowsOnlyWhatAllVersionsOfALibraryDo() throws {
    let cyberduck = try client("cyberduck")
    #expect(cyberduck.dataAddress(reply: placeholder, peer: server) == .use(server))
    #expect(cyberduck.dataPath(reply: placeholder, peer: IPv4Address(10, 0, 0, 4)) == .unknown)
  }

  @Test func triesTheReplyBeforeThePeer() throws {
    let gvfs = try client("gvfs-ftp")
    #expect(gvfs.dataAddress(reply: placeholder, peer: server) == .tries(placeholder, then: server))
    #expect(gvfs.dataPath(reply: placeholder, peer: server) == .reachedAfterTimeout(placeholder))
  }

  @Test func tellsThePrivateNetworksApart() throws {
    let ncftp = try client("ncftp")
    #expect(ncftp.dataPath(reply: placeholder, peer: IPv4Address(10, 0, 0, 4)) == .elsewhere(placeholder))
    #expect(ncftp.dataPath(reply: placeholder, peer: IPv4Address(172, 16, 0, 4)) == .reached)
  }

  @Test(arguments: [
    ("winscp", "0.0.0.0", true), ("winscp", "127.8.9.1", true), ("filezilla", "0.0.0.0", false),
    ("filezilla", "169.254.1.1", true), ("fluentftp", "0.0.0.0", true), ("fluentftp", "127.0.0.2", false),
    ("fluentftp", "169.254.1.1", false), ("lftp", "0.1.2.3", true), ("lftp", "127.0.0.1", true),
    ("lftp", "127.0.0.9", true), ("lftp", "224.0.0.1", true), ("lftp", "255.255.255.255", true),
    ("lftp", "172.32.0.1", false), ("go-jlaffaye-master", "224.0.0.1", true),
    ("go-jlaffaye-master", "169.254.1.1", false), ("commons-net-3.8", "192.168.7.7", true),
    ("commons-net-3.8", "100.64.0.1", false),
  ])
  func repairsAddresses(_ id: String, _ text: String, _ isRepaired: Bool) throws {
    let reply = try #require(IPv4Address(text))
    let address = try client(id).dataAddress(reply: reply, peer: server, answersEPSV: false)
    #expect(address == (isRepaired ? .repaired(server) : .use(reply)))
  }
}
