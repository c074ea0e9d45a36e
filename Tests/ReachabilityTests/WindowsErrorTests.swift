import TestSupport
import Testing
@testable import Reachability

@Suite(.timeLimited) struct WindowsErrorTests {
  @Test(
    arguments: [
      ("5", 5), ("1326", 1326), ("2148074289", 0x8009_0331), ("-2146893007", 0x8009_0331), ("0x80090331", 0x8009_0331),
      ("0x80070005", 5), ("2147942405", 5), ("-2147024891", 5),
    ] as [(String, UInt32)]) func isReadInEverySpelling(_ text: String, _ code: UInt32)
  {
    #expect(WindowsError(text)?.code == code)
  }

  @Test(arguments: ["0", "-", "", "x", "0x", "5000000000"]) func whatIsNoErrorIsNone(_ text: String) {
    #expect(WindowsError(text) == nil)
  }

  /// Each error that a reply may quote is found by its words, by its number in a log, and means the same there.
  @Test(arguments: WindowsError.known.filter { !$0.value.quotations.isEmpty && !$0.key.isResult }.map(\.key))
  func aReplyAndALogLineMeanTheSame(_ error: WindowsError) throws {
    let meaning = try #require(error.meaning)
    let symptom = try #require(Symptom.all.first { $0.windowsErrors.contains(error) }, "\(error.text)")
    let code = try #require(symptom.replies.first)
    let quoted = SymptomSearch("\(code) \(meaning)")
    #expect(quoted.fitting.first?.id == symptom.id, "\(meaning)")
    #expect(quoted.related.isEmpty)
    let logged = SymptomSearch("2024-01-15 10:00:00 203.0.113.9 - 10.0.0.4 21 STOR a \(code) \(error.text) 0 - -")
    #expect(logged.fitting.map(\.id) == [symptom.id])
    if error != 5 { #expect(logged.fitting.map(\.cause) == quoted.fitting.map(\.cause)) }
  }

  /// Errors of Schannel in a log, in decimal and in hexadecimal; IIS writes them on lines without a code.
  @Test(
    arguments: [
      (0x8009_0331, "tls-version"), (0x8009_0328, "cert-expired"), (0x8009_0325, "cert-untrusted"),
      (0x8009_0322, "cert-name"), (0x8009_0308, "gnutls-15"), (0x8009_0326, "gnutls-15"),
      (0x8009_0318, "550-incomplete"),
      (0x800B_0101, "cert-expired"), (0x800B_0109, "cert-untrusted"), (0x800B_010C, "cert-revoked"),
      (0x800B_010F, "cert-name"), (0x800B_0110, "cert-usage"), (0x8009_2013, "cert-revocation-unknown"),
      (0x8009_0320, "client-cert"),
    ] as [(UInt32, String)]) func anHRESULTOfALogIsRead(_ code: UInt32, _ id: String)
  {
    for number in ["\(code)", "\(Int32(bitPattern: code))", "0x" + String(code, radix: 16)] {
      let line = "2024-01-15 10:00:00 203.0.113.9 - 10.0.0.4 21 ControlChannelClosed - - \(number) 0 - -"
      #expect(SymptomSearch(line).fitting.map(\.id) == [id], "\(line)")
      #expect(SymptomSearch(line).windowsError?.lookup.hasPrefix("certutil -error 0x") == true)
      #expect(SymptomSearch("schannel says \(number)").fitting.map(\.id) == [id], "\(number)")
    }
  }

  /// A table that nobody looks at is none: what has a cause belongs to a symptom.
  @Test func eachErrorWithACauseIsOfASymptom() {
    let listed = Set(Symptom.all.flatMap(\.windowsErrors))
    for (error, row) in WindowsError.known where !row.cause.isEmpty { #expect(listed.contains(error), "\(error.text)") }
    for error in listed { #expect(error.meaning != nil, "\(error.text)") }
  }

  @Test func aPasswordIsNotBlamedForAnythingElse() {
    for error in [1327, 1328, 1329, 1330, 1331, 1385, 1793, 1907, 1909] {
      let line = "2024-01-15 10:00:00 203.0.113.9 - 10.0.0.4 21 PASS *** 530 \(error) 41 - -"
      for symptom in SymptomSearch(line).symptoms { #expect(!symptom.cause.contains("password is wrong"), "\(error)") }
    }
  }
}
