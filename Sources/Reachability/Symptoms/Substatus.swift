/// What IIS's log says beside a reply's code, `sc-substatus`, and what `Error details:` says in a reply.
///
/// Source: Microsoft Learn, "FTP status codes in IIS 7.0 and later versions", for numbers and meanings. The causes say
/// in the terms of IIS's configuration what the meanings say.
public struct Substatus: Hashable, Sendable {
  /// The number; ``all`` has what is known of it.
  public let number: Int

  /// A substatus; nothing for a number that is not listed.
  public init?(_ number: Int) {
    guard Self.all.indices.contains(number) else { return nil }
    self.number = number
  }

  /// What it means, in Microsoft's words.
  public var meaning: String { Self.all[number].meaning }

  /// What is behind it; nothing where the meaning is all that is known, and an error of Windows beside it tells more.
  var explanation: Explanation? {
    let row = Self.all[number]
    return row.cause.isEmpty ? nil : Explanation(cause: row.cause, remedy: row.remedy)
  }

  /// Whether an error of Windows beside it tells more than it does.
  var isGeneral: Bool { Self.general.contains(number) }

  /// The substatus that a reply's line `Error details:` gives in words, if there is such a line.
  ///
  /// Source: IIS configuration reference, `messages`, on `allowLocalDetailedErrors`.
  init?(detailsIn text: String) {
    let label = "Error details:"
    guard let start = text.lowercased().ranges(of: label.lowercased()).last?.upperBound else { return nil }
    let words = text.lowercased()[start...].prefix { !$0.isNewline }.drop { $0 == " " || $0 == "\t" }
    let named = Self.all.indices.dropFirst().filter { words.hasPrefix(Self.all[$0].meaning.lowercased().dropLast()) }
    // Of two meanings of which one begins with the other the longer one is meant.
    guard let number = named.max(by: { (Self.all[$0].meaning.count, $1) < (Self.all[$1].meaning.count, $0) }) else {
      return nil
    }
    self.number = number
  }
}

extension Substatus {
  /// Substatuses that say only where something went wrong.
  private static let general: Set<Int> = [0, 3, 22, 32, 33, 35, 41, 53]

  private typealias Row = (meaning: String, cause: String, remedy: String)

  private static let transferCut = "hold the client's log against idle timeouts on the way"
  private static let importCertificate =
    "import the certificate with its private key into the store of the local computer that serverCertStoreName names, "
    + "and set serverCertHash anew"
  private static let filtering = "adjust requestFiltering, or choose another name"

