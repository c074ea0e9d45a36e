extension Symptom {
  /// Control connections that do not come about, or break.
  static let ofConnections: [Symptom] = [
    Symptom(
      "econnrefused", .client, #"ECONNREFUSED|Connection refused by server|curl: \(7\)"#,
      seen: "the connection is refused at once",
      cause:
        "nothing listens on the port: no ftp binding, a site that is stopped, the service is stopped, or a data port "
        + "that is closed",
      remedy: "check bindings, the site and the service ftpsvc", .high, source: "TCP, RFC 9293 section 3.10.7.1"),
    Symptom(
      "econn-timeout", .client, #"Connection timed out after \d+ seconds|Could not connect to server|ETIMEDOUT"#,
      seen: "the connection times out before any greeting",
      cause: "a filter drops connections to the control port: a network security group, Windows Firewall, or rules of "
        + "the service that are not in force before it is restarted",
      remedy: "allow the control port in every filter, and restart ftpsvc", .high,
      source: "Azure documentation, \"How network security groups filter network traffic\""),
    Symptom(
      "stale-control", .client,
      #"Disconnected from server: ECONNABORTED|0x2746|forcibly closed by the remote host|WSAECONNRESET|10054"#,
      substatuses: [53], seen: "the control connection is reset",
      cause: "something on the way cut it: stateful inspection of FTP on an encrypted connection, or an idle timeout",
      remedy: "turn stateful FTP off, and send NOOP during long transfers", .medium,
      source: "cknotes.com, on Windows Firewall and FTP over TLS"),
    Symptom(
      "plain-on-990", .client, #"waiting for welcome message.*(timeout|closed)"#, substatuses: [16],
      seen: "the client waits for a greeting that never comes",
      cause: "a client without TLS, or with explicit TLS, has dialled 990, where IIS waits for TLS",
      remedy: "choose implicit TLS in the client", .high, source: "IIS configuration reference, ssl"),
  ]
}
