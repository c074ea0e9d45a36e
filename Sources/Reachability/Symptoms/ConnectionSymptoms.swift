extension Symptom {
  /// Control connections that do not come about, or break.
  static let ofConnections: [Symptom] = [
    Symptom(
      "econnrefused", .client,
      #"ECONNREFUSED|Connection refused|actively refused|10061|curl: \(7\)(?!.* after (?:[0-9]{5,}|[5-9][0-9]{3}) ms)"#,
      possibly: #"curl: \(7\)|Could not connect to server|Connection failed|Unable to connect to the remote server|"#
        + #"max-retries exceeded"#,
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
        + #"Could not connect to server|Connection failed|Unable to connect to the remote server|max-retries exceeded)"#,
      seen: "the connection times out before any greeting",
      cause: "a filter drops connections to the control port: a network security group, Windows Firewall, or rules of "
        + "the service that are not in force before it is restarted",
      remedy: "allow the control port in every filter, and restart ftpsvc", .high,
      source: "Azure documentation, \"How network security groups filter network traffic\""),
    Symptom(
      "stale-control", .client,
      #"Disconnected from server: ECONNABORTED|0x2746|forcibly closed by the remote host|WSAECONNRESET|10054"#,
      possibly: #"Lost connection|\(control connection\)|Connection reset|ECONNRESET|10053|curl: \(56\)|"#
        + #"GnuTLS error -5[34]\b|^\W*EOF\W*$|\bEOFError"#, substatuses: [53], seen: "the control connection is reset",
      cause: "something on the way cut it: stateful inspection of FTP on an encrypted connection, or an idle timeout",
      remedy: "turn stateful FTP off, and send NOOP during long transfers", .medium,
      source: "cknotes.com, on Windows Firewall and FTP over TLS"),
    Symptom(
      "plain-on-990", .client,
      #"waiting for welcome message(?:(?!Initializing TLS|Logged in|Response:).)*(?:timed?[ -]?out|closed)"#,
      possibly: #"Timeout detected\. \(control connection\)"#, substatuses: [16],
      seen: "the client waits for a greeting that never comes",
      cause: "a client without TLS, or with explicit TLS, has dialled 990, where IIS waits for TLS",
      remedy: "choose implicit TLS in the client", .high, source: "IIS configuration reference, ssl"),
  ]
}
