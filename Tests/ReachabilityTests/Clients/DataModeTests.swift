import Text
import Reachability
import Testing
import TestSupport

/// Which data modes a client has, where its documentation does not say in which it begins.
@Suite(.timeLimited) struct DataModeTests {
  private func client(_ id: String) throws -> FTPClient {
    try #require(FTPClient.all.first { $0.id == id })
  }

  @Test(arguments: ["wininet", "zos-ftp"]) func aPassiveCommandShowsThatThereIsAPassiveMode(_ id: String) throws {
    let client = try client(id)
    #expect(client.dataMode == .unknown && client.passiveCommands?.isEmpty == false)
    #expect(client.hasPassiveMode == true)
  }

  @Test func whatIsNotDocumentedIsUnknownAndNoMode() throws {
    let client = try client("total-commander")
    #expect(client.dataMode == .unknown && client.passiveCommands == nil)
    #expect(client.hasPassiveMode == nil && client.hasActiveMode == nil)
    let address = try World().session("total-commander").steps.first { $0.step == .dataAddress }
    #expect(address?.checks.map(\.reason).first == "whether the client has a passive mode is not documented")
  }

  @Test func aClientWithActiveModeOnlyHasNoPassiveOne() throws {
    #expect(try client("windows-ftp.exe").hasPassiveMode == false)
  }
}
