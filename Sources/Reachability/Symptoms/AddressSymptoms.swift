extension Symptom {
  /// What clients say of addresses in replies, and of data connections that do not come about.
  static let ofAddresses: [Symptom] = [
    Symptom(
      "unroutable-pasv", .client,
      anyOf([
        "Server sent passive reply with unroutable address", "using host address instead",
        #"Skip \d+\.\d+\.\d+\.\d+ for data connection, reuse"#, "seemed to be incorrect and has been fixed",
        "Fixing bogus PASV data address", "ルーティング不可能なアドレスでパッシブ応答",
      ]),
      replies: [227], seen: "the client says that it replaces or skips the address in the reply",
      cause: "the reply to PASV names a private address, and the client connects to the one that it dialled instead",
      remedy: "nothing for this client; set externalIp4Address to the public address for those that take it as it is",
      .high, source: "FileZilla, rawtransfer.cpp; WinSCP, FtpControlSocket.cpp; curl, lib/ftp.c; lftp, ftpclass.cc"),
    Symptom(
      "unroutable-pasv-fatal", .client, #"unroutable address\. Passive mode failed|パッシブ モードは失敗しました"#, replies: [227],
      seen: "FileZilla says that passive mode failed for an unroutable address",
      cause: "FileZilla is set to fall back to active mode where the address is private",
      remedy: "set externalIp4Address, or set FileZilla to use the server's external address", .high,
      source: "FileZilla, rawtransfer.cpp"),
    Symptom(
      "pasv-mismatch-reject", .client,
      #"Passive mode address mismatch|PASV returned another host \(|PASV command that is different than the address|"#
        + #"data connection was made from an address that is different|Host attempting data connection .* not same as"#,
      replies: [227], seen: "the client says that the address in the reply does not match",
      cause: "the client refuses every address but the one that it dialled, in the reply to PASV or, in active "
        + "mode, as the server's own; EPSV was no way out",
      remedy: "announce exactly the address that clients dial, and let EPSV through", .high,
      source:
        "GNU inetutils, ftp/ftp.c; basic-ftp, src/transfer.ts; .NET Framework, FtpControlStream.cs; Apache Commons "
        + "Net, FTPClient.java"),
    Symptom(
      "timeout-after-227", .session,
      anyOf([
        #"(227 Entering Passive Mode|229 Entering Extended).*(?:timed out|ETIMEDOUT|inactivity|タイムアウト)"#,
        #"data connection.*(?:timed out|ETIMEDOUT|10060)"#, "Timeout when trying to open data connection",
        #"Timeout detected\. \(data connection\)"#, "data ?channel ?timed ?out(?! due to)",
        #"dial tcp \S+:(?!21:|990:)[0-9]{4,5}: (?:i/o timeout|connect: connection timed out)"#,
        "データ接続が確立できません.*タイムアウト", "PASVモードで接続できません",
      ]),
      possibly: #"^(?!.*(?:control connection|welcome message|ウェルカム|curl: \(12\)|port (?:21|990)\b|minimum bandwidth|"#
        + #"\.[0-9a-z]+:(?:21|990)(?:: |\s|$))).*"#
        + #"(?:timed?[ -]?out|10060|curl: \(28\)|retrieve directory listing|max-retries exceeded|タイムアウト|"#
        + #"Directory listing failed|ディレクトリ リスト(?:表示の取り出し|取得)に失敗|ファイル一覧の取得に失敗|データ接続が確立できません)"#,
      replies: [150, 227, 229, 425], substatuses: [15],
      windowsErrors: [121, 258, 1460, 10060],
      seen: "a timeout after 227 or 229: the logon works, and the listing hangs",
      cause: "the data connection is stopped by a filter on the way, or goes to an address that does not lead to the "
        + "server",
      remedy: "open the whole passive range in every filter, check the address in the 227 reply, and restart ftpsvc "
        + "after a change of the range", .high,
      source:
        "Microsoft Learn, \"Configuring FTP firewall settings in IIS 7\"; SamKirkland/FTP-Deploy-Action issues 273, "
        + "386 and 398; jlaffaye/ftp issue 174; FileZilla, locales/ja_JP.po; ffftp/ffftp, getput.cpp and "
        + "Resource/ffftp.ja-JP.rc"),
    Symptom(
      "active-timeout", .client,
      #"server failed to connect to data port|Accepting server connect has timed out|Accept timeout occurred"#,
      replies: [425], windowsErrors: [1225, 10061], curlErrors: [10, 12],
      seen: "the client waits in active mode, and the server does not come",
      cause: "in active mode the server connects to the client, and something on the way stops that: a firewall or NAT "
        + "at the client, or what the server's firewalls let out",
      remedy: "use passive mode, or open the way from the server's ports 20 and 989 to the client", .medium,
      source: "curl, libcurl error codes; fclairamb/ftpserverlib issue 423; galaxyproject/galaxy issue 4384"),
    Symptom(
      "curl-13", .client, #"Bad PASV/EPSV response"#, curlErrors: [13],
      seen: "the client says that PASV and EPSV gave no answer that it can use",
      cause: "the server refuses PASV and EPSV; or its 229 reply has words in parentheses before the port, as in "
        + "\"(IPv4) (|||40000|)\", which libcurl does not read and answers with no PASV",
      remedy: "allow both in commandFiltering, and look at the server's reply", .high,
      source: "curl, libcurl error codes; measured with libcurl 8.23.0"),
    Symptom(
      "reply-unreadable", .client,
      anyOf([
        #"ftplib\.error_proto: 22[79]"#, "アドレスが取得できません", "Cannot parse PASV response",
        "Could not parse (?:passive|PASV|EPSV)",
      ]), curlErrors: [14, 15], seen: "the client cannot read the answer to PASV or EPSV",
      cause: "the words around the numbers are others than the client expects: in several lines, with other digits, or "
        + "with parentheses of their own; IIS does not write so, so something on the way or another server does",
      remedy: "decode the reply with ftpsgate pasv, which says what clients make of it", .medium,
      source: "curl, libcurl error codes; Python, Lib/ftplib.py; ffftp/ffftp, getput.cpp"),
    Symptom(
      "sip-alg", .client, #"227 Entering Passive Mode \(\d+,\d+,\d+,\d+,19,19[67]\)"#,
      seen: "rare hangs, with port 5060 or 5061 in the reply",
      cause: "routers take data connections on 5060 and 5061 for telephony (SIP) and interfere",
      remedy: "leave 5060 and 5061 out of the passive range", .high, source: "robinrodricks/FluentFTP issue 712"),
    Symptom(
      "works-plain-fails-tls", .session, #"AUTH TLS(?>.*?PASV)(?>.*?227)(?>.*?(?:timed out|ETIMEDOUT))"#,
      seen: "plain FTP works, and FTPS hangs after 227",
      cause: "something on the way opens data ports as it reads the control connection, and cannot read it once it is "
        + "encrypted",
      remedy: "open the passive range itself, and turn stateful FTP off", .high,
      source: "Microsoft Learn, \"Configuring FTP firewall settings in IIS 7\""),
    Symptom(
      "azfw-dnat-pasv", .azure, #"azure firewall.*(dnat|passive)"#, replies: [425],
      seen: "passive mode fails behind DNAT of Azure Firewall",
      cause: "passive FTP through inbound DNAT of Azure Firewall is documented as not supported",
      remedy: "give the machine a public address of its own with a network security group", .high,
      source: "Azure documentation, \"Azure Firewall FTP support\""),
    Symptom(
      "lb-other-vm", .azure, possibly: #"data (?:connection|channel).*ECONNREFUSED"#, replies: [425],
      seen: "data connections fail or are refused behind a load balancer",
      cause: "no rule leads the port to the machine, or the data connection went to another machine",
      remedy:
        "one rule for each passive port, to the same port; with several machines distribution SourceIP or a range "
        + "for each", .medium, source: "Azure documentation, \"Load balancer distribution modes\""),
  ]
}
