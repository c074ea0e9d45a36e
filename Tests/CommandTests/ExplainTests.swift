import Foundation
import Testing
import TestSupport

/// `explain` with a reply code or a message instead of a rule.
@Suite(.timeLimited) struct ExplainTests {
  @Test func aReplyCodeHasCausesAndRules() throws {
    let run = try ftpsgate("explain", "534")
    #expect(run.status == 0)
    #expect(run.output.contains("534-local-policy: ") && run.output.contains("certificate-missing"))
    #expect(run.output.contains("substatus 31: SSL certificate was not configured."))
  }

  @Test func aMessageIsHeldAgainstAConfiguration() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      "a.config",
      """
      <configuration><system.applicationHost><sites><site name="FTP" id="1">
      <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
      </site></sites></system.applicationHost></configuration>
      """)
    let message = "534 Local policy on server does not allow TLS secure connections."
    let run = try ftpsgate("explain", message, path)
    #expect(run.status == 0)
    #expect(run.output.contains("Findings that explain it:") && run.output.contains("[certificate-missing]"))
    #expect(!run.output.contains("[no-authentication]"))
    #expect(try ftpsgate("explain", message, path + ".missing").status == 2)
  }

  @Test func aPassiveReplyGoesOnToItsDecoder() throws {
    let run = try ftpsgate("explain", "Response: 227 Entering Passive Mode (20,40,60,80,156,64).")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("To hold the reply against a configuration: ftpsgate pasv '227 "))
    #expect(run.output.contains("(20,40,60,80,156,64).' PATH") && !run.output.contains("private address"))
  }

  @Test func aLineOfALogIsRead() throws {
    let run = try ftpsgate("explain", "2024-01-15 10:00:00 10.0.0.9 - 10.0.0.4 21 USER bob 534 0 25 id -")
    #expect(run.output.hasPrefix("substatus 25: SSL policy requires SSL for control channel.\n\n534-policy: "))
  }

  @Test func anErrorOfWindowsIsNoSubstatus() throws {
    let run = try ftpsgate("explain", "425 10013")
    #expect(run.output.hasPrefix("Windows error 10013: Permission denied.\n\n425-wsaeacces: "))
    #expect(!run.output.contains("425-open: "))
  }

  @Test func whatTheMessageDoesNotTellIsSaid() throws {
    let run = try ftpsgate("explain", "timeout")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("It may be one of these; the reply's code, or the lines before, tell more:\n\n"))
  }

  /// A refusal in known words has one cause, so that the findings for others of its code say nothing.
  @Test func onlyWhatExplainsTheWordsIsLookedFor() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      "a.config",
      """
      <configuration><system.applicationHost><sites><site name="FTP" id="1">
      <bindings><binding protocol="ftp" bindingInformation="*:2121:" /></bindings>
      </site></sites></system.applicationHost></configuration>
      """)
    let run = try ftpsgate("explain", "534 Policy requires SSL.", path)
    #expect(run.status == 0 && run.output.hasSuffix("\nNo rule looks for what explains it.\n"))
    let logon = try ftpsgate("explain", "530 User cannot log in.", path)
    #expect(logon.output.contains("[no-authentication]") && !logon.output.contains("[authorization-missing]"))
  }

  /// A log, the configuration that it is held against, and what both give.
  @Test func aWholeLogIsTaken() throws {
    let folder = try ScratchFolder()
    let config = try folder.write(
      "a.config",
      """
      <configuration><system.applicationHost><sites><site name="FTP" id="1">
      <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
      </site></sites></system.applicationHost></configuration>
      """)
    let session =
      "Command:\tPASV\r\nResponse:\t227 Entering Passive Mode (10,0,0,4,156,64).\r\nCommand:\tLIST\r\n"
      + "Error:\tConnection timed out after 20 seconds of inactivity\r\nError:\tFailed to retrieve directory listing\r\n"
    let log = try folder.write("session.log", session)
    let runs = [
      try ftpsgate("explain", log, config), try ftpsgate("explain", "--log", log, config),
      try ftpsgate("explain", "-", config, input: Data(session.utf8)),
      try ftpsgate("explain", "--log", "-", config, input: Data(session.utf8)),
      try ftpsgate("explain", session, config),
    ]
    for run in runs {
      #expect(run.status == 0 && run.output == runs[0].output)
      #expect(run.output.hasPrefix("line 4: Error:\u{2409}Connection timed out"))
      #expect(run.output.contains("timeout-after-227: ") && run.output.contains("\n10.0.0.4:40000\n"))
      #expect(run.output.contains("[passive-range-unset]"))
    }
  }

  @Test func aLogOfIISInUTF16IsRead() throws {
    let folder = try ScratchFolder()
    let text = "\u{FEFF}2025-03-01 10:00:00 203.0.113.9 - 10.0.0.4 21 PASS *** 530 1909 41 a -\r\n"
    let log = try folder.write("u_ex.log", try #require(text.data(using: .utf16LittleEndian)))
    let run = try ftpsgate("explain", "--log", log)
    #expect(run.status == 0 && run.output.contains("Windows error 1909: ") && run.output.contains("530-account: "))
  }

  @Test func aLogThatIsNotThereIs2() throws {
    let folder = try ScratchFolder()
    #expect(try ftpsgate("explain", "--log", folder.url.path + "/missing.log").status == 2)
  }

  /// A line of a log is shown without what moves the cursor, and without a password.
  @Test func theLineThatDecidesIsShownSafely() throws {
    let session = "> PASS geheim\u{1B}[31m 530 User cannot log in.\nPASS geheim: 530 User cannot log in. \u{1B}[2J\n"
    let run = try ftpsgate("explain", "-", input: Data(session.utf8))
    #expect(run.status == 0 && run.output.hasPrefix("line 2: "))
    #expect(!run.output.contains("geheim") && !run.output.contains("\u{1B}"))
  }

  @Test func aReplyOfUnusualShapeSaysWhoReadsIt() throws {
    let words = try ftpsgate("pasv", "227 Entering Passive Mode, slot 3 (198,51,100,1,156,64).").output
    #expect(words.contains("lftp") && words.contains("GNU Wget") && words.hasPrefix("198.51.100.1:40000\n"))
    let marks = try ftpsgate("pasv", "229 Entering Extended Passive Mode (IPv4) (|||40000|)").output
    #expect(marks.contains("libcurl") && marks.contains("FFFTP"))
    #expect(try !ftpsgate("pasv", "227 Entering Passive Mode (198,51,100,1,156,64).").output.contains("These read it"))
  }

  @Test func helpTellsTheExitStatus() throws {
    #expect(try ftpsgate("help", "explain").output.contains("exit status is 0"))
  }

  /// Nobody can know every text; what to send is said, and no pipeline fails for it.
  @Test(arguments: ["foo", "hello world", "999", "took 11.520 seconds", "Passive-Unset", "530-"])
  func anUnknownTextIsAnsweredWithWhatToSend(_ text: String) throws {
    let run = try ftpsgate("explain", text)
    #expect(run.status == 0 && run.errors.isEmpty)
    guard text != "530-" else { return }
    for hint in ["reply's code", "whole line", "'ftpsgate rules'"] {
      #expect(run.output.replacing("\n", with: " ").contains(hint), "\(run.output)")
    }
  }

  /// One word of lower-case letters, digits and hyphens can only be meant as a rule.
  @Test(arguments: ["passive-range-unste", "no-such-rule", "tls-12-x"])
  func aMistypedRuleIsAMistake(_ id: String) throws {
    let run = try ftpsgate("explain", id)
    #expect(run.status == 64 && run.output.isEmpty)
    for hint in ["reply's code", "whole line", "'ftpsgate rules'"] {
      #expect(run.errors.contains(hint), "\(run.errors)")
    }
    #expect(run.errors.contains("'passive-range-unset'") == (id == "passive-range-unste"))
  }

  @Test(arguments: [
    [], ["passive-range-unset", "a.config"], ["-", "-"], ["--log", "a.log", "a.config", "b.config"],
    ["--log", "-", "-"],
  ])
  func aCommandLineThatMeansNothingIsAMistake(_ arguments: [String]) throws {
    #expect(try run(Project.tool, ["explain"] + arguments).status == 64)
  }
}
