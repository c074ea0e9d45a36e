import IISConfiguration
import Reachability
import TestSupport
import Testing

/// Which virtual directories isolation keeps users from.
@Suite(.timeLimited) struct VirtualDirectoryTests {
  private static func configuration(_ mode: String, _ paths: [String], rest: String = "", logon: String = "") -> String
  {
    let directories = (["/"] + paths).map { "<virtualDirectory path=\"\($0)\" physicalPath=\"D:\\Data\" />" }.joined()
    return file(
      sites: site(
        "FTP",
        """
        <application path="/">\(directories)</application>
        <application path="/App"><virtualDirectory path="/Elsewhere" physicalPath="D:\\App" /></application>
        <ftpServer><security><ssl serverCertHash="9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7" /><authentication>
          <basicAuthentication enabled="true"\(logon) />
        </authentication></security><userIsolation mode="\(mode)" /></ftpServer>
        """),
      rest: """
        <system.ftpServer><security><authorization>
          <add accessType="Allow" users="*" permissions="Read" />
        </authorization></security></system.ftpServer>\(rest)
        """)
  }

  private func unreachable(_ mode: String, _ paths: [String], rest: String = "", logon: String = "") throws -> [String]
  {
    try read(Self.configuration(mode, paths, rest: rest, logon: logon)).ftpSites[0].unreachableVirtualDirectories
      .map(\.path.value)
  }

  @Test(arguments: [
    ("IsolateAllDirectories", ["/Shared", "/Public"]), ("IsolateRootDirectoryOnly", ["/localuser/eve"]), ("None", []),
    ("StartInUsersDirectory", []), ("ActiveDirectory", []), ("Custom", []), ("Odd", []),
  ])
  func itHangsOnTheMode(_ mode: String, _ expected: [String]) throws {
    let paths = ["/Shared", "/localuser/eve", "/LocalUser/eve/Shared", "/LocalUser", "/Public"]
    #expect(try unreachable(mode, paths) == expected)
  }

  @Test func aFolderOfADomainHoldsHomes() throws {
    #expect(try unreachable("IsolateAllDirectories", ["/CONTOSO"]) == ["/CONTOSO"])
    #expect(try unreachable("IsolateAllDirectories", ["/CONTOSO", "/contoso/eve"]) == [])
    #expect(try unreachable("IsolateAllDirectories", ["/CONTOSO"], logon: " defaultLogonDomain=\"contoso\"") == [])
    let rule = "<add accessType=\"Allow\" roles=\"CONTOSO\\Partners\" permissions=\"Read\" />"
    let location = { (path: String) in
      "<location path=\"\(path)\"><system.ftpServer><security><authorization>\(rule)</authorization></security></system.ftpServer></location>"
    }
    #expect(try unreachable("IsolateAllDirectories", ["/CONTOSO"], rest: location("FTP")) == [])
    #expect(try unreachable("IsolateAllDirectories", ["/FABRIKAM"], rest: location("FTP/Fabrikam/eve")) == [])
    #expect(try unreachable("IsolateRootDirectoryOnly", ["/Shared/in"]) == [])
    #expect(try unreachable("IsolateRootDirectoryOnly", ["/CONTOSO/eve"], rest: location("FTP")) == ["/CONTOSO/eve"])
  }

  @Test func aHomeThatMustBeAFolderLeavesItsUserUnknown() throws {
    let text = Self.configuration("IsolateRootDirectoryOnly", ["/LocalUser/eve"])
    for (user, reason) in [("EVE", "the home \"/LocalUser/eve\""), ("bob", nil), (nil, nil)] {
      var deployment = DeploymentOptions()
      deployment.identity = user.map { UserIdentity($0) }
      let simulation = Simulation(try read(text), deployment: deployment)
      let client = try #require(FTPClient.all.first { $0.id == "curl" })
      let result = simulation.connections(to: simulation.server.configuration.ftpSites[0])
        .session(client, SessionMode(.explicit, .passive))
      let logon = try #require(result.steps.first { $0.step == .logon })
      #expect(logon.verdict == (reason == nil ? .passes : .unknown))
      if let reason { #expect(logon.decisive.map { "\($0.reason)" }?.hasPrefix(reason) == true) }
    }
  }
}