  /// The meanings by number, with causes and cures.
  private static let all: [Row] = [
    ("Successful operation.", "", ""),
    (
      "Authorization rules denied the access.",
      "no rule of system.ftpServer/security/authorization allows the user what was asked for, or one denies it",
      "add an Allow rule with Read, and with Write for uploads, at the site or folder; a Deny beats it"
    ),
    (
      "File system denied the access.", "NTFS denies the account the file or folder",
      "grant the account the rights on the folder itself, as with icacls; FTP rules do not replace them"
    ),
    ("File system returned an error.", "", ""),
    (
      "IP restriction rules denied the access.",
      "system.ftpServer/security/ipSecurity denies the address of the client as the server sees it",
      "allow the address, or that of the NAT in front of the client, in ipSecurity"
    ),
    (
      "Write access for the root of the virtual directory is forbidden.",
      "a virtual directory itself was to be removed or renamed, or a file to be written in its place",
      "write below the virtual directory, and change the directory itself in IIS Manager"
    ),
    (
      "Short file name check has failed.", "the check whether the name is a short one (8.3) did not succeed",
      "use the long name, and look whether the folder can be read"
    ),
    (
      "Short file names are forbidden.", "the name is a short one (8.3), such as PROGRA~1", "use the long name"
    ),
    (
      "Hidden segment was detected in the path based on request filtering rules.",
      "a part of the path is listed in requestFiltering/hiddenSegments, as _vti_bin is from the start", filtering
    ),
    (
      "Denied Url sequence detected in the path based on request filtering rules.",
      "the path has a sequence that is listed in requestFiltering/denyUrlSequences", filtering
    ),
    (
      "High bit characters detected in the path based on request filtering rules.",
      "the name has characters outside ASCII, and requestFiltering has allowHighBitCharacters=\"false\"", filtering
    ),
    (
      "File extension was denied based on request filtering rules.",
      "requestFiltering/fileExtensions does not allow the name's extension", filtering
    ),
    (
      "Path is too long based on request filtering rules.",
      "the path is longer than maxUrl of requestFiltering/requestLimits allows", filtering
    ),
    (
      "Attempt was made to open object that is not a file or directory.",
      "the name is that of a device or of another thing that is neither file nor folder", "choose another name"
    ),
    (
      "Control channel timed out.", "no command came for as long as controlChannelTimeout allows",
      "send NOOP during long transfers, or raise controlChannelTimeout"
    ),
    (
      "Data channel timed out.",
      "the client's data connection did not come or stood still for as long as dataChannelTimeout allows: a filter on "
        + "the way stops it, or it goes to an address that does not lead to the server",
      "open the whole passive range in every filter, check the address in the 227 reply, and restart ftpsvc after a "
        + "change of the range"
    ),
    (
      "Control channel timed out based on new connection timeout.",
      "the client connected and did not log on for as long as unauthenticatedTimeout allows; one without TLS on port "
        + "990 waits for a greeting, and so does the server for TLS",
      "choose implicit TLS for 990 and explicit TLS for other ports"
    ),
    (
      "Invalid site configuration.", "IIS cannot use the site's settings", "run ftpsgate lint on the configuration"
    ),
    ("Invalid configuration.", "IIS cannot use the server's settings", "run ftpsgate lint on the configuration"),
    (
      "Maximum connection limit was reached.", "as many clients are connected as maxConnections allows",
      "raise maxConnections, or let clients open fewer connections at once"
    ),
    (
      "Data channel was closed by ABOR command from client.", "the client or its user stopped the transfer",
      "look at the client's log for the reason"
    ),
    ("Site is being stopped.", "the site was stopped or restarted", "connect again once it has started"),
    ("Data channel was aborted by server due to an error.", "the server cut the data connection", transferCut),
    (
      "Data channel was aborted by client.", "the client, or something on the way in its name, cut the data connection",
      transferCut
    ),
    (
      "SSL policy requires SSL for data channel.",
      "dataChannelPolicy requires TLS, and the client opened a data connection without it: it has not sent PROT P",
      "let the client send PBSZ 0 and PROT P, as with execPROT(\"P\") or prot_p()"
    ),
    (
      "SSL policy requires SSL for control channel.",
      "controlChannelPolicy requires TLS, and the client sent USER without AUTH TLS before it",
      "choose explicit TLS in the client, or implicit TLS for port 990"
    ),
    (
      "SSL policy requires SSL for credentials.",
      "controlChannelPolicy requires TLS for user name and password, and the client sent them without AUTH TLS",
      "choose explicit TLS in the client, or implicit TLS for port 990"
    ),
    (
      "SSL policy denies SSL for data channel.",
      "dataChannelPolicy is SslDeny, and the client asked for encrypted data with PROT P",
      "set dataChannelPolicy to SslRequire or SslAllow"
    ),
    (
      "SSL policy denies SSL for data channel.",
      "the policy denies TLS (Microsoft's list has the words of 27 here too)",
      "check controlChannelPolicy and dataChannelPolicy"
    ),
    (
      "SSL policy denies SSL for credentials.", "the policy denies TLS while the client logs on",
      "check controlChannelPolicy"
    ),
    (
      "SSL policy denies SSL for commands.", "the policy denies TLS once the client has logged on",
      "check controlChannelPolicy"
    ),
    (
      "SSL certificate was not configured.",
      "the site that answers has no certificate: serverCertHash is empty, or only bindings with host names have one",
      "set serverCertHash for the site whose binding has no host name on this address and port"
    ),
    (
      "SSL initialization failed.",
      "Schannel could not set up TLS; the error of Windows beside it and events 36871 to 36888 of Schannel tell why",
      "look at the System event log, then at the certificate's private key"
    ),
    (
      "Home directory lookup failed.",
      "the user's home directory is missing or cannot be read: with isolation it is LocalUser\\NAME, LocalUser\\Public "
        + "or DOMAIN\\NAME below the site's folder",
      "create the folder, and grant the user the rights on it"
    ),
    (
      "Custom authentication call failed.", "a provider of customAuthentication failed, or refused the user",
      "look at the provider's own log, and check that it is registered"
    ),
    (
      "User failed to authenticate.", "user name or password are wrong, or no method that is on knows the account",
      "try the account on the server itself, and write it as DOMAIN\\NAME or set defaultLogonDomain"
    ),
    (
      "All authentication methods are disabled.",
      "neither basicAuthentication nor anonymousAuthentication nor a provider is on for the site",
      "enable basicAuthentication"
    ),
    (
      "Hostname didn't match any configured ftp site.",
      "bindings on this address and port have host names, and the client named none of them",
      "log on as host|user, send HOST, or take the host name out of the binding"
    ),
    (
      "Client IP on the control channel didn't match the client IP on the data channel.",
      "control and data connection come from two addresses, as with NAT that has several, a load balancer that "
        + "translates, or Azure Firewall with more than one public address; or the client's data port is below 1024 "
        + "(Windows error 1236, in active mode 87)",
      "give the way one public address, and let clients use ports above 1023; turn matchClientAddressForPasv off only "
        + "as a last resort"
    ),
    (
      "Maximum file size was exceeded.", "the file is larger than maxAllowedContentLength of requestFiltering allows",
      "raise maxAllowedContentLength in requestFiltering/requestLimits"
    ),
    (
      "ActiveDirectory Isolation must be combined with basic authentication.",
      "userIsolation is ActiveDirectory, and the user did not log on with Basic authentication",
      "enable basicAuthentication, or choose another isolation"
    ),
    (
      "An error occurred during the authentication process.",
      "Windows could not log the account on; the error of Windows beside it tells why",
      "look at the error of Windows in sc-win32-status, and at events 4625 of the Security log"
    ),
    (
      "Anonymous authentication is not allowed.",
      "the client logged on as anonymous, and anonymousAuthentication is off",
      "log on with an account"
    ),
    (
      "Protection negotiation failed. PROT command with recognized parameter must precede this command.",
      "the client opened a data connection before it sent PROT", "let the client send PBSZ 0 and PROT P after AUTH TLS"
    ),
    (
      "SSL certificate was not found.",
      "the store of the local computer that serverCertStoreName names has no certificate with this serverCertHash, as "
        + "after a renewal, which changes the hash",
      importCertificate
    ),
    (
      "Private key was not found for the specified SSL certificate.",
      "the certificate was imported without its private key, or the service cannot read the key", importCertificate
    ),
    (
      "SSL certificate hash has invalid length.", "serverCertHash is not 40 hexadecimal digits",
      "copy the thumbprint again, without blanks and without the mark that certificate dialogs put in front"
    ),
    (
      "SSL policy requires client certificate.", "clientCertificatePolicy is CertRequire, and the client sent none",
      "give the client a certificate, or set clientCertificatePolicy to CertIgnore"
    ),
    (
      "User provided invalid client certificate.",
      "the server does not accept the client's certificate: expired, revoked, or of an issuer that it does not trust",
      "check the certificate on the server with certutil -verify"
    ),
    (
      "SSL policy requires matching client certificate for control and data channel.",
      "the client sent another certificate, or none, on the data connection",
      "let the client use its certificate on data connections too"
    ),
    (
      "Data channel timed out due to not meeting the minimum bandwidth requirement.",
      "the transfer was slower than minBytesPerSecond; or the file was complete and the client waits for IIS's end of "
        + "TLS (close_notify), which IIS does not send after an upload",
      "for uploads that are complete update the client (libcurl 8.14.1 or later), or let it close without waiting; else "
        + "lower minBytesPerSecond"
    ),
    (
      "Command filtering rules denied the access.",
      "command filtering (commandFiltering) of the site denies the command",
      "allow the command in commandFiltering, or set allowUnlisted"
    ),
    (
      "Session disconnected by administrator.", "somebody ended the session in IIS Manager or by script",
      "connect again"
    ),
    (
      "Connection error.", "a connection broke; the error of Windows beside it tells more",
      "look at firewalls and idle timeouts on the way"
    ),
    (
      "Session closed because of configuration change.", "the configuration was changed while the session was open",
      "connect again"
    ),
    (
      "128-bit encryption is required for SSL connections.",
      "ssl128 is set, and client and server agreed on a weaker cipher suite",
      "let the client use TLS 1.2 with current cipher suites"
    ),
  ]
}
