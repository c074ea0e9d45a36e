import TestSupport
import Testing
@testable import Reachability

/// Certainty belongs to words that IIS itself fixes, and a code counts only where a reply begins.
@Suite(.timeLimited) struct ReplyTextTests {
  @Test(arguments: [
    421, 425, 426, 431, 450, 451, 452, 500, 501, 502, 503, 504, 521, 522, 530, 532, 533, 534, 535, 536, 537, 550, 551,
    552,
    553,
  ]) func aCodeAloneIsOneOfSeveral(_ code: Int) {
    for text in ["\(code)", "\(code) Quelque chose", "Response: \(code) xyz"] {
      let search = SymptomSearch(text)
      #expect(search.fitting.isEmpty && search.isKnown, "\(text)")
      #expect(search.codes == [code])
    }
  }

  @Test(arguments: [
    ("500 Command not allowed.", "500-filtered"), ("Code: 500 Message: Command not allowed.", "500-filtered"),
    ("534 Policy requires SSL.", "534-policy"), ("530 Valid hostname is expected.", "530-hostname"),
    ("530 User cannot log in.", "530-auth"), ("501 Server cannot accept argument.", "501-port"),
    ("425 Data channel timed out due to not meeting the minimum bandwidth requirement.", "425-minbw"),
  ]) func wordsOfIISHaveOneCause(_ text: String, _ id: String) {
    let search = SymptomSearch(text)
    #expect(search.fitting.map(\.id) == [id] && search.related.isEmpty && search.possible.isEmpty, "\(text)")
  }

  @Test(arguments: [
    "11.520", "took 11.520 s", "AUTH TLS\n 11.520 done", "AUTH TLS 11.520", "10.0.0.530", "port 534", "port: 534",
    "530 ms", "file550", "550kB", "1:425", "v4.2.530", "2025-530-1", "there are 530 files", "425,500 rows",
    "about 550 seconds", "AUTH TLS took 520 ms", "00:00:11.520 AUTH TLS sent",
  ]) func aNumberIsNoReply(_ text: String) {
    #expect(SymptomSearch(text).codes.isEmpty || text == "530 ms", "\(text)")
    #expect(SymptomSearch(text).fitting.isEmpty, "\(text)")
  }

  @Test(arguments: [
    "530 x", "< 530 x", "Response:\t530 x", "(530) x", "[R] 530 x", "<--- 530 x", "11:19:32.425 530 x",
    "ftplib.error_perm: 530 x", "Code: 530 Message: x", "server replied 530 x", "got 530", "error 530 x",
    "< 2025-03-01 10:00:00.123 530 x", "(000001) 01/01/2025 10:00:00 - (not logged in) (203.0.113.9)> 530 x",
  ]) func aReplyIsFoundBehindWhatClientsPutBeforeIt(_ text: String) {
    #expect(SymptomSearch(text).codes == [530], "\(text)")
  }
}

/// One protocol taken for another, and clients in Japanese.
@Suite(.timeLimited) struct OtherWordsTests {
  @Test(arguments: [
    ("SSH-2.0-OpenSSH_for_Windows_8.1", "sftp-not-ftps"), ("connect ECONNREFUSED 203.0.113.4:22", "sftp-not-ftps"),
    ("dial tcp 203.0.113.4:22: connect: connection refused", "sftp-not-ftps"),
    ("Cannot establish FTP connection to an SFTP server. Please select proper protocol.", "sftp-not-ftps"),
    ("Failed to connect to h port 22 after 2 ms", "sftp-not-ftps"),
    ("kex_exchange_identification: banner line 0: 220 Microsoft FTP Service", "ftps-not-sftp"),
    ("The server rejected SFTP connection, but it listens for FTP connections.", "ftps-not-sftp"),
    (
      "paramiko.ssh_exception.SSHException: Indecipherable protocol version \"220 Microsoft FTP Service\"",
      "ftps-not-sftp"
    ),
  ]) func oneProtocolIsTakenForAnother(_ text: String, _ id: String) {
    #expect(SymptomSearch(text).fitting.map(\.id).contains(id), "\(text)")
  }

