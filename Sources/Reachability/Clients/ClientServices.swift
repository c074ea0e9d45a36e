extension FTPClient {
  /// Services and servers that exchange files by themselves.
  static let services: [FTPClient] = [
    FTPClient(
      "adf-ftp", "Azure Data Factory and Synapse, FTP linked service", short: "Azure Data Factory",
      version: "documentation", dataMode: .passive, commands: nil, policies: [.unknown],
      settings: "port 21, enableSsl true", implicit: .no, explicit: .yes(), protection: .unknown, fallback: nil,
      active: .never,
      evidence: .doc,
      source: "Microsoft Learn, Copy data from FTP server (Azure Data Factory): passive mode only, explicit TLS only"),
    FTPClient(
      "logicapps-ftp", "Azure Logic Apps and Power Automate, FTP connector", short: "Azure Logic Apps",
      version: "documentation of 2024", dataMode: .unknown, commands: nil, policies: [.unknown], settings: "isSSL",
      implicit: .no, explicit: .yes(), protection: .unknown, fallback: nil, evidence: .doc,
      source: "Microsoft Learn, Connect to an FTP server from workflows in Azure Logic Apps"),
    FTPClient(
      "ssis-ftp", "SSIS FTP connection manager", short: "SSIS", version: "documentation", dataMode: .active,
      commands: [.pasv], policies: [.unknown], settings: "UsePassiveMode = False", implicit: .unknown,
      explicit: .unknown, protection: .unknown, fallback: nil, evidence: .doc,
      source: "Microsoft Learn, FtpClientConnection.UsePassiveMode"),
    FTPClient(
      "biztalk-ftp", "BizTalk Server FTP adapter", short: "BizTalk", version: "documentation", dataMode: .active,
      commands: nil, policies: [.unknown], settings: "Mode: Active; Use SSL; FTPS Connection Mode",
      implicit: .newerVersions, explicit: .newerVersions, protection: .onRequest("Enable Data Protection"),
      fallback: nil, evidence: .doc,
      source: "Microsoft Learn, FTP Transport Properties dialog box, Send; MSDN ff629768, Enhancements to the FTP "
        + "Adapter (TLS from BizTalk Server 2013 R2 on)"),
    FTPClient(
      "zos-ftp", "IBM z/OS FTP client", short: "z/OS", version: "documentation of 2.3", dataMode: .unknown,
      commands: [.pasv], policies: [.verbatim],
      settings: "EPSV4 and FWFRIENDLY choose the command; PASSIVEIGNOREADDR FALSE", implicit: .unknown,
      explicit: .yes(), protection: .unknown, fallback: nil, active: .whenAsked(), evidence: .doc,
      source: "IBM, z/OS Communications Server, PASSIVEIGNOREADDR (FTP client)"),
    FTPClient(
      "webmethods-mft", "webMethods ActiveTransfer", short: "webMethods", version: "10.15", dataMode: .passive,
      commands: nil, policies: [.peerAlways], settings: "mft.client.ftp.pasv.ip.auto.skip=true", implicit: .unknown,
      explicit: .yes(), protection: .unknown, fallback: nil, evidence: .doc,
      source: "Software AG, webMethods ActiveTransfer 10.15"),
  ]
}
