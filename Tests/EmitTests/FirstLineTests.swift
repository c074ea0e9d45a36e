import Reachability
import TestSupport
import Testing
@testable import Emit

/// What must not be lost in a list that is cut short, and what must not be empty.
@Suite(.timeLimited) struct FirstLineTests {
  @Test func theSiteThatHasTheAddressIsNamedHoweverManyComeBeforeIt() throws {
    let sites = (1...20).map { number in
      site(
        "S\(number)", id: number,
        "<ftpServer><firewallSupport externalIp4Address=\"20.40.60.\(number)\" /></ftpServer>")
    }
    let configuration = try read(file(sites: sites.joined(separator: "\n")))
    let text = PassiveReplyText(try PassiveReply("227 (20,40,60,20,195,80)"), configuration).text
    #expect(text.contains("  sites    \"S20\" has it as its external address\n"))
    #expect(text.contains("           \"S1\" has \"20.40.60.1\" set instead\n"))
    #expect(text.contains("           and 15 more\n"))
  }

  @Test(arguments: ["/srv/repository", "/srv/repository/", "/srv/other/../repository"])
  func theCurrentFolderHasAURI(_ path: String) {
    let folder = FileURI(path: path, currentFolder: "/srv/repository")
    #expect(folder.text == "file:///srv/repository" && !folder.isRelative)
  }
}
