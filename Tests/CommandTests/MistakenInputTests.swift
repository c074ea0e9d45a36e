import Foundation
import Testing
import TestSupport

/// What people give as PATH that is no configuration is told what it is, and what to do with it.
@Suite(.timeLimited) struct MistakenInputTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  private func help(_ path: String) throws -> String {
    let run = try run(Project.tool, ["matrix", path], environment: ["NO_COLOR": ""], folder: folder.url)
    #expect(run.status == 2 && run.output.isEmpty, "\(path)")
    let line = run.errors.split(separator: "\n").first { $0.hasPrefix("  help: ") }
    return line.map { String($0.dropFirst("  help: ".count)) } ?? ""
  }

  @Test(arguments: [
    (
      #"C:\Windows\System32\inetsrv\config\applicationHost.config"#,
      "it is a path of Windows: in WSL the same file is /mnt/c/Windows/System32/inetsrv/config/applicationHost.config; elsewhere copy it to this machine"
    ),
    (
      "D:/IIS/applicationHost.config",
      "it is a path of Windows: in WSL the same file is /mnt/d/IIS/applicationHost.config; elsewhere copy it to this machine"
    ),
    (
      #"%WinDir%\System32\inetsrv\config\applicationHost.config"#,
      "it is a path of Windows: in WSL the same file is /mnt/c/Windows/System32/inetsrv/config/applicationHost.config; elsewhere copy it to this machine"
    ),
    (
      #"%SystemDrive%\a.config"#,
      "it is a path of Windows: in WSL the same file is /mnt/c/a.config; elsewhere copy it to this machine"
    ),
    (
      #"\\web01\c$\Windows\applicationHost.config"#,
      "it is a share of Windows: mount it and name the file there, or copy the file to this machine"
    ),
    (
      "C:WindowsSystem32applicationHost.config",
      "it is a path of Windows whose backslashes the shell has taken away: put it between single quotes, or in WSL name the file below /mnt/c"
    ),
    (
      #".\a.config"#, "it is a path of Windows: write / for each backslash, or copy the file to this machine"
    ),
    // Nobody knows what the variable stands for.
    (
      #"%USERPROFILE%\a.config"#,
      "it is a path of Windows: write / for each backslash, or copy the file to this machine"
    ),
    ("nothing.config", "check the path and its permissions"),
    ("%.config", "check the path and its permissions"),
  ])
  func pathsOfWindows(_ path: String, _ expected: String) throws {
    #expect(try help(path) == expected)
    let lint = try run(Project.tool, ["lint", path], folder: folder.url)
    #expect(lint.status == 2 && lint.output.contains("help: \(expected)"), "\(lint.output)")
  }

  /// A file may have such a name here.
  @Test func aFileThatIsThereIsRead() throws {
    _ = try folder.write("C:a.config", file(sites: site()))
    #expect(try run(Project.tool, ["lint", "C:a.config", "--fail-on", "never"], folder: folder.url).status == 0)
  }

  private static let registry = #"""
    Windows Registry Editor Version 5.00

    [HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules]
    "All"="v2.29|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Svc=ftpsvc|Name=All|"

    """#
  private static let serverLog = """
    #Software: Microsoft Internet Information Services 10.0
    #Fields: date time c-ip sc-status sc-win32-status sc-substatus
    2025-03-01 10:00:00 10.0.0.1 530 1326 41

    """
  private static let clientLog = """
    Status:\tConnecting to 192.0.2.1:21...
    Response:\t220 Microsoft FTP Service
    Command:\tAUTH TLS
    Response:\t534 Local policy on server does not allow TLS secure connections.

    """
  private static let group = #"[{"name": "n", "securityRules": []}]"#

  private static let tar = Data("a.config".utf8) + Data(count: 249) + Data("ustar  ".utf8) + Data(count: 300)
  private static let files: [(Data, String)] = [
    (
      Data([0x50, 0x4B, 3, 4, 20, 0xB2]), "it is an archive (zip): unpack it, and name the applicationHost.config in it"
    ),
    (Data([0x1F, 0x8B, 8]), "it is an archive (gzip): unpack it, and name the applicationHost.config in it"),
    (
      tar,
      "it is an archive (tar): unpack it, and name the applicationHost.config in it"
    ),
    (
      Data("regf".utf8) + Data(count: 600),
      #"it is a registry hive, as netsh advfirewall export writes it (.wfw), and no text. On the server run reg export HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy firewall.reg and give that file with --environment, beside an applicationHost.config"#
    ),
    (
      Data([0xFF, 0xFE] + registry.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }),
      "it describes what stands around a server (Windows Firewall (registry export)): give it with --environment, beside an applicationHost.config"
    ),
    (
      Data(group.utf8),
      "it describes what stands around a server (network security groups): give it with --environment, beside an applicationHost.config"
    ),
    (
      Data(serverLog.utf8),
      "it is a log of IIS: ftpsgate explain --log LOG applicationHost.config tells what went wrong in it"
    ),
    (
      Data(clientLog.utf8),
      "it looks like the log of a client: ftpsgate explain --log LOG applicationHost.config tells what went wrong in it"
    ),
    // What may be anything keeps what is said of any text.
    (
      Data("hello 530\n".utf8),
      #"IIS does not start any site with a file that is no well-formed XML: mend it, or restore the last good one from %SystemDrive%\inetpub\history"#
    ),
  ]

  @Test(arguments: files) func otherFiles(_ bytes: Data, _ expected: String) throws {
    let path = try folder.write("given", bytes)
    #expect(try help(path) == expected)
    let lint = try ftpsgate("lint", path)
    #expect(lint.status == 2 && lint.errors.contains(expected) == expected.hasPrefix("it "), "\(lint.errors)")
    let fix = try ftpsgate("fix", path)
    #expect(fix.status == 2 && fix.errors.contains("help: \(expected)"), "\(fix.errors)")
  }

  @Test func aPolicyOfAnotherNameIsNotSilentlyIgnored() throws {
    let path = try folder.write("below/applicationHost.config", file(sites: site()))
    for name in [".ftpsgate.yaml", "ftpsgate.yml", "ftpsgate.yaml"] {
      let misnamed = try folder.write("below/\(name)", "version: 1\nrules: {'access/*': off}\n")
      let hint = "below/\(name) is not read: the name is .ftpsgate.yml\n"
      let runs = try [["lint", path], ["lint", folder.url.path], ["matrix", path]].map { try run(Project.tool, $0) }
      for run in runs { #expect(run.errors.components(separatedBy: hint).count == 2, "\(run.errors)") }
      #expect(try !ftpsgate("lint", path, "--quiet").errors.contains("is not read"))
      #expect(try !ftpsgate("lint", path, "--no-policy").errors.contains("is not read"))
      // A policy of the right name is what was meant.
      let policy = try folder.write("below/.ftpsgate.yml", "version: 1\n")
      #expect(try !ftpsgate("lint", path).errors.contains("is not read"))
      try FileManager.default.removeItem(atPath: policy)
      try FileManager.default.removeItem(atPath: misnamed)
    }
  }
}
