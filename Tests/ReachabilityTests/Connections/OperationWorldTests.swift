import Reachability
import Testing
import TestSupport

/// What users come for: a listing decides, downloads and uploads are told beside it.
@Suite(.timeLimited) struct OperationWorldTests {
  private func operations(_ world: World) throws -> [FTPOperation: SessionVerdict] {
    Dictionary(uniqueKeysWithValues: try world.session("curl").operations.map { ($0.operation, $0.verdict) })
  }

  private func allowing(_ permissions: String) -> World {
    var world = World()
    world.authorization =
      "<authorization><add accessType=\"Allow\" users=\"*\" permissions=\"\(permissions)\" /></authorization>"
    return world
  }

  @Test func aReadOnlySiteWorks() throws {
    let world = allowing("Read")
    #expect(try world.session("curl").verdict == .works)
    #expect(try operations(world) == [.list: .works, .download: .works, .upload: .fails])
  }

  @Test func aDropBoxShowsNothing() throws {
    let world = allowing("Write")
    #expect(try world.outcome("curl") == "fails at transfer: no authorization rule grants Read")
    #expect(try operations(world) == [.list: .fails, .download: .fails, .upload: .works])
  }

  @Test(arguments: [
    (["LIST", "NLST", "MLSD"], SessionVerdict.fails), (["LIST"], .unknown), (["LIST", "MLSD"], .unknown),
    (["MLSD", "NLST"], .works), (["TYPE"], .unknown), (["PWD"], .unknown), (["RETR", "STOR", "DELE", "SITE"], .works),
  ])
  func aListingNeedsItsCommands(_ denied: [String], _ verdict: SessionVerdict) throws {
    var world = World()
    world.denied = denied
    #expect(try world.session("curl").verdict == verdict)
  }

  @Test func transfersNeedTheirs() throws {
    var world = allowing("Read, Write")
    world.denied = ["RETR", "STOR"]
    #expect(try operations(world) == [.list: .works, .download: .fails, .upload: .unknown])
    world.denied = ["STOR", "APPE"]
    #expect(try operations(world) == [.list: .works, .download: .works, .upload: .fails])
  }

  @Test func whatIsRequiredDecides() throws {
    var world = allowing("Write")
    world.required = [.upload]
    #expect(try world.session("curl").verdict == .works)
    world.required = [.upload, .download]
    #expect(try world.outcome("curl") == "fails at transfer: no authorization rule grants Read")
    world.required = []
    // What stops a connection stops everything.
    world.groups = ["990"]
    #expect(try operations(world) == [.list: .fails, .download: .fails, .upload: .fails])
  }

  @Test(arguments: [("3", SessionVerdict.fails), ("10", .unknown), ("4096", .works)])
  func commandsMustFitIntoTheirLines(_ limit: String, _ expected: SessionVerdict) throws {
    var world = World()
    world.siteDefaults = "<ftpServer><security><commandFiltering maxCommandLine=\"\(limit)\" /></security></ftpServer>"
    #expect(try world.session("curl").verdict == expected)
  }

  @Test func customIsolationNeedsAProvider() throws {
    var world = World()
    world.siteDefaults = "<ftpServer><userIsolation mode=\"Custom\" /></ftpServer>"
    #expect(
      try world.outcome("curl")
        == "unknown at logon: isolation Custom takes users' homes from a provider, and what IIS does without one is not "
        + "documented")
  }

  @Test func entriesMayDenyEverybodyTogether() throws {
    func verdict(_ entries: String) throws -> SessionVerdict {
      var world = World()
      world.authorization += "<ipSecurity>\(entries)</ipSecurity>"
      return try world.session("curl").verdict
    }
    let half = "<add ipAddress=\"0.0.0.0\" subnetMask=\"128.0.0.0\" />"
    #expect(try verdict(half + half.replacing("0.0.0.0", with: "128.0.0.0")) == .fails)
  }
}
