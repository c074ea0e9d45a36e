/// The errors of Windows that stand beside FTP replies in logs and in what clients say.
///
/// Sources: Microsoft Learn, "System Error Codes" and "Windows Sockets Error Codes".
public enum WindowsError {
  /// What an error means; nothing for one that is not listed here.
  public static func meaning(of error: Int) -> String? { meanings[error] }

  private static let meanings = [
    5: "Access is denied.", 64: "The specified network name is no longer available.",
    87: "The parameter is incorrect.", 121: "The semaphore timeout period has expired.",
    1236: "The network connection was aborted by the local system.", 1326: "The user name or password is incorrect.",
    10013: "Permission denied.", 10048: "Address already in use.", 10053: "Software caused connection abort.",
    10054: "Connection reset by peer.", 10060: "Connection timed out.", 10061: "Connection refused.",
  ]
}
