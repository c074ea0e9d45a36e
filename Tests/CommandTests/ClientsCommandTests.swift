import Foundation
import Reachability
import Testing
import TestSupport

@Suite(.timeLimited) struct ClientsCommandTests {
  @Test func thePageIsUpToDate() throws {
    let run = try ftpsgate("clients", "--markdown")
    try expectGolden(run.output, "../../../docs/clients.md")
  }

  @Test func oneClientIsToldWithItsSource() throws {
    let run = try ftpsgate("clients", "lftp")
    #expect(run.status == 0 && run.output.hasPrefix("lftp: lftp, 4.9.2\n"))
    #expect(run.output.contains(#/\n  sends HOST +if FEAT lists it\n/#))
    #expect(run.output.contains(#/\n  refuses active data from another address +no\n/#))
    #expect(run.output.contains(#/\n  source +lftp, src/ftpclass.cc/#))
  }

  @Test func allAreToldInTheirOrder() throws {
    let run = try ftpsgate("clients")
    let ids = run.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
    #expect(ids.map(String.init) == FTPClient.all.map(\.id))
  }

  @Test func whatNobodyKnowsIsUnknownAndWhatIsNotThereIsADash() throws {
    let run = try ftpsgate("clients", "total-commander", "basic-ftp-6")
    let blocks = run.output.components(separatedBy: "\n\n")
    #expect(blocks.count == 2)
    #expect(blocks[0].contains(#/\n  ftps:\/\/ means +unknown\n/#))
    #expect(blocks[1].contains(#/\n  refuses active data from another address +-\n/#))
  }

  @Test func anotherClientIsAMistake() throws {
    let run = try ftpsgate("clients", "lftpp")
    #expect(run.status == 64 && run.errors.contains("Did you mean 'lftp'?"))
  }
}
