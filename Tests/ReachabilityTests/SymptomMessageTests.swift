import TestSupport
import Testing
@testable import Reachability

/// What people paste: lines of clients, of servers and of IIS's log.
@Suite(.timeLimited) struct SymptomMessageTests {
  /// A message, the symptoms that it proves, and those that it may mean.
  typealias Case = (message: String, fitting: [String], possible: [String])

  static let replies: [Case] = [
    ("425 Can't open data connection.", ["425-open"], []),
    (#"425 Can't open data connection for transfer of "/""#, ["425-open"], []),
    ("425-Cannot open data connection.\r\n Win32 error: x\r\n425 End", ["425-open"], []),
    ("The remote server returned an error: (425) Can't open data connection.", ["425-open"], []),
    ("FluentFTP.FtpCommandException: Code: 425 Message: Cannot open data connection.", ["425-open"], []),
    ("Error: Cannot open data connection.", ["425-open"], []),
    ("425 Unable to build data connection: TLS session of data connection not resumed.", ["425-resumption"], []),
    ("530-User cannot log in, home directory inaccessible.", ["530-home"], []),
    ("530 User cannot log in, home directory inaccessible.", ["530-home"], []),
    ("The remote server returned an error: (530) Not logged in.", [], []),
    ("ftplib.error_perm: 550-Access is denied. ", ["550-authz"], []),
    ("ftp_login(): Policy requires SSL.", ["534-policy"], []), ("425 10013", ["425-wsaeacces"], []),
  ]

  static let timeouts: [Case] = [
    (
      "The data connection could not be established: ETIMEDOUT - Connection attempt timed out", ["timeout-after-227"],
      []
    ),
    ("Error: Can't open data connection in passive mode: connect ETIMEDOUT 1.2.3.4:12102", ["timeout-after-227"], []),
    ("Error: Connection timed out after 20 seconds of inactivity", [], ["timeout-after-227", "econn-timeout"]),
    ("Connection timed out", [], ["timeout-after-227", "econn-timeout"]),
    ("timeout", [], ["timeout-after-227", "econn-timeout"]),
    ("The operation has timed out.", [], ["timeout-after-227", "econn-timeout"]),
    (
      "TimeoutError: [WinError 10060] A connection attempt failed because the connected party did not properly respond",
      [], ["timeout-after-227", "econn-timeout"]
    ), ("Timeout detected. (data connection)", ["timeout-after-227"], []),
    ("Timeout detected. (control connection)", [], ["econn-timeout", "plain-on-990", "stale-control"]),
    ("dial tcp 10.0.0.4:40012: i/o timeout", ["timeout-after-227"], ["econn-timeout"]),
    ("dial tcp 20.40.60.80:21: i/o timeout", ["econn-timeout"], []),
    ("curl: (28) Operation timed out after 20001 milliseconds", [], ["timeout-after-227", "econn-timeout"]),
    ("curl: (28) Failed to connect to h port 21 after 130000 ms: Couldn't connect to server", ["econn-timeout"], []),
    ("connect ETIMEDOUT 20.40.60.80:21", ["econn-timeout"], []),
    (
      "Connection established, waiting for welcome message...\nConnection timed out after 20 seconds of inactivity",
      ["plain-on-990"], ["econn-timeout"]
    ),
    (
      "Connection established, waiting for welcome message...\nInitializing TLS...\nLogged in\n"
        + "227 Entering Passive Mode (20,40,60,80,156,64).\nConnection timed out after 20 seconds of inactivity",
      ["timeout-after-227"], []
    ),
  ]

  static let connections: [Case] = [
    ("curl: (7) Failed to connect to h port 21 after 21040 ms: Couldn't connect", ["econn-timeout"], ["econnrefused"]),
    ("curl: (7) Failed to connect to h port 21 after 2 ms: Couldn't connect", ["econnrefused"], ["econn-timeout"]),
    (
      "[WinError 10061] No connection could be made because the target machine actively refused it", ["econnrefused"],
      []
    ),
    ("Unable to connect to the remote server", [], ["econnrefused", "econn-timeout"]),
    ("Connection failed.", [], ["econnrefused", "econn-timeout"]),
    ("mirror: Fatal error: max-retries exceeded", [], ["timeout-after-227", "econnrefused", "econn-timeout"]),
    ("curl: (10) FTP: The server failed to connect to data port", ["active-timeout"], []),
    ("curl: (12) Accept timeout occurred while waiting server connect", ["active-timeout"], []),
    ("curl: (56) Recv failure: Connection reset by peer", [], ["gnutls-110", "stale-control"]),
    ("Could not retrieve directory listing", [], ["425-open", "timeout-after-227"]),
    ("Error: Failed to retrieve directory listing", [], ["425-open", "timeout-after-227"]),
    ("Lost connection.", [], ["421-timeout", "stale-control"]), ("EOF", [], ["gnutls-110", "stale-control"]),
    (
      "The server returned an address in response to the PASV command that is different than the address to which the "
        + "FTP connection was made.", ["pasv-mismatch-reject"], []
    ),
    ("Host attempting data connection 10.0.0.4 is not same as server 20.40.60.80", ["pasv-mismatch-reject"], []),
  ]

  static let encryption: [Case] = [
    ("curl: (64) Requested SSL level failed", ["auth-blocked"], ["536-prot", "534-local-policy"]),
    ("GnuTLS error -8: A packet with illegal or unsupported version was received.", [], ["tls-version", "gnutls-15"]),
    ("GnuTLS error -53: Error in the push function.", [], ["stale-control"]),
    (
      "GnuTLS error -110 in gnutls_record_recv: The TLS connection was non-properly terminated.", ["gnutls-110"], []
    ), ("ssl.SSLEOFError: EOF occurred in violation of protocol (_ssl.c:2396)", ["gnutls-110"], ["no-tls-on-990"]),
    ("ls: Fatal error: Certificate verification: Not trusted", ["cert-untrusted"], []),
    ("curl: (60) SSL: no alternative certificate subject name matches target host name 'x'", ["cert-name"], []),
    ("curl: (60) SSL certificate problem: self-signed certificate", ["cert-untrusted"], []),
    (
      "The remote certificate is invalid according to the validation procedure.", [],
      ["cert-expired", "cert-revoked", "cert-revocation-unknown", "cert-name", "cert-untrusted"]
    ),
  ]

  @Test(arguments: replies + timeouts + connections + encryption) func tells(_ test: Case) {
    let search = SymptomSearch(test.message)
    #expect(search.fitting.map(\.id) == test.fitting, "\(test.message)")
    #expect(search.possible.map(\.id) == test.possible, "\(test.message)")
  }

  @Test(arguments: replies) func allOfTheCodeFollowUnlessTheWordsSettleIt(_ test: Case) {
    let search = SymptomSearch(test.message)
    let ofCode = Symptom.all.filter { !Set($0.replies).isDisjoint(with: search.codes) }.map(\.id)
    if search.fitting.allSatisfy(\.leavesOpen) {
      #expect(Set(ofCode).isSubset(of: search.symptoms.map(\.id)), "\(test.message)")
    } else {
      #expect(search.related.isEmpty, "\(test.message)")
    }
    #expect(Set(search.symptoms).count == search.symptoms.count)
  }

  @Test func onlyAPrivateAddressIsCalledSo() {
    let unroutable = ["unroutable-pasv", "unroutable-pasv-fatal"]
    let outside = SymptomSearch("227 Entering Passive Mode (20,40,60,80,156,64).")
    #expect(Set(outside.symptoms.map(\.id)).isDisjoint(with: unroutable))
    #expect(outside.passiveReply?.port == 40000)
    for host in ["10,0,0,4", "192,168,1,1", "172,16,0,1", "169,254,1,1", "127,0,0,1"] {
      #expect(SymptomSearch("227 Entering Passive Mode (\(host),156,64).").possible.map(\.id) == unroutable, "\(host)")
    }
    #expect(SymptomSearch("229 Entering Extended Passive Mode (|||50000|)").passiveReply?.port == 50000)
  }

  @Test func aLongSessionIsReadFromItsEnd() {
    let session = String(repeating: "227 Entering Passive Mode (20,40,60,80,156,64).\n", count: 2000)
    #expect(SymptomSearch(session + "530 User cannot log in.").fitting.map(\.id) == ["530-auth"])
    #expect(SymptomSearch(String(repeating: "AUTH TLS PASV 227 ", count: 1000)).fitting.isEmpty)
    let helper = "AUTH TLS\n234 ok\nPASV\n227 Entering Passive Mode (20,40,60,80,156,64).\nETIMEDOUT"
    #expect(SymptomSearch(helper).fitting.map(\.id) == ["timeout-after-227", "works-plain-fails-tls"])
  }

  @Test func aRefusalInKnownWordsHasOneCause() {
    #expect(SymptomSearch("530 Valid hostname is expected.").explained.map(\.id) == ["530-hostname"])
    #expect(SymptomSearch("530 Something else.").explained.count > 3)
    #expect(SymptomSearch("425 Cannot open data connection.").explained.count > 3)
  }
}

/// Lines of IIS's FTP log.
@Suite(.timeLimited) struct SymptomLogLineTests {
  private let start = "2024-01-15 10:00:00 203.0.113.9 - 10.0.0.4"

