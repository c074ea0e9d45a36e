import Testing
import TestSupport
@testable import IISConfiguration

@Suite(.timeLimited) struct CertificateHashTests {
  private static let digits = "0123456789ABCDEF0123456789ABCDEF01234567"

  @Test(arguments: [digits, digits.lowercased()]) func readsFortyDigits(_ text: String) throws {
    let thumbprint = try #require(Thumbprint(text))
    #expect(thumbprint.description == Self.digits)
    #expect(CertificateHash(text) == .thumbprint(thumbprint))
  }

  @Test(arguments: [
    "ABCD", "\(digits)8", "\(digits.dropLast())", "\(digits.dropLast())O", "\(digits.dropLast())７", "\(digits) ",
    "\u{200E}\(digits)", " ",
  ]) func refusesAnythingElse(_ text: String) {
    #expect(Thumbprint(text) == nil)
    #expect(CertificateHash(text) == .malformed(text))
  }

  @Test(arguments: [
    "01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef 01 23 45 67", "\u{200E}\(digits)", "\(digits)\u{A0}",
    "01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67", "01234567-89ABCDEF-01234567-89ABCDEF-01234567",
  ]) func repairsWhatADialogLeavesAround(_ text: String) {
    #expect(Thumbprint(repairing: text)?.description == Self.digits)
  }

  @Test(arguments: ["", "AB CD", "\(digits)x", "0x\(digits)", "\(digits)\t", "\"\(digits)\"", "\(digits) \(digits)"])
  func repairsNoOtherText(_ text: String) {
    #expect(Thumbprint(repairing: text) == nil)
  }

  @Test func nothingIsNoCertificate() throws {
    let empty = "<ftpServer><security><ssl serverCertHash=\"\" /></security></ftpServer>"
    let sites = try read(file(sites: site("A", id: 1, empty) + site("B", id: 2))).ftpSites
    #expect(sites.map(\.certificateHash.value) == [.unset, .unset])
    #expect(sites.map(\.certificateHash.isSet) == [true, false])
    #expect(sites.allSatisfy { !$0.hasCertificate })
  }
}
