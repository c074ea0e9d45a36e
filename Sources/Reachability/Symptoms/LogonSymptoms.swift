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
      possibly: #"curl: \(64\)|Requested SSL level failed|wrong version number"#, replies: [534],
      substatuses: [27, 28, 29, 30, 31],
      seen: "534 Local policy on server does not allow TLS secure connections.",
      cause: "IIS refuses TLS: no certificate is set (substatus 31), or the policy denies TLS",
      remedy: "set serverCertHash for the site, and check the policies", .high, source: statusCodes),
    Symptom(
      "cert-missing", .log, replies: [431, 534],
      substatuses: [31, 44, 45, 46], seen: "431 or 534 with substatus 31, 44, 45 or 46 in the log",
      cause:
        "the certificate is not set (31), not in the store (44), has no private key that the service can read (45), "
        + "or its hash has a wrong length (46)",
      remedy: "import it with its private key into the store of the local computer that serverCertStoreName names, and "
        + "set serverCertHash anew", .high, source: statusCodes),
    Symptom(
      "auth-blocked", .session,
      anyOf([
        #"AUTH (?:TLS(?:-[CP])?|SSL)[^\n]*\n(?:[^\n]*[:<>\]]\s*)?5[0-9]{2}[ -]"#,
        #"AUTH (?:TLS|SSL)\W+(?:[a-z]+\W+){0,4}5[0-9]{2}[ -](?!(?:ms|s|sec|milli)\b)"#, #"Requested SSL level failed"#,
        #"FTP over TLS (?:がサポートされていません|を拒否しました|をサポートしていません)"#,
        #"does not support FTP over TLS|server has now rejected FTP over TLS"#,
      ]), possibly: #"wrong version number"#, replies: [500, 502, 530],
      substatuses: [27, 28, 29, 30], curlErrors: [64], seen: "an error right after AUTH TLS",
      cause:
        "something on the way refuses AUTH to keep the session readable, command filtering denies it, or the policy "
        + "denies TLS",
      remedy:
        "take the inspection out of the way, and allow AUTH; \"openssl s_client -starttls ftp\" hides the reply, so "
        + "look at it with another client", .medium,
      source:
        "Microsoft Learn, \"Configuring FTP firewall settings in IIS 7\"; curl, libcurl error codes; measured with "
        + "OpenSSL 3.0"),
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
      "530-auth", .reply, #"User cannot log in(?!, home)"#,
      possibly:
        #"curl: \(67\)|Login incorrect|Authentication failed\b(?!.*inner exception)|ログインできません|\(530\) Not logged in"#,
      replies: [530],
      substatuses: [35, 36, 41, 42], windowsErrors: [1326, 1315, 1317, 1332, 2202], seen: "530 User cannot log in.",
      cause:
        "the password is wrong (substatus 35), all authentication methods are off (36), or anonymous users are not "
        + "let in (42)",
      remedy: "enable Basic authentication, and check the account", .high, source: "\(statusCodes); \(systemErrors)"),
    Symptom(
      "530-account", .reply, replies: [530],
      windowsErrors: [1240, 1327, 1328, 1329, 1330, 1331, 1793, 1907, 1909, 1935, 1938],
      seen: "530 with an error of Windows about the account",
      cause: "Windows knows the account and does not let it log on", remedy: "look at the account", .high,
      source: systemErrors),
    Symptom(
      "530-logon-right", .reply, replies: [530], windowsErrors: [1385], seen: "530 with Windows error 1385",
      cause: "the account lacks the logon right that logonMethod asks for",
      remedy: "grant the right, or choose another logonMethod", .high,
      source: "\(systemErrors); IIS configuration reference, basicAuthentication"),
    Symptom(
      "530-domain", .reply, replies: [530],
      windowsErrors: [1265, 1311, 1355, 1398, 1722, 1786, 1787, 1788, 1789, 1790, 1792, 1908],
      seen: "530 with an error of Windows about the domain",
      cause: "the server cannot ask the account's domain", remedy: "check domain controllers, DNS, trust and clocks",
      .high, source: systemErrors),
    Symptom(
      "530-address", .log, replies: [421, 530, 550], substatuses: [4], seen: "a refusal with substatus 4",
      cause: "ipSecurity denies the address of the client as the server sees it",
      remedy: "allow the address, or that of the NAT in front of the client", .high, source: statusCodes),
    Symptom(
      "530-provider", .log, replies: [530], substatuses: [34, 40], seen: "530 with substatus 34 or 40",
      cause: "a provider failed (34), or ActiveDirectory isolation met another logon than Basic (40)",
      remedy: "look at the provider's log, and at userIsolation", .high, source: statusCodes),
    Symptom(
      "site-configuration", .log, replies: [421, 530, 550], substatuses: [17, 18], seen: "substatus 17 or 18",
      cause: "IIS cannot use the settings of the site (17) or of the server (18)",
      remedy: "run ftpsgate lint on the configuration", .high, source: statusCodes),
    Symptom(
      "session-ended", .log, replies: [421, 426], substatuses: [21, 52, 54], seen: "substatus 21, 52 or 54",
      cause: "the site was stopped (21), somebody ended the session (52), or the configuration was changed (54)",
      remedy: "connect again", .high, source: statusCodes),
    Symptom(
      "421-timeout", .reply, #"^421[ -].*(timed out|timeout)"#, possibly: #"Lost connection"#, replies: [421],
      substatuses: [14],
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