  @Test func aSubstatusDecides() {
    let search = SymptomSearch("\(start) 21 USER bob 534 0 25 5242ddb2-95f5 -")
    #expect(search.symptoms.map(\.id) == ["534-policy"])
    #expect(search.substatus?.number == 25 && search.windowsError == nil && search.codes == [534])
    #expect(SymptomSearch("... USER bob 534 0 25 ...").substatus?.number == 25)
  }

  @Test func withoutSubstatusTheCodeDecides() {
    let search = SymptomSearch("\(start) 50001 DataChannelTimedOut - 425 15 0 5242ddb2-95f5 -")
    #expect(search.fitting.map(\.id) == ["timeout-after-227"] && search.related.map(\.id).contains("425-open"))
    #expect(search.substatus == nil && search.windowsError == 15)
    #expect(SymptomSearch("\(start) 21 PASV - 425 10013 0 x -").fitting.map(\.id) == ["425-wsaeacces"])
  }

  /// Of one transfer the data connection's line has the substatus, and the command's line the code.
  @Test func linesBelongTogether() {
    let closed = "\(start) 40063 DataChannelClosed - - 1236 38"
    let stored = "\(start) 21 STOR file.txt 425 1236 0"
    let search = SymptomSearch("\(start) 40063 DataChannelOpened - - 0 0\n\(closed)\n\(stored)")
    #expect(search.substatus?.number == 38 && search.codes == [425] && search.windowsError == 1236)
    #expect(search.symptoms.map(\.id) == ["425-ipmatch"])
    #expect(SymptomSearch(closed).symptoms.map(\.id).contains("425-ipmatch"))
    #expect(SymptomSearch(stored).substatus == nil)
  }

  @Test func theLogNamesItsFields() {
    let fields = "#Fields: date time c-ip sc-substatus sc-status cs-method"
    let search = SymptomSearch("\(fields)\n2024-01-15 10:00:00 203.0.113.9 37 530 PASS")
    #expect(search.symptoms.map(\.id) == ["530-hostname"] && search.substatus?.number == 37)
  }
}
