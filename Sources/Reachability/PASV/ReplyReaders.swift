/// Who reads replies to PASV and EPSV of unusual shape.
///
/// RFC 959 and RFC 2428 leave the words free, and clients look for the numbers in ways of their own.
public struct ReplyReaders: Hashable, Sendable {
  /// Programs that read it.
  public let readers: [String]
  /// Programs that do not, and what they do then.
  public let failing: [String]
  /// Where that was seen.
  public let source: String
}

extension PassiveReply.Shape {
  /// Who reads a reply of this shape; nothing for the usual one.
  public var readers: ReplyReaders? {
    switch self {
    case .usual: nil
    case .digitsBefore:
      ReplyReaders(
        readers: [
          "curl 7.88.1", "lftp 4.9.2", "Perl's Net::FTP 3.14", "Python's ftplib 3.11", "FFFTP",
        ],
        failing: [
          "GNU Wget 1.21.3 and tnftp 20210827 (give up)", "PHP 8.2 (goes on in active mode)",
          "Twisted 26.10 and with it Scrapy (ValueError)", "the FTP helper of Linux 6.18 (opens no port)",
        ], source: "measured; FFFTP by its source, getput.cpp")
    case .parenthesisBefore:
      ReplyReaders(
        readers: ["FFFTP, on IPv6"],
        failing: [
          "libcurl 7.88.1 and 8.23.0 (error 13, without PASV)", "lftp 4.9.2", "Python's ftplib 3.11 (error_proto)",
          "tnftp 20210827 (gives up, without PASV)", "the FTP helper of Linux 6.18 (opens no port)",
        ], source: "measured; FFFTP by its source, getput.cpp")
    }
  }
}
