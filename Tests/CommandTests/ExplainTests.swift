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
    #expect(run.output.contains("\n\nSeen with 425 too:\n\n425-open: "))
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

  @Test func helpTellsTheExitStatus() throws {
    #expect(try ftpsgate("help", "explain").output.contains("exit status is 0"))
  }

  @Test(arguments: ["foo", "passive-range-unste", "hello world"]) func theMistakeTellsHowToGoOn(_ text: String) throws {
    let errors = try ftpsgate("explain", text).errors
    for hint in ["reply's code", "whole line", "'ftpsgate rules'"] { #expect(errors.contains(hint), "\(errors)") }
    #expect(errors.contains("'passive-range-unset'") == (text == "passive-range-unste"))
  }

  @Test(arguments: [["hello world"], ["999"], ["passive-range-unste"], ["passive-range-unset", "a.config"]])
  func whatIsNotKnownIsAMistake(_ arguments: [String]) throws {
    #expect(try run(Project.tool, ["explain"] + arguments).status == 64)
  }
}
