import TestSupport
import Testing
import Reachability

/// Which names say that something is for FTP.
@Suite(.timeLimited) struct FTPWordTests {
  @Test(arguments: [
    "FTP", "ftp-data", "FTPData", "AllowFTP", "allow_ftps_in", "FTPS", "FTPs", "FTPES 21", "ftpData", "FTPserver",
    "21FTP", "AllowsFTP", "FTPサーバー", "ftpsgate-in-tcp-21", "IIS-WebServerRole-FTP-Passive-In-TCP",
  ]) func isMeant(_ name: String) {
    #expect(name.namesFTP)
  }

  @Test(arguments: ["", "SFTP-Gateway", "sFTP", "TFTP", "vsftp", "sftp.ftpx", "HTTP", "ftpx", "SFTPServer", "In-sFTP"])
  func isSomethingElse(_ name: String) {
    #expect(!name.namesFTP)
  }
}
