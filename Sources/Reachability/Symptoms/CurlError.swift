/// An error of curl and libcurl, which many other programs pass on.
///
/// Source: libcurl-errors(3), in words of our own.
public struct CurlError: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The number, curl's exit status.
  public let number: Int

  /// The error with this number.
  public init(integerLiteral number: Int) {
    self.number = number
  }

  /// What it says; nothing for one that is not in the table.
  public var meaning: String? { Self.meanings[number] }

  /// The last one in a message, as curl, PHP and PycURL write it, or by its name.
  init?(quotedIn message: String) {
    guard let regex = try? Regex(Self.spellings).ignoresCase() else { return nil }
    for match in message.matches(of: regex).reversed() {
      guard let digits = match.output[1].substring ?? match.output[2].substring, let number = Int(digits) else {
        continue
      }
      self.number = number
      return
    }
    return nil
  }

  /// A message in which every spelling is curl's own, `curl: (28)`, which patterns look for.
  static func normalized(_ message: String) -> String {
    guard let regex = try? Regex(spellings).ignoresCase() else { return message }
    return message.replacing(regex) { match in
      match.output[1].substring != nil
        ? String(message[match.range]) : "curl: (\(match.output[2].substring ?? ""))"
    }
  }

  /// curl's own spelling first; then those of PHP, PycURL, git and the like.
  private static let spellings =
    #"curl: \(([0-9]{1,2})\)|(?:(?:lib)?curl[ _-]?(?:error|code|errno|returned error)\W{0,3}|pycurl\.error: \()([0-9]{1,2})\b\)?"#

  private static let meanings: [Int: String] = [
    5: "the proxy's name was not found", 6: "the server's name was not found", 7: "no connection came about",
    8: "the server's answer is no FTP", 9: "the server refused the folder (CWD) or the resource",
    10: "in active mode the server did not connect, or an error came on the control connection",
    11: "an unexpected answer to PASS", 12: "in active mode the server did not connect in time",
    13: "no usable answer to PASV or EPSV", 14: "the 227 reply cannot be read",
    15: "the host in the 227 reply was not found", 17: "the transfer type could not be set",
    18: "the file is shorter or longer than announced", 19: "RETR failed", 21: "a command given with --quote failed",
    23: "the data could not be written on the client", 25: "the server refused the upload (STOR)",
    26: "the file to send could not be read on the client", 28: "the time was up", 30: "PORT or EPRT failed",
    31: "REST failed", 35: "the TLS handshake failed", 36: "the transfer could not be resumed",
    42: "a callback of the program ended the transfer", 51: "the server's certificate was not accepted",
    52: "the server answered nothing", 53: "the crypto engine was not found", 54: "the crypto engine could not be set",
    55: "sending failed", 56: "receiving failed", 58: "the client's own certificate cannot be used",
    59: "the cipher that was asked for cannot be used", 60: "the server's certificate could not be verified",
    63: "the file is larger than allowed by the client", 64: "TLS was asked for and did not come about",
    66: "the TLS engine could not be started", 67: "the server refused user name or password",
    70: "no room on the server", 73: "the file exists on the server",
    77: "the client's file of CA certificates cannot be read", 78: "the file is not on the server",
    80: "the end of TLS failed", 82: "the client's file of revoked certificates cannot be read",
    83: "the certificate's issuer is another one than asked for", 84: "the server does not know PRET",
    88: "a pattern for file names failed", 90: "the certificate's key is not the pinned one",
    91: "the certificate's status (OCSP) is not valid", 98: "the server asks for a client certificate",
  ]
}
