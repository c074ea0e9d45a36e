extension FTPClient {
  /// Libraries that programs and scripts use.
  static let libraries: [FTPClient] = [
    FTPClient(
      "python-ftplib", "Python ftplib (3.6.14, 3.9.3 and later)", short: "Python ftplib", version: "3.11.7",
      dataMode: .passive, commands: [.pasv], policies: [.peerAlways],
      settings: "FTP.trust_server_pasv_ipv4_address = False", implicit: .no, explicit: .yes(),
      protection: .onRequest("prot_p()"), fallback: [], active: .whenAsked(),
      traits: ClientTraits(activePeer: .anyAddress, host: .never, url: .none), evidence: .labAndCode,
      source: "Python 3.11.7, Lib/ftplib.py"),
    FTPClient(
      "dotnet-ftpwebrequest", ".NET FtpWebRequest, PowerShell included", short: ".NET FtpWebRequest",
      version: "dotnet/runtime 04da5a17", dataMode: .passive, commands: [.pasv], policies: [.peerAlways],
      settings: "UsePassive = true", implicit: .no, explicit: .yes(), protection: .automatic, fallback: [],
      active: .whenAsked(),
      traits: ClientTraits(activePeer: .sameAddressOnly),
      evidence: .code, source: ".NET, System.Net.Requests/src/System/Net/FtpControlStream.cs"),
    FTPClient(
      "fluentftp", "FluentFTP", short: "FluentFTP", version: "54.1.2", dataMode: .passive, commands: [.epsv, .pasv],
      policies: [.privateAlways], private: PrivateAddresses([.privateUse, .loopbackHost, .unspecified]),
      settings: "DataConnectionType: AutoPassive (default), PASVEX (ignores the address), PASVUSE (uses it)",
      implicit: .yes(port: 990), explicit: .yes(), protection: .automatic, fallback: [],
      active: .whenAsked(sendsBothCommands: true), traits: ClientTraits(host: .onRequest), evidence: .code,
      source: "FluentFTP 54.1.2, Client/Modules/PassivePortModule.cs"),
    FTPClient(
      "commons-net-3.9+", "Apache Commons Net 3.9.0 and later", short: "Apache Commons Net 3.9", version: "3.9.0",
      dataMode: .active, commands: [.pasv], policies: [.peerAlways],
      settings: "enterLocalPassiveMode(), setUseEPSVwithIPv4, ipAddressFromPasvResponse", implicit: .yes(port: 990),
      explicit: .yes(), protection: .onRequest("execPBSZ(0) and execPROT(\"P\")"), fallback: [],
      traits: ClientTraits(activePeer: .sameAddressOnly, host: .never, url: .none), evidence: .code,
      source: "Apache Commons Net 3.9.0, FTPClient.java, FTPSClient.java"),
    FTPClient(
      "commons-net-3.8", "Apache Commons Net up to 3.8", short: "Apache Commons Net 3.8", version: "up to 3.8",
      dataMode: .active, commands: [.pasv], policies: [.privateIfPeerPublic], private: commonsNetAddresses,
      settings: "enterLocalPassiveMode(), setPassiveNatWorkaround(true), setPassiveNatWorkaroundStrategy",
      implicit: .yes(port: 990), explicit: .yes(), protection: .onRequest("execPBSZ(0) and execPROT(\"P\")"),
      fallback: [],
      traits: ClientTraits(activePeer: .sameAddressOnly, url: .none),
      evidence: .code, source: "Apache Commons Net 3.9.0, FTPClient.java"),
    FTPClient(
      "camel-ftp", "Apache Camel ftp and ftps", short: "Apache Camel", version: "documentation", dataMode: .active,
      commands: [.pasv], policies: commonsNetPolicies, private: commonsNetAddresses,
      settings: "passiveMode=true, execProt; else as the Apache Commons Net inside", implicit: .yes(),
      explicit: .yes(), protection: .automatic, fallback: [], traits: ClientTraits(url: .explicit), evidence: .doc,
      source: "Apache Camel, FTP component"),
    FTPClient(
      "basic-ftp-6", "basic-ftp (Node.js) 6.0.0 and later", short: "basic-ftp 6", version: "6.0.1",
      dataMode: .passive, commands: [.epsv, .pasv], policies: [.rejectMismatch],
      settings: "allowSeparateTransferHost false", implicit: .yes(), explicit: .yes(), protection: .automatic,
      fallback: [], active: .never, traits: ClientTraits(url: .none), evidence: .code,
      source: "basic-ftp 6.0.1, src/transfer.ts, src/Client.ts, CHANGELOG.md"),
    FTPClient(
      "basic-ftp-5", "basic-ftp (Node.js) 2.10 to 5.x", short: "basic-ftp 5", version: "2.10 to 5.x",
      dataMode: .passive, commands: [.epsv, .pasv], policies: [.privateIfPeerPublic],
      private: PrivateAddresses([.privateUse, .loopbackHost]), settings: "allowSeparateTransferHost (5.1 and later)",
      implicit: .yes(), explicit: .yes(), protection: .automatic, fallback: [], active: .never,
      traits: ClientTraits(url: .none), evidence: .code,
      source: "basic-ftp, src/transfer.ts, src/netUtils.ts"),
    FTPClient(
      "go-jlaffaye-master", "Go jlaffaye/ftp, newest", short: "Go jlaffaye/ftp", version: "00c0bdd",
      dataMode: .passive, commands: [.epsv, .pasv], policies: [.privacyMismatch], private: jlaffayeAddresses,
      settings: "DialWithDisabledEPSV", implicit: .yes(), explicit: .yes(), protection: .automatic, fallback: [],
      active: .never,
      traits: ClientTraits(url: .none), evidence: .code, source: "jlaffaye/ftp, ftp.go"),
    FTPClient(
      "go-jlaffaye-0.2", "Go jlaffaye/ftp 0.2.0 and older", short: "Go jlaffaye/ftp 0.2", version: "0.2.0",
      dataMode: .passive, commands: [.epsv, .pasv], policies: [.verbatim], settings: "DialWithDisabledEPSV",
      implicit: .yes(), explicit: .yes(), protection: .automatic, fallback: [], active: .never,
      traits: ClientTraits(url: .none), evidence: .code,
      source: "jlaffaye/ftp 0.2.0, ftp.go"),
    FTPClient(
      "php-ftp", "PHP ftp_* functions", short: "PHP", version: "8.2.36", dataMode: .active, commands: [.pasv],
      policies: [.verbatim], settings: "ftp_pasv($c, true), ftp_set_option($c, FTP_USEPASVADDRESS, false)",
      implicit: .no, explicit: .yes(), protection: .automatic, fallback: .refusedCommand,
      traits: ClientTraits(activePeer: .anyAddress, host: .never, url: .none), evidence: .labAndCode,
      source: "PHP, ext/ftp/ftp.c, ext/ftp/php_ftp.h"),
    FTPClient(
      "ruby-net-ftp", "Ruby net-ftp 0.1.3 and later", short: "Ruby net-ftp", version: "0.1.4, 0.3.1",
      dataMode: .passive, commands: [.pasv], policies: [.peerAlways], settings: "use_pasv_ip = false",
      implicit: .newerVersions, explicit: .yes(), protection: .automatic, fallback: [], active: .whenAsked(),
      traits: ClientTraits(activePeer: .anyAddress, url: .none), evidence: .labAndCode,
      source: "Ruby net-ftp, lib/net/ftp.rb"),
    FTPClient(
      "perl-net-ftp", "Perl Net::FTP", short: "Perl Net::FTP", version: "3.14", dataMode: .passive, commands: [.pasv],
      policies: [.verbatim], settings: "Passive => 1; Debian's libnet.cfg makes it active; none for the address",
      implicit: .yes(port: 990), explicit: .yes(), protection: .automatic, fallback: [], active: .whenAsked(),
      traits: ClientTraits(activePeer: .anyAddress, host: .never, url: .none), evidence: .labAndCode,
      source: "Perl 5.36, Net/FTP.pm"),
    FTPClient(
      "devart-sbridge", "Devart SecureBridge TScFTPClient", short: "Devart SecureBridge", version: "documentation",
      dataMode: .active, commands: [.pasv], policies: [.verbatim],
      settings: "UsePassive = False, IsUsedExtendedDataAddress, IgnoreServerPassiveHost = False", implicit: .unknown,
      explicit: .yes(), protection: .unknown, fallback: nil, evidence: .doc,
      source: "docs.devart.com, TScFTPClientOptions.IgnoreServerPassiveHost"),
    FTPClient(
      "erlang-ftp", "Erlang/OTP ftp application", short: "Erlang ftp", version: "OTP 25 (ftp 1.1.3)",
      dataMode: .passive, commands: [.pasv], policies: [.verbatim],
      settings: "mode, ftp_extension (EPSV and EPRT), tls, tls_sec_method ftpes or ftps; none for the address",
      implicit: .yes(), explicit: .yes(), protection: .automatic, fallback: [], active: .whenAsked(),
      traits: ClientTraits(activePeer: .anyAddress, host: .never, url: .none), evidence: .labAndCode,
      source: "Erlang/OTP, lib/ftp/src/ftp_internal.erl"),
    FTPClient(
      "tcllib-ftp", "tcllib ftp", short: "tcllib ftp", version: "1.21 (ftp 2.4.13)", dataMode: .active,
      commands: [.pasv], policies: [.verbatim], settings: "-mode passive; none for the address", implicit: .no,
      explicit: .no, protection: .none, fallback: [],
      traits: ClientTraits(activePeer: .anyAddress, host: .never, url: .none), evidence: .labAndCode,
      source: "tcllib 1.21, modules/ftp/ftp.tcl"),
  ]

  /// What the versions of Apache Commons Net do, where it is not known which one is inside.
  static let commonsNetPolicies: [AddressPolicy] = [.peerAlways, .privateIfPeerPublic]

  /// `InetAddress.isSiteLocalAddress`.
  static let commonsNetAddresses = PrivateAddresses(.privateUse)

  /// `net.IP.IsPrivate` and what jlaffaye/ftp adds.
  static let jlaffayeAddresses = PrivateAddresses(.privateUse, comparedApart: .loopback, alwaysReplaced: .multicast)
}
