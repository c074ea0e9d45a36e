extension WindowsError {
  /// What is known of each error.
  ///
  /// The meanings are those of Microsoft Learn, "System Error Codes", "Windows Sockets Error Codes" and "COM Error Codes
  /// (Security and Setup)"; `before` is what [MS-ERREF] section 2.2 and older versions of Windows say.
  static let known = ofAccounts.merging(ofFiles) { $1 }.merging(ofNetworks) { $1 }.merging(ofTLS) { $1 }

  /// Errors of logons.
  private static let ofAccounts: [WindowsError: Row] = [
    1326: Row(
      "The user name or password is incorrect.", before: "Logon failure: unknown user name or bad password.",
      cause: "the password is wrong, or the domain that the server looks in has no such account",
      remedy: "try the account on the server, as with runas /user:NAME cmd; write it as DOMAIN\\NAME, or set "
        + "defaultLogonDomain"),
    1327: Row(
      "Account restrictions are preventing this user from signing in.",
      before: "Logon failure: user account restriction.",
      cause: "a restriction of the account stops the logon: an empty password, logon hours, or a policy",
      remedy: "give the account a password, and look at its restrictions"),
    1328: Row(
      "Your account has time restrictions that keep you from signing in right now.",
      before: "Logon failure: account logon time restriction violation.",
      cause: "the account may not log on at this time of day", remedy: "change the account's logon hours"),
    1329: Row(
      "This user isn't allowed to sign in to this computer.",
      before: "Logon failure: user not allowed to log on to this computer.",
      cause: "the account may log on to other computers only",
      remedy: "add the server to the account's list \"Log On To\""
    ),
    1330: Row(
      "The password for this account has expired.",
      before: "Logon failure: the specified account password has expired.",
      cause: "the account's password has expired, and FTP cannot change it",
      remedy: "set a new password, or let the password of this account not expire"),
    1331: Row(
      "This user can't sign in because this account is currently disabled.",
      before: "Logon failure: account currently disabled.", cause: "the account is disabled",
      remedy: "enable the account"),
    1385: Row(
      "Logon failure: the user has not been granted the requested logon type at this computer.",
      cause: "the account lacks the right that logonMethod of basicAuthentication asks for, or is denied it: with "
        + "ClearText (the default) and Network \"Access this computer from the network\", with Interactive \"Allow log on "
        + "locally\", with Batch \"Log on as a batch job\"",
      remedy: "grant the right in the server's security policy (secpol.msc, or group policy), or choose another "
        + "logonMethod"),
    1793: Row(
      "The user's account has expired.", cause: "the account itself has expired", remedy: "extend the account"),
    1907: Row(
      "The user's password must be changed before signing in.",
      before: "The user's password must be changed before logging on the first time.",
      cause: "the account must change its password at the next logon, which FTP cannot do",
      remedy: "clear \"User must change password at next logon\", or change the password elsewhere"),
    1909: Row(
      "The referenced account is currently locked out and may not be logged on to.",
      cause: "the account is locked out after too many wrong passwords, perhaps of others who guess",
      remedy: "unlock the account, and turn denyByFailure on so that guessing is stopped by address"),
    1938: Row(
      "Logon Failure: EAS policy requires that the user change their password before this operation can be performed.",
      cause: "a policy wants the password changed first, which FTP cannot do", remedy: "change the password elsewhere"),
    1240: Row(
      "The account is not authorized to log in from this station.",
      cause: "the account may not log on from here", remedy: "look at the account's restrictions"),
    1315: Row(
      "The name provided is not a properly formed account name.",
      cause: "the user's name has a form that no account has",
      remedy: "write it as NAME or DOMAIN\\NAME; a | or \\ before it may be taken for a host name"),
    1317: Row(
      "The specified account does not exist.", cause: "there is no account of this name",
      remedy: "write the user as DOMAIN\\NAME, or set defaultLogonDomain"),
    1332: Row(
      "No mapping between account names and security IDs was done.",
      cause: "a name of a user or group belongs to no account, also in authorization rules",
      remedy: "correct the name, or create the account"),
    2202: Row(
      "The specified username is invalid.", cause: "the user's name has a form that no account has",
      remedy: "write it as NAME or DOMAIN\\NAME"),
    1311: Row(
      "There are currently no logon servers available to service the logon request.", cause: noController,
      remedy: reachController),
    1355: Row(
      "The specified domain either does not exist or could not be contacted.", cause: noController,
      remedy: reachController),
    1265: Row(
      "The system cannot contact a domain controller to service the authentication request.", cause: noController,
      remedy: reachController),
    1908: Row(
      "Could not find the domain controller for this domain.", cause: noController, remedy: reachController),
    1722: Row("The RPC server is unavailable.", cause: noController, remedy: reachController),
    1792: Row(
      "An attempt was made to logon, but the network logon service was not started.",
      cause: "the service Netlogon does not run", remedy: "start Netlogon"),
    1786: Row("The workstation does not have a trust secret.", cause: noTrust, remedy: mendTrust),
    1787: Row(
      "The security database on the server does not have a computer account for this workstation trust relationship.",
      cause: noTrust, remedy: mendTrust),
    1788: Row(
      "The trust relationship between the primary domain and the trusted domain failed.", cause: noTrust,
      remedy: "mend the trust between the domains"),
    1789: Row(
      "The trust relationship between this workstation and the primary domain failed.", cause: noTrust,
      remedy: mendTrust),
    1790: Row("The network logon failed.", cause: noTrust, remedy: mendTrust),
    1398: Row(
      "There is a time and/or date difference between the client and server.",
      cause: "the clocks of server and domain controller differ too much", remedy: "set the clocks"),
    1935: Row(
      "The computer you are signing into is protected by an authentication firewall.",
      cause: "selective authentication of a trust denies the account this server",
      remedy: "grant the account \"Allowed to authenticate\" on the server"),
  ]

  private static let noController = "the server reaches no domain controller of the account's domain"
  private static let reachController = "check DNS and the way to the domain controllers, as with nltest /dsgetdc:DOMAIN"
  private static let noTrust = "the trust between the server and its domain, or between domains, is broken"
  private static let mendTrust = "mend it with Test-ComputerSecureChannel -Repair"

  /// Errors of files and folders.
  private static let ofFiles: [WindowsError: Row] = [
    2: Row(
      "The system cannot find the file specified.", cause: "there is no file of this name where the user's path leads",
      remedy: lookAtPath),
    3: Row(
      "The system cannot find the path specified.",
      cause: "a folder of the path does not exist, or the physical path of a site or virtual directory does not",
      remedy: lookAtPath),
    5: Row(
      "Access is denied.", cause: "NTFS denies the account the file or folder, or an authorization rule of FTP does",
      remedy: "look at the substatus (1 is a rule, 2 is NTFS), then at the rights on the folder"),
    15: Row(
      "The system cannot find the drive specified.", cause: "the physical path is on a drive that is not there",
      remedy: "correct the physical path; drives that a user has mapped are not the service's"),
    16: Row(
      "The directory cannot be removed.", cause: "the folder is in use, or is the current one",
      remedy: "leave the folder first"),
    19: Row(
      "The media is write protected.", cause: "the drive is read-only", remedy: "write elsewhere"),
    32: Row(
      "The process cannot access the file because it is being used by another process.",
      cause: "another process on the server holds the file open: a web application that runs it, a scanner, or an "
        + "earlier upload that has not ended",
      remedy: "stop the application (app_offline.htm, or its pool) or wait; handle.exe or Resource Monitor name the "
        + "process"),
    33: Row(
      "The process cannot access the file because another process has locked a portion of the file.",
      cause: "another process on the server has locked the file",
      remedy: "find the process with handle.exe or Resource Monitor"),
    39: Row("The disk is full.", cause: diskFull, remedy: "make room on the server's disk"),
    112: Row("There is not enough space on the disk.", cause: diskFull, remedy: "make room on the server's disk"),
    1816: Row(
      "Not enough quota is available to process this command.", cause: "a quota is used up",
      remedy: "raise the quota of the account or folder"),
    1295: Row(
      "The requested file operation failed because the storage quota was exceeded.", cause: "a quota is used up",
      remedy: "raise the quota of the account or folder"),
    80: Row("The file exists.", cause: fileExists, remedy: replaceOnRename),
    183: Row("Cannot create a file when that file already exists.", cause: fileExists, remedy: replaceOnRename),
    87: Row(
      "The parameter is incorrect.",
      cause: "the path has a character that no file name can have; a virtual directory with a colon in its path "
        + "answers so to everything",
      remedy: "rename the virtual directory or the file, without : and the like"),
    123: Row(
      "The filename, directory name, or volume label syntax is incorrect.", cause: badName, remedy: otherName),
    161: Row("The specified path is invalid.", cause: badName, remedy: otherName),
    111: Row("The file name is too long.", cause: "the name is too long", remedy: "choose a shorter name"),
    206: Row(
      "The filename or extension is too long.", cause: "the name or the path is too long",
      remedy: "choose a shorter name or path"),
    145: Row(
      "The directory is not empty.", cause: "RMD removes empty folders only",
      remedy: "remove what is in the folder first"),
    267: Row(
      "The directory name is invalid.", cause: "the path names a file where a folder is meant, or no folder at all",
      remedy: lookAtPath),
    17: Row(
      "The system cannot move the file to a different disk drive.",
      cause: "RNTO names a folder on another drive, as a virtual directory can be",
      remedy: "upload to the folder itself"),
    148: Row(
      "The path specified cannot be used at this time.", cause: "another process holds the path",
      remedy: "wait, and try again"),
    303: Row(
      "The file cannot be opened because it is in the process of being deleted.",
      cause: "another process still holds the file, which is deleted", remedy: "wait, and try again"),
    1224: Row(
      "The requested operation cannot be performed on a file with a user-mapped section open.",
      cause: "another process on the server has the file in use", remedy: "stop the process, or wait"),
    225: Row(
      "Operation did not complete successfully because the file contains a virus or potentially unwanted software.",
      cause: "a virus scanner on the server stopped the file", remedy: "look at the scanner's log"),
    1920: Row(
      "The file cannot be accessed by the system.", cause: "a link or a cloud file cannot be opened",
      remedy: "look at the file on the server"),
    665: Row("The requested operation could not be completed due to a file system limitation."),
    1314: Row(
      "A required privilege is not held by the client.", cause: "the account lacks a right that the operation needs",
      remedy: "look at the account's rights"),
    50: Row("The request is not supported."), 82: Row("The directory or file cannot be created."),
    21: Row("The device is not ready."),
    1117: Row("The request could not be performed because of an I/O device error."),
    51: Row("Windows cannot find the network path.", cause: noShare, remedy: reachShare),
    53: Row("The network path was not found.", cause: noShare, remedy: reachShare),
    67: Row("The network name cannot be found.", cause: noShare, remedy: reachShare),
    55: Row(
      "The specified network resource or device is no longer available.", cause: noShare, remedy: reachShare),
    59: Row("An unexpected network error occurred.", cause: noShare, remedy: reachShare),
    65: Row("Network access is denied.", cause: noShareRight, remedy: shareAccount),
    71: Row(
      "No more connections can be made to this remote computer at this time because there are already as many "
        + "connections as the computer can accept.", cause: "the share has no connection left",
      remedy: "let the share take more connections"),
    86: Row("The specified network password is not correct.", cause: noShareRight, remedy: shareAccount),
    1219: Row(
      "Multiple connections to a server or shared resource by the same user, using more than one user name, are not "
        + "allowed.", cause: noShareRight, remedy: shareAccount),
  ]

  private static let lookAtPath =
    "look for it below the physical path: isolation and virtual directories change where a path leads"
  private static let diskFull = "the server's disk is full"
  private static let fileExists =
    "the new name exists already, and IIS replaces no file on RNTO unless fileHandling has allowReplaceOnRename=\"true\" "
    + "(false from the start)"
  private static let replaceOnRename =
    "set allowReplaceOnRename, let the client delete the old file first, or upload under the final name"
  private static let badName =
    "the name has a character that no file name can have, or a form that Windows does not take"
  private static let otherName = "choose a name without \\ / : * ? \" < > |"
  private static let noShare = "the physical path is on a share that the server does not reach"
  private static let reachShare = "check the share from the server, and the way to it"
  private static let noShareRight = "the share does not let in the account with which IIS opens the physical path"
  private static let shareAccount = "set userName and password of the virtual directory to an account of the share"

  /// Errors of connections.
  private static let ofNetworks: [WindowsError: Row] = [
    64: .unquoted("The specified network name is no longer available."),
    109: .unquoted("The pipe has been ended."), 121: .unquoted("The semaphore timeout period has expired."),
    232: .unquoted("The pipe is being closed."), 233: .unquoted("No process is on the other end of the pipe."),
    258: .unquoted("The wait operation timed out."),
    995: .unquoted("The I/O operation has been aborted because of either a thread exit or an application request."),
    1225: .unquoted("The remote computer refused the network connection."),
    1226: .unquoted("The network connection was gracefully closed."),
    1231: .unquoted("The network location cannot be reached."),
    1232: .unquoted("The network location cannot be reached."),
    1236: .unquoted("The network connection was aborted by the local system."),
    1450: .unquoted("Insufficient system resources exist to complete the requested service."),
    1460: .unquoted("This operation returned because the timeout period expired."),
    10013: .unquoted("Permission denied."), 10022: .unquoted("Invalid argument."),
    10048: .unquoted("Address already in use."), 10049: .unquoted("Cannot assign requested address."),
    10050: .unquoted("Network is down."), 10051: .unquoted("Network is unreachable."),
    10052: .unquoted("Network dropped connection on reset."), 10053: .unquoted("Software caused connection abort."),
    10054: .unquoted("Connection reset by peer."), 10055: .unquoted("No buffer space available."),
    10057: .unquoted("Socket is not connected."), 10058: .unquoted("Cannot send after socket shutdown."),
    10060: .unquoted("Connection timed out."), 10061: .unquoted("Connection refused."),
    10064: .unquoted("Host is down."), 10065: .unquoted("No route to host."),
    10101: .unquoted("Graceful shutdown in progress."), 11001: .unquoted("Host not found."),
    11002: .unquoted("Nonauthoritative host not found."),
    11004: .unquoted("Valid name, no data record of requested type."),
  ]

  /// Errors of Schannel and of certificates.
  private static let ofTLS: [WindowsError: Row] = [
    0x8009_0304: Row("The Local Security Authority cannot be contacted"),
    0x8009_0308: Row("The token supplied to the function is invalid"),
    0x8009_030C: Row("The logon attempt failed"),
    0x8009_030D: Row("The credentials supplied to the package were not recognized"),
    0x8009_030E: Row("No credentials are available in the security package"),
    0x8009_030F: Row("The message or signature supplied for verification has been altered"),
    0x8009_0310: Row("The message supplied for verification is out of sequence"),
    0x8009_0317: Row("The context has expired and can no longer be used."),
    0x8009_0318: Row("The supplied message is incomplete. The signature was not verified."),
    0x8009_0320: Row(
      "The credentials supplied were not complete, and could not be verified. The context could not be initialized."),
    0x8009_0322: Row("The target principal name is incorrect."),
    0x8009_0324: Row("The clocks on the client and server machines are skewed."),
    0x8009_0325: Row("The certificate chain was issued by an authority that is not trusted."),
    0x8009_0326: Row(
      "The message received was unexpected or badly formatted.",
      cause:
        "what came does not fit the handshake: clear text where TLS was expected, or an alert of the other side, as "
        + "where the two have no TLS version or cipher suite in common",
      remedy:
        "check that implicit TLS goes to 990 and explicit TLS elsewhere, then compare TLS versions and cipher suites"),
    0x8009_0327: Row("An unknown error occurred while processing the certificate."),
    0x8009_0328: Row("The received certificate has expired."),
    0x8009_0329: Row("The specified data could not be encrypted."),
    0x8009_0330: Row("The specified data could not be decrypted."),
    0x8009_0331: Row("The client and server cannot communicate, because they do not possess a common algorithm."),
    0x8009_0333: Row(
      "A security context was deleted before the context was completed. This is considered a logon failure."),
    0x8009_0349: Row("The certificate is not valid for the requested usage."),
    0x8009_000D: Row("Key does not exist."), 0x8009_0016: Row("Keyset does not exist"),
    0x8009_2004: Row("Cannot find object or property."),
    0x8009_2010: Row("The certificate is revoked."),
    0x8009_2012: Row("The revocation function was unable to check revocation for the certificate."),
    0x8009_2013: Row(
      "The revocation function was unable to check revocation because the revocation server was offline."),
    0x8009_6004: Row("The signature of the certificate cannot be verified."),
    0x800B_0101: Row("A required certificate is not within its validity period"),
    0x800B_0102: Row("The validity periods of the certification chain do not nest correctly."),
    0x800B_0106: Row("A certificate being used for a purpose other than the ones specified by its CA."),
    0x800B_0109: Row(
      "A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider."),
    0x800B_010A: Row("A certificate chain could not be built to a trusted root authority."),
    0x800B_010C: Row("A certificate was explicitly revoked by its issuer."),
    0x800B_010E: Row("The revocation process could not continue - the certificate(s) could not be checked."),
    0x800B_010F: Row("The certificate's CN name does not match the passed value."),
    0x800B_0110: Row("The certificate is not valid for the requested usage."),
    0x800B_0111: Row("The certificate was explicitly marked as untrusted by the user."),
    0x800B_0112: Row(
      "A certification chain processed correctly, but one of the CA certificates is not trusted by the policy provider."
    ),
  ]
}
