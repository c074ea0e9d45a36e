import TestSupport
import Testing
@testable import Reachability

/// Whole logs: the line that decides is found, and others are counted.
@Suite(.timeLimited) struct LogSearchTests {
  private let session = """
    Status:\tConnecting to 203.0.113.10:21...
    Response:\t220 Microsoft FTP Service
    Command:\tAUTH TLS
    Response:\t234 AUTH command ok. Expecting TLS Negotiation.
    Command:\tUSER bob
    Response:\t331 Password required
    Command:\tPASS ********
    Response:\t230 User logged in.
    Command:\tCLNT FileZilla
    Response:\t500 Command not understood.
    Command:\tPASV
    Response:\t227 Entering Passive Mode (20,40,60,80,156,64).
    Command:\tMLSD
    Response:\t425 Cannot open data connection.
    Error:\tFailed to retrieve directory listing
    """

  @Test func ofAClientsLogTheLastLineThatProvesSomethingDecides() {
    let search = SymptomSearch(session)
    #expect(search.decisiveLine?.number == 14 && search.fitting.map(\.id) == ["425-open"])
    #expect(search.passiveReply?.port == 40000 && search.codes == [425])
    #expect(SymptomSearch(session.replacing("\n", with: "\r\n")).decisiveLine?.number == 14)
  }

  @Test func ofALongLogTheEndIsRead() {
    let noise = String(repeating: "Status:\tDirectory listing of \"/\" successful\n", count: 5000)
    let search = SymptomSearch(noise + session)
    #expect(search.decisiveLine?.number == 5014 && search.fitting.map(\.id) == ["425-open"])
  }

  @Test func whatWasRefusedBeforeIsNotTheCause() {
    let earlier =
      "534-Local policy on server does not allow TLS secure connections.\n Error details: SSL certificate was "
      + "not configured.\n534 End\n"
    let search = SymptomSearch(earlier + session)
    #expect(search.fitting.map(\.id) == ["425-open"] && search.substatus == nil)
  }

  @Test func aReplyInSeveralLinesIsOne() {
    let reply =
      "Response:\t550-Access is denied. \nResponse:\t Win32 error:   Access is denied. \n"
      + "Response:\t Error details: File system denied the access. \nResponse:\t550 End"
    let search = SymptomSearch("Command:\tRETR x\n" + reply + "\nError:\tCritical file transfer error")
    #expect(search.substatus?.number == 2 && search.decisiveLine?.number == 2 && search.related.isEmpty)
  }

  private let fields =
    "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time c-ip cs-username s-ip s-port cs-method "
    + "cs-uri-stem sc-status sc-win32-status sc-substatus x-session x-fullpath\n"

  private func line(_ rest: String) -> String { "2025-03-01 10:00:00 203.0.113.9 - 10.0.0.4 21 \(rest)\n" }

  @Test func ofIISsLogTheLastFailureDecides() {
    let log =
      fields + (1...12).map { line("PASS *** 530 1326 41 s\($0) -") }.joined() + line("USER bob 331 0 0 t -")
      + line("PASS *** 230 0 0 t /") + line("OPTS UTF8 500 0 0 t -") + line("PASV - 227 0 0 t -")
      + line("DataChannelClosed - - 1236 38 t -") + line("STOR a.txt 425 1236 0 t -")
      + line("ControlChannelClosed - - 0 0 t -")
    let search = SymptomSearch(log)
    #expect(search.substatus?.number == 38 && search.codes == [425] && search.decisiveLine?.number == 20)
    #expect(search.otherFailures.map(\.count) == [12] && search.otherFailures.first?.substatus?.number == 41)
  }

  @Test func aProbeIsNoFailureBesideOthers() {
    let log = fields + line("PASS *** 530 1909 41 a -") + line("CLNT x 500 0 51 b -")
    #expect(SymptomSearch(log).fitting.map(\.id) == ["530-account"])
    #expect(SymptomSearch(fields + line("CLNT x 500 0 51 b -")).fitting.map(\.id) == ["500-filtered"])
  }

  @Test func aLogWithoutFailuresHasNone() {
    #expect(!SymptomSearch(fields + line("PASS *** 230 0 0 t /") + line("RETR a 226 0 0 t /a")).isKnown)
  }
}
