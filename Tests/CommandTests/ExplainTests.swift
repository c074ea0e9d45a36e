import Foundation
import TestSupport
import Testing

/// `explain` with a reply code or a message instead of a rule.
@Suite struct ExplainTests {
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

  @Test(arguments: [["hello world"], ["999"], ["passive-range-unste"], ["passive-range-unset", "a.config"]])
  func whatIsNotKnownIsAMistake(_ arguments: [String]) throws {
    #expect(try run(Project.tool, ["explain"] + arguments).status == 64)
  }
}
