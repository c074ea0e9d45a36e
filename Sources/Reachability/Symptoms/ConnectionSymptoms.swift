extension Symptom {
  /// Control connections that do not come about, or break.
  static let ofConnections: [Symptom] = [
    Symptom(
      "econnrefused", .client,
      #"ECONNREFUSED|Connection refused|actively refused|10061|接続が拒否されました|によって接続が拒否|curl: \(7\)(?!.* after (?:[0-9]{5,}|[5-9][0-9]{3}) ms)"#,
      possibly: #"curl: \(7\)|Could not connect to server|Connection failed|Unable to connect to the remote server|"#
        + #"max-retries exceeded|\#(noConnection)"#,
      seen: "the connection is refused at once",
      cause:
        "nothing listens on the port: no ftp binding, a site that is stopped, the service is stopped, or a data port "
        + "that is closed; such an answer comes soon, where a filter that drops lets the client wait",
      remedy: "check bindings, the site and the service ftpsvc", .high, source: "TCP, RFC 9293 section 3.10.7.1"),
    Symptom(
      "econn-timeout", .client,
      #"^(?!.*(?:data connection|22[79] Enter)).*"#
        + #"(?:ETIMEDOUT|:(?:21|990): (?:i/o timeout|.*timed out)|port (?:21|990)\b.*timed out)|"#
        + #"curl: \(7\).* after (?:[0-9]{5,}|[5-9][0-9]{3}) ms|"#
        + #"curl: \(28\) (?:Failed to connect to|Connection time(?:d )?out)"#,
      possibly:
        #"^(?!.*(?:data (?:connection|channel)|22[79] Enter|curl: \(12\))).*(?:timed?[ -]?out|10060|curl: \((?:7|28)\)|"#
        + #"Could not connect to server|Connection failed|Unable to connect to the remote server|max-retries exceeded|"#
        + #"タイムアウト|\#(noConnection))"#,
      seen: "the connection times out before any greeting",
      cause: "a filter drops connections to the control port: a network security group, Windows Firewall, or rules of "
        + "the service that are not in force before it is restarted",
      remedy: "allow the control port in every filter, and restart ftpsvc", .high,
      source: "Azure documentation, \"How network security groups filter network traffic\""),
    Symptom(
      "stale-control", .client,
      possibly: #"Disconnected from server|サーバーから切断|によって接続が閉じられ|forcibly closed by the remote host|0x2746|"#
        + #"WSAECONNRESET|10054|Lost connection|\(control connection\)|Connection reset|ECONNRESET|10053|curl: \(56\)|"#
        + #"GnuTLS error -5[34]\b|^\W*EOF\W*$|\bEOFError"#, substatuses: [53],
      windowsErrors: [64, 109, 232, 233, 1226, 1236, 10052, 10053, 10054, 10058, 10101], curlErrors: [52],
      seen: "the control connection is reset",
      cause: "something on the way cut it: stateful inspection of FTP on an encrypted connection, or an idle timeout",
      remedy: "turn stateful FTP off, and send NOOP during long transfers", .medium,
      source: "cknotes.com, on Windows Firewall and FTP over TLS"),
    Symptom(
      "upload-end", .client,
      anyOf([
        #"(?:storbinary|storlines|\bSTOR\b|\bAPPE\b|unwrap\(\)|upload|put\b).*"#
          + #"(?:10054|ConnectionReset|Connection reset|forcibly closed|ECONNRESET)"#,
        #"unwrap\(\).*(?:timed out|TimeoutError|SSLError|EOF|OSError)"#,
        "SSL shutdown failed|Failed to shut down the SSL",
      ]), curlErrors: [80], seen: "an upload that ends in a reset or a timeout, although the file is complete",
      cause:
        "IIS does not answer the client's end of TLS (close_notify) after an upload: the client waits for it until IIS "
        + "resets the data connection; a reset before the last byte has another cause",
      remedy:
        "compare the file's size on the server; if it is complete, update the client (libcurl 8.14.1 or later), or "
        + "let it close without waiting for the end of TLS, as without unwrap() in Python's ftplib", .medium,
      source: closeNotify),
    Symptom(
      "name-unknown", .client,
      anyOf([
        "ENOTFOUND", "getaddrinfo (?:failed|ENOTFOUND|EAI_AGAIN)", "Could ?n.t resolve host", "no such host",
        "Name or service not known", "nodename nor servname", "UnknownHostException",
        "remote name could not be resolved",
        "No such host is known", "Can.t resolve host name", "EAI_AGAIN", "WSAHOST_NOT_FOUND",
      ]), windowsErrors: [11001, 11002, 11004], curlErrors: [6], seen: "the server's name is not found",
      cause: "the client finds no address for the name that it dials", remedy: "check the name and its DNS record",
      .high,
      source: "RFC 1035; curl, libcurl error codes"),
    Symptom(
      "plain-on-990", .client,
      anyOf([
        #"waiting for welcome message(?:(?!Initializing TLS|Logged in|Response:).)*(?:timed?[ -]?out|closed)"#,
        #"ウェルカム メッセージを待っています(?:(?!TLS を初期化|ログインしました|レスポンス:|Response:).)*(?:タイムアウト|閉じられ)"#,
      ]),
      possibly: #"Timeout detected\. \(control connection\)"#, substatuses: [16],
      seen: "the client waits for a greeting that never comes",
      cause: "a client without TLS, or with explicit TLS, has dialled 990, where IIS waits for TLS",
      remedy: "choose implicit TLS in the client", .high, source: "IIS configuration reference, ssl"),
  ]

  /// Words of Japanese clients for a connection that does not come about.
  ///
  /// Sources: FileZilla, locales/ja_JP.po; ffftp/ffftp, Resource/ffftp.ja-JP.rc.
  private static let noConnection =
    #"サーバーに接続できません|ホスト .{1,80} に接続できません|(?:^|\s)接続できません"#
}
