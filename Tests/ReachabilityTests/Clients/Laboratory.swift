import Inet

/// What twelve clients did with a server that answers as IIS does, on plain FTP; the server accepts data connections
/// on every local address and notes which one was used.
enum Laboratory {
  /// A client, as it was run.
  struct Run: Sendable {
    let id: String
    let usesEPSV: Bool
  }

  /// What the server saw.
  enum Outcome: Character, Sendable {
    /// A data connection to the address that the control connection went to.
    case peer = "P"
    /// A data connection to the address in the reply.
    case reply = "R"
    /// PORT or EPRT, and then a data connection that the server made.
    case active = "A"
    /// No data connection.
    case nothing = "-"
  }

  /// What the server was set up to do.
  struct Scenario: Sendable, CustomStringConvertible {
    let description: String
    let peer: IPv4Address
    /// The address in the reply; nothing where PASV is refused.
    let reply: IPv4Address?
    let answersEPSV: Bool
    let isPortClosed: Bool
    let outcomes: [Outcome]

    init(
      _ description: String, peer: IPv4Address = Laboratory.server, reply: IPv4Address?, epsv: Bool = false,
      closed: Bool = false, _ outcomes: String
    ) {
      self.description = description
      self.peer = peer
      self.reply = reply
      answersEPSV = epsv
      isPortClosed = closed
      self.outcomes = outcomes.filter { $0 != " " }.compactMap(Outcome.init)
    }
  }

  static let server = IPv4Address(198, 51, 100, 10)
  private static let placeholder = IPv4Address(192, 168, 1, 1)

  /// The columns of the outcomes; the second is curl with `--disable-epsv`, and Perl, PHP and inetutils were told to be
  /// passive.
  static let runs = [
    "curl", "curl", "wget", "lftp", "ncftp", "tnftp", "inetutils-ftp", "aria2", "python-ftplib", "perl-net-ftp",
    "php-ftp", "ruby-net-ftp",
  ].enumerated().map { Run(id: $1, usesEPSV: $0 != 1) }

  static let scenarios = [
    Scenario("placeholder, EPSV answered", reply: placeholder, epsv: true, "P P R P P P - P P R R P"),
    Scenario("placeholder", reply: placeholder, "P P R P P - - P P R R P"),
    Scenario(
      "placeholder, private peer", peer: IPv4Address(10, 0, 0, 4), reply: placeholder, "P P R R P - - P P R R P"),
    Scenario(
      "public address, private peer", peer: IPv4Address(10, 0, 0, 4), reply: server, "P P R P R - - P P R R P"),
    Scenario("stale public address", reply: IPv4Address(198, 51, 100, 77), "P P R R R - - P P R R P"),
    Scenario("carrier-grade NAT", reply: IPv4Address(100, 64, 9, 9), "P P R R R - - P P R R P"),
    Scenario("link-local", reply: IPv4Address(169, 254, 7, 7), "P P R P R - - P P R R P"),
    Scenario("closed port, EPSV answered", reply: server, epsv: true, closed: true, "- - - - A A - - - - - -"),
    Scenario("closed port", reply: server, closed: true, "- - - - A A - - - - - -"),
    Scenario("closed port, placeholder", reply: placeholder, closed: true, "- - - A A - - - - - - -"),
    Scenario("refused commands", reply: nil, "- - - A A A - - - - A -"),
  ]
}
