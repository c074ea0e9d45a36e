import IISConfiguration
import Foundation
import NetworkModel
import Testing
import TestSupport
@testable import ftpsgate

@Suite(.timeLimited) struct EnvironmentFolderTests {
  @Test func readsTheFilesOfAFolderButNoneBelow() throws {
    let folder = try ScratchFolder()
    _ = try folder.write("b.txt", "x\n-----  -----\n 5 6\n")
    _ = try folder.write("a.txt", "hello")
    _ = try folder.write("below/c.txt", "x\n-----  -----\n 7 8\n")
    let environment = try EnvironmentFolder.read([FilePath(Array(folder.url.path.utf8))])
    #expect(environment.files.map { $0.path.split(separator: "/").last } == ["a.txt", "b.txt", "below"])
    #expect(environment.files.map { $0.kind?.id } == [nil, "excluded-ports", nil])
    #expect(environment.excludedPorts.count == 1)
  }

  @Test func namesWhatCannotBeRead() throws {
    let folder = try ScratchFolder()
    let environment = try EnvironmentFolder.read([FilePath(Array((folder.url.path + "/missing").utf8))])
    #expect(environment.files.map { $0.kind?.id } == [nil])
    #expect(environment.files.first?.problems.first?.message.description.hasPrefix("it cannot be read: ") == true)
  }
}
