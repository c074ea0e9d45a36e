extension Symptom {
  /// Replies about data connections, protection and commands.
  static let ofReplies: [Symptom] = [
    Symptom(
      "425-open", .reply, #"(?:Cannot|Can.t) open data connection(?! in passive mode)"#,
      possibly: listing, replies: [425], substatuses: [53], leavesOpen: true,
      seen: "425 Cannot open data connection.",
      cause: "the data connection did not come about: the client never came (substatus 15), came from another address "
        + "(38), or the server could not reach the client",
      remedy:
        "look at the substatus in the log first, also on the line DataChannelClosed above, then at firewalls, NAT "
        + "and excluded ports", .high, source: "\(statusCodes); \(changes)"),
    Symptom(
      "425-wsaeacces", .reply, #"^(?!.*internal error state).*(?:10013|WSAEACCES)"#, replies: [425],
      windowsErrors: [10013], seen: "425 with the Windows error 10013",
      cause: "IIS could not listen on a port of its passive range, because Windows has set the port aside or another "
        + "program owns it",
      remedy: "compare the range with \"netsh int ipv4 show excludedportrange protocol=tcp\", and move it", .medium,
      source: "microsoft/azure-pipelines-tasks issue 5929"),
    Symptom(
      "425-ipmatch", .log, replies: [425], substatuses: [38],
      seen: "425 with substatus 38 in the log",
      cause: "control and data connection come from two addresses, as with NAT that has several, a load balancer that "
        + "translates, or Azure Firewall with more than one public address; or the client's data port is below 1024 "
        + "(Windows error 1236, in active mode 87)",
      remedy:
        "give the way one public address, and let clients use ports above 1023; turn matchClientAddressForPasv off "
        + "only as a last resort", .high,
      source: "\(statusCodes); \(changes); IIS configuration reference, dataChannelSecurity"),
    Symptom(
      "425-minbw", .reply, #"minimum bandwidth requirement"#, replies: [425, 426], substatuses: [50],
      seen: "425 or 426 about the minimum bandwidth",
      cause:
        "the transfer was slower than minBytesPerSecond allows; or the file was complete, and the client waits for "
        + "IIS's end of TLS (close_notify), which IIS does not send after an upload",
      remedy: "for uploads that are complete update the client (libcurl 8.14.1 or later), or let it close without "
        + "waiting; else lower minBytesPerSecond", .high, source: "\(statusCodes); \(closeNotify)"),
    Symptom(
      "425-resumption", .reply,
      #"TLS session of data connection (?:has )?not resumed|session reuse required|Unable to build data connection: Operation not permitted"#,
      replies: [425, 522], seen: "a reply that the TLS session was not resumed",
      cause: "the server demands that data connections resume the TLS session; IIS never says so, so this is another "
        + "server",
      remedy: "check the banner: IIS says \"220 Microsoft FTP Service\"", .high,
      source: "robinrodricks/FluentFTP issues 1738, 1283 and 1227"),
    Symptom(
      "426", .reply, replies: [426], substatuses: [20, 22, 23], windowsErrors: [995, 10053],
      seen: "426 during a transfer",
      cause: "the data connection was cut, by the client (substatus 20 or 23) or by the server (22)",
      remedy: "hold the client's log against idle timeouts on the way", .high, source: statusCodes),
    Symptom(
      "501-port", .reply, #"^501 Server cannot accept argument"#, possibly: #"curl: \(30\)"#, replies: [501],
      substatuses: [38],
      seen: "501 Server cannot accept argument.",
      cause: "PORT or EPRT names an address that is not the client's as the server sees it: NAT on the client's side "
        + "cannot rewrite an encrypted command",
      remedy: "use passive mode, or set the client's public address for active mode", .high,
      source: "IIS configuration reference, dataChannelSecurity"),
    Symptom(
      "500-filtered", .reply, #"Command not allowed"#, replies: [500, 502], substatuses: [51],
      seen: "500 Command not allowed.",
      cause:
        "command filtering (commandFiltering) of the site denies the command before it, which the reply does not name",
      remedy: "allow the command in commandFiltering, or set allowUnlisted", .high,
      source: "\(statusCodes); robinrodricks/FluentFTP issue 448"),
    Symptom(
      "500-port", .reply, #"^500 Invalid PORT Command|^500 Illegal PORT"#, possibly: #"curl: \(30\)"#,
      replies: [500],
      seen: "500 after PORT", cause: "the address or port in PORT is refused", remedy: "use passive mode", .medium,
      source: "field transcripts"),
    Symptom(
      "503-seq", .reply, replies: [503], substatuses: [43], seen: "503 Bad sequence of commands.",
      cause: "a command came too early: PROT before PBSZ, or PASS before USER",
      remedy: "let the client send PBSZ 0 and PROT P after AUTH TLS", .low, source: statusCodes),
    Symptom(
      "504-auth", .reply, replies: [504], seen: "504 after AUTH",
      cause: "AUTH on a session that is TLS already, as on port 990, or a kind of AUTH that IIS does not know",
      remedy: "choose implicit TLS for 990 and explicit TLS for other ports", .low, source: statusCodes),
    Symptom(
      "521-prot", .reply, replies: [521], substatuses: [24, 27, 43],
      seen: "521 when a data connection is to be opened",
      cause: "the data connection cannot be opened at this level of protection",
      remedy: "match PROT with dataChannelPolicy", .medium, source: statusCodes),
    Symptom(
      "522-proto", .reply, replies: [522], seen: "522 after EPSV or EPRT",
      cause: "IIS does not support the requested network protocol; other servers use 522 for TLS sessions that are not "
        + "resumed",
      remedy: "check the banner; with IIS, use PASV", .medium,
      source: "\(statusCodes); RFC 2428"),
    Symptom(
      "536-prot", .reply, possibly: #"curl: \(64\)"#, replies: [536], seen: "536 after PROT",
      cause: "PROT S or PROT E was asked for, and TLS knows only C and P", remedy: "use PROT P", .high,
      source: statusCodes),
  ]

  /// What clients say where no listing came.
  private static let listing =
    #"retrieve directory listing|Directory listing failed|ディレクトリ リスト(?:表示の取り出し|取得)に失敗|ファイル一覧の取得に失敗"#

  /// Reports that IIS sends no end of TLS after uploads.
  static let closeNotify =
    "python/cpython issues 78738 and 103443; curl/curl issues 14843, 15300, 17130 and 17482"
}