  @Test(arguments: ["10:22:33 something", "203.0.113.4:2222 refused it", "2001:db8::22 answers", "line 22"])
  func otherNumbersAreNoPort22(_ text: String) {
    #expect(!SymptomSearch(text).symptoms.map(\.id).contains("sftp-not-ftps"), "\(text)")
  }

  /// FFFTP, Resource/ffftp.ja-JP.rc; FileZilla, locales/ja_JP.po.
  static let japanese: [(String, fitting: [String], possible: [String])] = [
    ("PASVモードで接続できません", ["timeout-after-227"], []),
    ("アドレスが取得できません.", ["reply-unreadable"], []),
    ("ファイル一覧の取得に失敗しました.", [], ["425-open", "timeout-after-227"]),
    ("ホスト ftp.example.com に接続できません.", [], ["econnrefused", "econn-timeout"]),
    ("接続できません.", [], ["econnrefused", "econn-timeout"]), ("ログインできません.", [], ["530-auth"]),
    ("受信はタイムアウトで失敗しました.", [], ["timeout-after-227", "econn-timeout"]),
    ("証明書の検証エラー: 0x800B0101: x", ["cert-expired"], []),
    ("エラー: ディレクトリ リスト表示の取り出しに失敗しました", [], ["425-open", "timeout-after-227"]),
    ("エラー: サーバーに接続できませんでした", [], ["econnrefused", "econn-timeout"]),
    ("エラー: サーバーによって接続が拒否されました", ["econnrefused"], []),
    ("エラー: 非アクティブになってから 20 秒後に接続がタイムアウトになりました", [], ["timeout-after-227", "econn-timeout"]),
    ("サーバーはルーティング不可能なアドレスでパッシブ応答を送信しました。代わりにサーバーのアドレスを使用します。", ["unroutable-pasv"], []),
    ("SFTP サーバーに対して FTP 接続を確立できません、適切なプロトコルを選択してください。", ["sftp-not-ftps"], []),
    ("ftp.example.com:21 - ホスト名が証明書と一致しません", ["cert-name"], []),
    ("このサーバーは FTP over TLS をサポートしていません。", ["auth-blocked"], []),
    (
      "接続を確立しました。ウェルカム メッセージを待っています...\nエラー: 接続がタイムアウトしました。", ["plain-on-990"],
      ["econn-timeout"]
    ),
  ]

  @Test(arguments: japanese) func clientsInJapaneseAreUnderstood(
    _ test: (text: String, fitting: [String], possible: [String])
  ) {
    let search = SymptomSearch(test.text)
    #expect(search.fitting.map(\.id) == test.fitting, "\(test.text)")
    #expect(search.possible.map(\.id) == test.possible, "\(test.text)")
  }

  @Test(arguments: [
    ("curl: (6) Could not resolve host: h", "name-unknown"), ("cURL error 6: x", "name-unknown"),
    ("pycurl.error: (13, 'x')", "curl-13"), ("curl: (14) Got a 227 I cannot parse", "reply-unreadable"),
    ("libcurl error 10", "active-timeout"), ("curl: (64) x", "auth-blocked"), ("curl: (70) x", "552-no-room"),
    ("curl: (78) x", "550-not-found"), ("curl: (80) x", "upload-end"), ("curl: (98) x", "client-cert"),
  ]) func errorsOfLibcurlAreRead(_ text: String, _ id: String) {
    #expect(SymptomSearch(text).fitting.map(\.id) == [id] && SymptomSearch(text).curlError?.meaning != nil)
  }

  @Test(arguments: [
    ("conn.unwrap()\nConnectionResetError: [WinError 10054] An existing connection was forcibly closed by the remote host"),
    ("File \"ftplib.py\", line 500, in storbinary\n    conn.unwrap()\nTimeoutError: timed out"),
    ("> STOR a.txt\nread ECONNRESET"),
  ]) func anUploadThatEndsInAResetMayBeComplete(_ text: String) {
    #expect(SymptomSearch(text).fitting.map(\.id) == ["upload-end"], "\(text)")
  }
}
