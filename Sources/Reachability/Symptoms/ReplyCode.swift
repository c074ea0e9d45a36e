/// The codes with which IIS refuses.
///
/// Source: Microsoft Learn, "FTP status codes in IIS 7.0 and later versions"; RFC 959, RFC 2228 and RFC 2428.
public enum ReplyCode {
  /// What a code from 400 on says, whatever its cause; nothing for one that IIS does not send.
  public static func meaning(of code: Int) -> String? { meanings[code] }

  // What replies of IIS say, none of it a gap of this program: 502 and 504 are codes of RFC 959 section 4.2.2.
  private static let meanings: [Int: String] = [
    421: "the service is not available, and closes the control connection", 425: "no data connection could be opened",
    426: "the data connection was closed, and the transfer aborted",
    431: "something that security needs is not available", 450: "the file is not available now",
    451: "a local error stopped the action", 452: "there is not enough room",
    500: "the command is not known or not allowed",
    501: "an argument of the command is wrong", 502: "the command is not implemented",
    503: "the command came in the wrong order", 504: "the command is not implemented for this argument",
    521: "no data connection can be opened with this PROT setting",
    522: "the network protocol is not supported", 530: "not logged on", 532: "storing files needs an account",
    533: "the command's protection is denied by policy", 534: "the request is denied by policy",
    535: "a security check failed", 536: "the PROT level is not supported by the mechanism",
    537: "the command's protection is not supported by the mechanism",
    550: "the file is not available, or access is denied",
    551: "the page type is unknown", 552: "the room that was granted is used up", 553: "the file name is not allowed",
  ]
}
