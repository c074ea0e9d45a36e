import IISConfiguration
import Inet
import Reachability
import Testing
import TestSupport

@Suite(.timeLimited) struct AnnouncementTests {
  private let address = IPv4Address(104, 41, 173, 83)
  private let placeholder = IPv4Address(10, 255, 255, 254)

  @Test(arguments: [
    ("*:21:", "104.41.173.83", PASVAdvertisement.publicAddress(IPv4Address(104, 41, 173, 83))),
    ("*:21:", "10.255.255.254", .placeholder(IPv4Address(10, 255, 255, 254))), ("*:21:", "", .ownAddress),
    ("10.0.0.4:21:", "", .ownAddress), ("*:21:", "127.0.0.1", .unusable), ("*:21:", "100.64.0.1", .unusable),
    ("*:21:", "ftp.example.com", .unusable), ("[2001:db8::4]:21:", "104.41.173.83", .none),
    ("104.41.173.83:21:", "", .publicAddress(IPv4Address(104, 41, 173, 83))),
  ])
  func isWhatRepliesName(_ binding: String, _ external: String, _ expected: PASVAdvertisement) throws {
    let text = """
      <configuration><system.applicationHost><sites><site name="A" id="1">
      <bindings><binding protocol="ftp" bindingInformation="\(binding)"/></bindings>
      <ftpServer><firewallSupport externalIp4Address="\(external)"/></ftpServer></site></sites>
      </system.applicationHost></configuration>
      """
    let configuration = try read(text)
    #expect(configuration.ftpSites.map(\.advertisement) == [expected])
  }

  @Test func decidesWhatClientsDo() throws {
    let winscp = try #require(FTPClient.all.first { $0.id == "winscp" })
    #expect(winscp.dataPaths(to: .publicAddress(address), on: .publicPath) == [.reached])
    #expect(winscp.dataPaths(to: .publicAddress(address), on: .privatePath) == [.elsewhere(address)])
    #expect(winscp.dataPaths(to: .placeholder(placeholder), on: .publicPath) == [.reached])
    #expect(winscp.dataPaths(to: .placeholder(placeholder), on: .privatePath) == [.elsewhere(placeholder)])
    #expect(winscp.dataPaths(to: .ownAddress, on: .publicPath) == [.reached])
    #expect(winscp.dataPaths(to: .ownAddress, on: .privatePath) == [.reached])
    #expect(winscp.dataPaths(to: .unusable, on: .publicPath).isEmpty)
  }

  @Test func dependsOnTheNetworkForSome() throws {
    let ncftp = try #require(FTPClient.all.first { $0.id == "ncftp" })
    #expect(
      ncftp.dataPaths(to: .placeholder(placeholder), on: .privatePath) == [.reached, .elsewhere(placeholder)])
  }
}
