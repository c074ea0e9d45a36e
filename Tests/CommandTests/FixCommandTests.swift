import Foundation
import TestSupport
import Testing

/// `ftpsgate fix`: what it shows, what it changes, and what it leaves alone.
@Suite(.timeLimited) struct FixCommandTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
  }

  /// A file in which one value is safely mended, with an address that is stale where another is said.
  private static let text = file(
    sites: site(
      "FTP", id: 1,
      """
      <ftpServer>
      <firewallSupport externalIp4Address="104.41.173.83" />
      <security><ssl serverCertHash="01 23456789abcdef0123456789abcdef01234567" controlChannelPolicy="SslRequire" /></security>
      </ftpServer>
      """), rest: passiveRange(50000, 50100))

  private static let mended = text.replacing(
    "\"01 23456789abcdef0123456789abcdef01234567\"", with: "\"0123456789ABCDEF0123456789ABCDEF01234567\"")

  private func contents(_ name: String) throws -> String {
    try String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
  }

  private func fix(_ arguments: String...) throws -> ProgramRun {
    try run(Project.tool, ["fix"] + arguments, folder: folder.url)
  }

  @Test func aDiffIsShownAndNothingChanged() throws {
    _ = try folder.write("a.config", Self.text)
    let run = try fix("a.config")
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("--- a/a.config\n+++ b/a.config\n@@ -6,7 +6,7 @@\n"), "\(run.output)")
    #expect(run.output.matches(of: /(?m)^[-+]<security.*$/).count == 2)
    #expect(
      run.errors.hasPrefix(
        """
        a.config: mends certificate-hash-invalid at 9:32, site "FTP": write the digits alone
        a.config: leaves passive-range-in-dynamic-ports at 15:38: its fix needs --unsafe --passive-range LOW-HIGH

        """), "\(run.errors)")
    #expect(run.errors.contains("\na.config: leaves 1 finding of no-authentication: no fix is known; "))
    #expect(try contents("a.config") == Self.text && folder.names == ["a.config"])
  }

  @Test func whatIsShownIsAPatch() throws {
    _ = try folder.write("a.config", Self.text)
    _ = try folder.write("fix.patch", try fix("a.config").output)
    let git = try run(URL(fileURLWithPath: "/usr/bin/env"), ["git", "apply", "fix.patch"], folder: folder.url)
    #expect(git.status == 0, "\(git.errors)")
    #expect(try contents("a.config") == Self.mended)
    let again = try fix("a.config")
    #expect(again.status == 0 && again.output.isEmpty)
  }

  @Test func writingKeepsABackupAndNeverReplacesOne() throws {
    _ = try folder.write("a.config", Self.text)
    _ = try folder.write("a.config.bak", "somebody's")
    let run = try fix("--write", "a.config")
    #expect(run.status == 0 && run.output.isEmpty)
    #expect(run.errors.contains("a.config: written; as it was: a.config.bak.1\n"), "\(run.errors)")
    #expect(try contents("a.config") == Self.mended && contents("a.config.bak.1") == Self.text)
    #expect(try contents("a.config.bak") == "somebody's")
    let again = try fix("--write", "a.config")
    #expect(again.status == 0 && !again.errors.contains("written"))
    #expect(folder.names == ["a.config", "a.config.bak", "a.config.bak.1"])
  }

  @Test func rightsAndLinksStay() throws {
    _ = try folder.write("real.config", Self.text)
    let script = """
      chmod 640 real.config; ln -s real.config a.config
      "$1" fix --write a.config 2> errors; echo $?
      stat -c %a real.config real.config.bak; readlink a.config; ls
      """
    let run = try run(URL(fileURLWithPath: "/bin/bash"), ["-c", script, "bash", Project.tool.path], folder: folder.url)
    #expect(run.output == "0\n640\n640\nreal.config\na.config\nerrors\nreal.config\nreal.config.bak\n", "\(run.output)")
    #expect(try contents("real.config") == Self.mended)
  }

  @Test func whatAGivenValueBringsIsSaid() throws {
    _ = try folder.write("a.config", Self.text.replacing("\"50100\"", with: "\"49000\""))
    let run = try fix("--unsafe", "--passive-range", "2000-2001", "--select", "passive-range-invalid", "a.config")
    #expect(
      run.errors == """
        a.config: mends passive-range-invalid at 15:38: set the passive ports to 2000-2001
        a.config: brings passive-range-too-small at 15:66: the passive port range has only 2 ports
        a.config: 1 of 1 finding mended, 1 brought

        """)
  }

  /// A policy may say that certificates are somebody else's; TLS that is required of a site without one shuts all out.
  @Test func tlsIsNotRequiredOfASiteWithoutACertificate() throws {
    let ssl =
      "<ftpServer><security><ssl serverCertHash=\"0123456789ABCDEF0123456789ABCDEF01234567\" /></security></ftpServer>"
    let defaults =
      "<siteDefaults><ftpServer><security><ssl controlChannelPolicy=\"SslAllow\" /></security></ftpServer></siteDefaults>"
    _ = try folder.write(".ftpsgate.yml", "version: 1\nrules:\n  certificate-missing: off\n")
    let arguments = ["--unsafe", "--select", "plaintext-control-channel", "a.config"]
    _ = try folder.write("a.config", file(sites: site("A", ssl) + site("B", id: 2) + defaults))
    #expect(try run(Project.tool, ["fix"] + arguments, folder: folder.url).output.isEmpty)
    _ = try folder.write("a.config", file(sites: site("A", ssl) + site("B", id: 2, ssl) + defaults))
    #expect(try run(Project.tool, ["fix"] + arguments, folder: folder.url).output.contains("SslRequire"))
  }

  @Test func whatTheServerMustOfferIsAskedForToo() throws {
    _ = try folder.write("a.config", file(sites: site("A") + site("B", id: 2)))
    #expect(try fix("a.config").errors.contains("leaves 2 findings of implicit-binding-missing") == false)
    #expect(
      try fix("--require", "implicit", "a.config").errors.contains("leaves 2 findings of implicit-binding-missing"))
  }

  @Test func aPathIsNoCommandOfABuildService() throws {
    _ = try folder.write("::error::x", Self.text)
    let run = try fix("::error::x")
    #expect(run.status == 1 && run.errors.hasPrefix("./::error::x: mends "))
    #expect(!run.errors.split(separator: "\n").contains { $0.hasPrefix("::") })
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    _ = try folder.write("a.config", Self.text)
    let script = """
      mkfifo pipe; (cat a.config > pipe &) ; "$1" fix --write pipe; echo $?
      """
    let run = try run(URL(fileURLWithPath: "/bin/bash"), ["-c", script, "bash", Project.tool.path], folder: folder.url)
    #expect(run.output == "2\n" && run.errors.contains("pipe: not changed: it is no regular file"), "\(run.errors)")
  }

  @Test func everythingElseOfTheFileIsKept() throws {
    let crlf = Self.text.replacing("\n", with: "\r\n")
    let mended = Self.mended.replacing("\n", with: "\r\n")
    for (name, encode) in Self.encodings {
      _ = try folder.write("\(name).config", Data(encode(crlf)))
      #expect(try fix("--write", "\(name).config").status == 0)
      let bytes = try Data(contentsOf: folder.url.appendingPathComponent("\(name).config"))
      #expect(Array(bytes) == encode(mended), "\(name)")
    }
  }

  private static let encodings: [(String, @Sendable (String) -> [UInt8])] = [
    ("mark", { [0xEF, 0xBB, 0xBF] + Array($0.utf8) }),
    (
      "little",
      {
        [0xFF, 0xFE]
          + $0.replacing("UTF-8", with: "UTF-16").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      }
    ),
    (
      "big",
      {
        [0xFE, 0xFF]
          + $0.replacing("UTF-8", with: "UTF-16").utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      }
    ),
    ("latin", { Array($0.replacing("UTF-8", with: "ISO-8859-1").utf8) }),
  ]

  @Test func aPasswordInTheDiffIsMasked() throws {
    let text = Self.text.replacing("serverCertHash", with: "password=\"hunter2\" serverCertHash")
    _ = try folder.write("a.config", text)
    let run = try fix("a.config")
    #expect(run.status == 1 && !run.output.contains("hunter2") && run.output.contains("password=\"•••••••\""))
    #expect(run.errors.contains("a.config: a password stands in a line of it and is masked: it is no patch"))
    #expect(try fix("--write", "a.config").status == 0)
    #expect(try contents("a.config").contains("password=\"hunter2\""))
  }

  @Test func severalFilesAreOnePatchAndOneThatCannotBeReadIsTold() throws {
    _ = try folder.write("x/applicationHost.config", Self.text)
    _ = try folder.write("y/applicationHost.config", "<configuration>")
    _ = try folder.write("z/applicationHost.config", Self.text)
    let run = try fix(".")
    #expect(run.status == 2)
    #expect(
      run.output.matches(of: /(?m)^--- a\/.*/).map { String($0.output) } == [
        "--- a/x/applicationHost.config", "--- a/z/applicationHost.config",
      ])
    #expect(run.errors.contains("ftpsgate: error: ./y/applicationHost.config:1:16: "), "\(run.errors)")
  }

  @Test(arguments: [
    (["-", "--write"], "--write cannot change standard input"), ([], "No PATH"),
    (["a.config", "--passive-range", "50000-50100"], "--passive-range says nothing without --unsafe"),
    (["a.config", "--unsafe", "--passive-range", "50100-50000"], "--passive-range"),
    (["a.config", "--unsafe", "--passive-range", "20-50000"], "--passive-range"),
    (["a.config", "--write", "--as", "steps"], "--write changes a file, and --as a running server"),
    (["a.config", "--as", "vbscript"], "vbscript"),
    (["a.config", "--select", "no-rule"], "There is no rule 'no-rule'"),
    (["a.config", "--site", "FPT"], "did you mean 'FTP'?"),
  ]) func mistakesInTheCommandLineAre64(_ arguments: [String], _ message: String) throws {
    _ = try folder.write("a.config", Self.text)
    let run = try run(Project.tool, ["fix"] + arguments, folder: folder.url)
    #expect(run.status == 64 && run.errors.contains(message) && run.output.isEmpty, "\(run.errors)")
    #expect(folder.names == ["a.config"])
  }

  @Test func onlyTheRulesThatAreNamedAreMended() throws {
    _ = try folder.write("a.config", Self.text)
    #expect(try fix("a.config", "--ignore", "certificate-hash-invalid").status == 0)
    #expect(try fix("a.config", "--select", "certificate-hash-invalid").status == 1)
    #expect(try fix("a.config", "--select", "unusual-spelling").status == 0)
  }

  @Test func commandsTakeTheDiffsPlace() throws {
    _ = try folder.write("a.config", Self.text)
    let run = try fix("a.config", "--as", "powershell")
    #expect(run.status == 1 && run.output.hasPrefix("# These change the server that runs, not the file a.config.\n"))
    #expect(!run.output.contains("+++") && folder.names == ["a.config"])
    let none = try fix("a.config", "--as", "powershell", "--ignore", "certificate-hash-invalid")
    #expect(none.status == 0 && none.output.isEmpty)
  }

  @Test func standardInputIsShown() throws {
    let run = try ftpsgate("fix", "-", input: Data(Self.text.utf8))
    #expect(run.status == 1 && run.output.hasPrefix("--- a/-\n"))
    #expect(run.errors.hasPrefix("standard input: mends "))
  }
}
