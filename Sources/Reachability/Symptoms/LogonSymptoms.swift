extension Symptom {
  /// Replies to logons, limits and what a site does not allow.
  static let ofLogons: [Symptom] = [
    Symptom(
      "534-policy", .reply, #"Policy requires SSL"#, replies: [534], substatuses: [24, 25, 26],
      seen: "534 Policy requires SSL.",
      cause:
        "the client used clear text where TLS is required: on USER it has not sent AUTH TLS (substatus 25 or 26), on "
        + "LIST or STOR it has not sent PROT P (24)",
      remedy: "let the client use TLS and PROT P, as with execPROT(\"P\") or prot_p()", .high, source: statusCodes),
    Symptom(
      "534-local-policy", .reply, #"Local policy on server does not allow TLS"#,
      possibly: #"curl: \(64\)|Requested SSL level failed"#, replies: [534], substatuses: [27, 28, 29, 30, 31],
      seen: "534 Local policy on server does not allow TLS secure connections.",
      cause: "IIS refuses TLS: no certificate is set (substatus 31), or the policy denies TLS",
      remedy: "set serverCertHash for the site, and check the policies", .high, source: statusCodes),
    Symptom(
      "cert-missing", .log, #"\s(534|431|421)\s.*\s(31|44|45|46)(\s|$)"#, replies: [431, 534],
      substatuses: [31, 44, 45, 46], seen: "431 or 534 with substatus 31, 44, 45 or 46 in the log",
      cause:
        "the certificate is not set (31), not in the store (44), has no private key that the service can read (45), "
        + "or its hash has a wrong length (46)",
      remedy: "import it with its private key into the store of the local computer that serverCertStoreName names, and "
        + "set serverCertHash anew", .high, source: statusCodes),
    Symptom(
      "auth-blocked", .session, #"AUTH (TLS|SSL).*(5\d\d)|curl: \(64\)|Requested SSL level failed"#,
      replies: [500, 502, 530],
      substatuses: [27, 28, 29, 30], seen: "an error right after AUTH TLS",
      cause:
        "something on the way refuses AUTH to keep the session readable, command filtering denies it, or the policy "
        + "denies TLS",
      remedy: "take the inspection out of the way, and allow AUTH", .medium,
      source: "Microsoft Learn, \"Configuring FTP firewall settings in IIS 7\"; curl, libcurl error codes"),
    Symptom(
      "530-hostname", .reply, #"Valid hostname is expected"#, replies: [530], substatuses: [37],
      seen: "530 Valid hostname is expected.",
      cause: "the binding has a host name, and the client has not sent it",
      remedy: "log on as host|user, send HOST, or take the host name out of the binding", .high,
      source: "\(statusCodes); Microsoft Learn, \"Using FTP virtual host names in IIS 7\""),
    Symptom(
      "530-home", .reply, #"User cannot log in, home directory inaccessible"#, replies: [530],
      substatuses: [1, 2, 33], seen: "530 User cannot log in, home directory inaccessible.",
      cause: "no authorization rule allows the user (substatus 1), NTFS denies the folder (2), or the user's folder is "
        + "missing (33)",
      remedy: "add an Allow rule, create the folder of the user, grant the rights", .high, source: statusCodes),
    Symptom(
      "530-auth", .reply, #"User cannot log in(?!, home)"#, replies: [530], substatuses: [35, 36, 41, 42],
      seen: "530 User cannot log in.",
      cause:
        "the password is wrong (substatus 35), all authentication methods are off (36), or anonymous users are not "
        + "let in (42)",
      remedy: "enable Basic authentication, and check the account", .high, source: statusCodes),
    Symptom(
      "550-authz", .reply, #"^550 (Access is denied|Permission denied)"#, replies: [550], substatuses: [1, 2, 5],
      seen: "550 Access is denied.",
      cause: "an authorization rule or NTFS denies, or something was to be written to the root of a virtual directory",
      remedy: "check system.ftpServer/security/authorization, and the rights on the folder", .high,
      source: statusCodes),
    Symptom(
      "550-filter", .reply, #"^550 "#, replies: [550], substatuses: [8, 9, 10, 11, 12],
      seen: "550 with substatus 8 to 12",
      cause: "request filtering denies the name: a hidden segment, a sequence, high-bit characters, an extension or "
        + "the length",
      remedy: "adjust requestFiltering", .high, source: statusCodes),
    Symptom(
      "550-incomplete", .reply, #"^550 The supplied message is incomplete\. The signature was not verified"#,
      replies: [550], substatuses: [22, 32], seen: "550 The supplied message is incomplete.",
      cause: "TLS records of the data connection came altered or cut, as stateful inspection of FTP does to them",
      remedy: "turn stateful FTP off with \"netsh advfirewall set global StatefulFtp disable\"", .low,
      source: "Windows error SEC_E_INCOMPLETE_MESSAGE"),
    Symptom(
      "421-timeout", .reply, #"^421[ -].*(timed out|timeout|closing)"#, possibly: #"Lost connection"#, replies: [421],
      substatuses: [14, 16],
      seen: "421 after a while without commands",
      cause:
        "the control connection was idle for too long: for IIS's controlChannelTimeout, or for the 4 minutes after "
        + "which Azure forgets a connection",
      remedy: "send NOOP during long transfers, raise idleTimeoutInMinutes, enable TCP reset", .high,
      source: "\(statusCodes); Azure documentation, \"Load balancer TCP reset and idle timeout\""),
    Symptom(
      "421-max", .reply, #"^421[ -].*(Too many|maximum)"#, replies: [421], substatuses: [19],
      seen: "421 about too many connections", cause: "maxConnections is reached", remedy: "raise maxConnections", .high,
      source: statusCodes),
  ]
}
