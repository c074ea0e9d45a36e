extension Symptom {
  /// One protocol taken for another.
  static let ofOtherProtocols: [Symptom] = [
    Symptom(
      "sftp-not-ftps", .client,
      anyOf([
        #"SSH-[12]\.[0-9]+-"#, "Cannot establish FTP connection to an SFTP server",
        "SFTP サーバーに対して FTP 接続を確立できません", #"\bport:? 22\b"#, #"[a-z0-9\])]:22(?=$|[\s,;)/]|:(?![0-9]))"#,
      ]), possibly: #"curl: \(8\)"#, seen: "an FTP client has reached SSH, or port 22",
      cause:
        "port 22 and \"SSH-2.0\" belong to SFTP, the file transfer of SSH, which is another protocol than FTPS; IIS "
        + "does not speak it",
      remedy:
        "dial port 21 with explicit TLS or 990 with implicit TLS for IIS; for SFTP take a server for SSH, and a client "
        + "set to SFTP", .high, source: "RFC 4253 section 4.2; FileZilla, locales/ja_JP.po"),
    Symptom(
      "ftps-not-sftp", .client,
      anyOf([
        "listens for FTP connections", #"(?:banner|identification|protocol version|ssh).{0,120}\b220[ -]"#,
      ]),
      possibly: anyOf([
        "SSH protocol (?:identification|banner)", "SSH identification string", "Indecipherable protocol version",
        "kex_exchange_identification", "ssh_exchange_identification", "invalid server.s version string",
        "overflow reading version string", "Failed getting banner", "Bad remote protocol version identification",
        #"curl: \((?:2|79)\)"#,
      ]), seen: "a client for SFTP has reached an FTP server",
      cause: "the client speaks SFTP (SSH), and the port speaks FTP: FTPS is another protocol",
      remedy: "set the client to FTP with explicit TLS (port 21) or implicit TLS (990)", .high,
      source: "RFC 4253 section 4.2; OpenSSH, kex.c; paramiko, transport.py; SSH.NET, Session.cs"),
  ]
}
