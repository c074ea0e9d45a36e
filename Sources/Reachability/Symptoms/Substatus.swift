/// What IIS's log says beside a reply's code, `sc-substatus`.
///
/// Source: Microsoft Learn, "FTP status codes in IIS 7.0 and later versions".
public enum Substatus {
  /// The meaning of a substatus, in Microsoft's words; nothing for one that is not listed.
  public static func meaning(of substatus: Int) -> String? {
    meanings.indices.contains(substatus) ? meanings[substatus] : nil
  }

  private static let meanings = [
    "Successful operation.",
    "Authorization rules denied the access.",
    "File system denied the access.",
    "File system returned an error.",
    "IP restriction rules denied the access.",
    "Write access for the root of the virtual directory is forbidden.",
    "Short file name check has failed.",
    "Short file names are forbidden.",
    "Hidden segment was detected in the path based on request filtering rules.",
    "Denied Url sequence detected in the path based on request filtering rules.",
    "High bit characters detected in the path based on request filtering rules.",
    "File extension was denied based on request filtering rules.",
    "Path is too long based on request filtering rules.",
    "Attempt was made to open object that is not a file or directory.",
    "Control channel timed out.",
    "Data channel timed out.",
    "Control channel timed out based on new connection timeout.",
    "Invalid site configuration.",
    "Invalid configuration.",
    "Maximum connection limit was reached.",
    "Data channel was closed by ABOR command from client.",
    "Site is being stopped.",
    "Data channel was aborted by server due to an error.",
    "Data channel was aborted by client.",
    "SSL policy requires SSL for data channel.",
    "SSL policy requires SSL for control channel.",
    "SSL policy requires SSL for credentials.",
    "SSL policy denies SSL for data channel.",
    "SSL policy denies SSL for data channel.",
    "SSL policy denies SSL for credentials.",
    "SSL policy denies SSL for commands.",
    "SSL certificate was not configured.",
    "SSL initialization failed.",
    "Home directory lookup failed.",
    "Custom authentication call failed.",
    "User failed to authenticate.",
    "All authentication methods are disabled.",
    "Hostname didn't match any configured ftp site.",
    "Client IP on the control channel didn't match the client IP on the data channel.",
    "Maximum file size was exceeded.",
    "ActiveDirectory Isolation must be combined with basic authentication.",
    "An error occurred during the authentication process.",
    "Anonymous authentication is not allowed.",
    "Protection negotiation failed. PROT command with recognized parameter must precede this "
      + "command.",
    "SSL certificate was not found.",
    "Private key was not found for the specified SSL certificate.",
    "SSL certificate hash has invalid length.",
    "SSL policy requires client certificate.",
    "User provided invalid client certificate.",
    "SSL policy requires matching client certificate for control and data channel.",
    "Data channel timed out due to not meeting the minimum bandwidth requirement.",
    "Command filtering rules denied the access.",
    "Session disconnected by administrator.",
    "Connection error.",
    "Session closed because of configuration change.",
    "128-bit encryption is required for SSL connections.",
  ]
}
