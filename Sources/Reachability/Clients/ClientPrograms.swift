extension FTPClient {
  /// Programs that people start.
  static let programs: [FTPClient] = [
    FTPClient(
      "winscp", "WinSCP", short: "WinSCP", version: "6.6.3", dataMode: .passive, commands: [.pasv],
      policies: [.privateIfPeerPublic], private: PrivateAddresses([.privateUse, .loopback, .linkLocal, .thisNetwork]),
      settings:
        "Force IP address for passive mode connections: Auto (default), On (ignores the address), Off (uses it)",
      implicit: .yes(port: 990), explicit: .yes(), protection: .automatic, fallback: .refusedCommand,
      active: .whenAsked(changesToPassiveAfterRefusal: true),
      traits: ClientTraits(activePeer: .anyAddress, host: .onRequest, url: .implicit), evidence: .code,
      source: "WinSCP, source/filezilla/FtpControlSocket.cpp and source/core/SessionData.cpp"),
    FTPClient(
      "filezilla", "FileZilla Client", short: "FileZilla", version: "3.63.0", dataMode: .passive, commands: [.pasv],
      policies: [.privateIfPeerPublic], private: PrivateAddresses([.privateUse, .loopback, .linkLocal]),
      settings: "Pasv reply fallback mode: use the server's address (default), or fall back to active mode",
      implicit: .yes(port: 990), explicit: .yes(), protection: .automatic, fallback: .refusedCommand,
      active: .whenAsked(changesToPassiveAfterRefusal: true),
      traits: ClientTraits(activePeer: .anyAddress, url: .implicit), evidence: .code,
      source: "FileZilla 3.63.0, src/engine/ftp/rawtransfer.cpp; libfilezilla 0.41.0, lib/iputils.cpp"),
    FTPClient(
      "lftp", "lftp", short: "lftp", version: "4.9.2", dataMode: .passive, commands: [.pasv],
      policies: [.privacyMismatch],
      private: PrivateAddresses(
        [.privateUse, .linkLocal], comparedApart: .loopbackHost,
        alwaysReplaced: [.thisNetwork, .otherLoopback, .multicast, .reserved]),
      settings: "ftp:fix-pasv-address yes, ftp:ignore-pasv-address no, ftp:prefer-epsv no",
      implicit: .yes(port: 990), explicit: .yes(), protection: .automatic, fallback: [.refusedCommand, .failedRepair],
      traits: ClientTraits(activePeer: .anyAddress, host: .whenOffered, url: .implicit),
      evidence: .labAndCode, source: "lftp, src/ftpclass.cc, src/network.cc, src/resource.cc"),
    FTPClient(
      "curl", "curl / libcurl 7.74.0 and later", short: "curl", version: "7.88.1, 8.14.1", dataMode: .passive,
      commands: [.epsv, .pasv], policies: [.peerAlways],
      settings: "--ftp-skip-pasv-ip (default), --disable-epsv", implicit: .yes(port: 990), explicit: .yes(),
      protection: .automatic, fallback: [], active: .whenAsked(sendsBothCommands: true),
      traits: ClientTraits(activePeer: .anyAddress, host: .never, url: .implicit), evidence: .labAndCode,
      source: "curl, lib/ftp.c, lib/url.c, docs/cmdline-opts/ftp-skip-pasv-ip.md"),
    FTPClient(
      "curl-old", "curl / libcurl before 7.74.0", short: "curl before 7.74", version: "before 7.74.0",
      dataMode: .passive, commands: [.epsv, .pasv], policies: [.verbatim],
      settings: "--ftp-skip-pasv-ip (off by default), --disable-epsv", implicit: .yes(port: 990), explicit: .yes(),
      protection: .automatic, fallback: [], active: .whenAsked(sendsBothCommands: true),
      traits: ClientTraits(url: .implicit), evidence: .doc,
      source: "curl, docs/cmdline-opts/ftp-skip-pasv-ip.md"),
    FTPClient(
      "cyberduck", "Cyberduck and Mountain Duck", short: "Cyberduck", version: "2022", dataMode: .passive,
      commands: [.pasv], policies: commonsNetPolicies, private: commonsNetAddresses,
      settings: "ftp.datachannel.epsv false, ftp.connectmode.fallback false; else as the Apache Commons Net inside",
      implicit: .unknown, explicit: .yes(), protection: .automatic, fallback: [], active: .whenAsked(),
      traits: ClientTraits(activePeer: .anyAddress, url: .explicit), evidence: .code,
      source: "Cyberduck, DataConnectionActionExecutor.java and default.properties"),
    FTPClient(
      "rclone", "rclone ftp", short: "rclone", version: "1.60.1", dataMode: .passive, commands: [.epsv, .pasv],
      policies: [.privacyMismatch, .verbatim], private: jlaffayeAddresses,
      settings: "disable_epsv; else as the jlaffaye/ftp inside", implicit: .yes(), explicit: .yes(),
      protection: .automatic, fallback: [], active: .never,
      traits: ClientTraits(host: .never, url: .none), evidence: .code, source: "rclone, backend/ftp/ftp.go"),
    FTPClient(
      "ncftp", "NcFTP", short: "NcFTP", version: "3.2.6", dataMode: .passive, commands: [.pasv],
      policies: [.privateIfNotSameBlock], private: PrivateAddresses(.privateUse),
      settings: "set passive on|off|optional",
      implicit: .no, explicit: .no, protection: .none, fallback: [.refusedCommand, .failedConnection],
      traits: ClientTraits(activePeer: .sameAddressOnly, host: .never, url: .none),
      evidence: .labAndCode, source: "NcFTP, libncftp/ftp.c"),
    FTPClient(
      "tnftp", "tnftp (ftp of NetBSD, macOS, Debian, Kali)", short: "tnftp", version: "20210827", dataMode: .passive,
      commands: [.epsv, .pasv], policies: [.rejectMismatch], settings: "epsv4", implicit: .no, explicit: .no,
      protection: .none, fallback: [.refusedCommand, .failedConnection],
      traits: ClientTraits(activePeer: .anyAddress, host: .never, url: .none),
      evidence: .lab, source: "tnftp 20210827"),
    FTPClient(
      "inetutils-ftp", "GNU inetutils ftp", short: "GNU inetutils ftp", version: "2.4, 2.6", dataMode: .active,
      commands: [.pasv], policies: [.rejectMismatch], settings: "passive, epsv4", implicit: .no, explicit: .no,
      protection: .none, fallback: [],
      traits: ClientTraits(url: .none), evidence: .labAndCode, source: "GNU inetutils, ftp/ftp.c"),
    FTPClient(
      "wget", "GNU Wget 1.x", short: "GNU Wget", version: "1.21.3, 1.25.0", dataMode: .passive, commands: [.pasv],
      policies: [.verbatim], settings: "--no-passive-ftp; none for the address", implicit: .yes(), explicit: .yes(),
      protection: .automatic, fallback: [], active: .whenAsked(),
      traits: ClientTraits(host: .never, url: .explicit), evidence: .labAndCode,
      source: "GNU Wget, src/ftp.c, src/ftp-basic.c"),
    FTPClient(
      "aria2", "aria2", short: "aria2", version: "1.36.0", dataMode: .passive, commands: [.pasv],
      policies: [.peerAlways], settings: "--ftp-pasv", implicit: .no, explicit: .no, protection: .none, fallback: [],
      active: .whenAsked(),
      traits: ClientTraits(url: .none), evidence: .labAndCode, source: "aria2, src/FtpNegotiationCommand.cc"),
    FTPClient(
      "kio-ftp", "KDE KIO ftp", short: "KDE KIO", version: "5.103.0", dataMode: .passive, commands: [.pasv, .epsv],
      policies: [.peerAlways], settings: "DisablePassiveMode, DisableEPSV", implicit: .no, explicit: .no,
      protection: .none, fallback: [.refusedCommand, .failedConnection],
      traits: ClientTraits(url: .none), evidence: .code,
      source: "KIO, src/kioworkers/ftp/ftp.cpp"),
    FTPClient(
      "gvfs-ftp", "GNOME gvfs ftp", short: "GNOME gvfs", version: "1.50.3", dataMode: .passive,
      commands: [.pasv, .epsv], policies: [.verbatimThenPeer], settings: "none", implicit: .yes(), explicit: .yes(),
      protection: .automatic, fallback: [.refusedCommand, .failedConnection],
      active: .whenAsked(sendsBothCommands: true), traits: ClientTraits(url: .explicit), evidence: .code,
      source: "gvfs, daemon/gvfsftptask.c"),
    FTPClient(
      "ffftp", "FFFTP", short: "FFFTP", version: "5.8", dataMode: .passive, commands: [.pasv], policies: [.verbatim],
      settings: "Pasv (on by default); NoPasvAdrs ignores the address (off by default)", implicit: .yes(),
      explicit: .yes(), protection: .automatic, fallback: [], active: .whenAsked(), evidence: .code,
      source: "FFFTP 5.8, getput.cpp (TransferPassive, GetAdrsAndPort), connect.cpp and common.h"),
    FTPClient(
      "windows-ftp.exe", "Windows ftp.exe", short: "Windows ftp.exe", version: "Server 2022", dataMode: .activeOnly,
      commands: [], policies: [.neverPassive], settings: "none; literal PASV does not change the mode", implicit: .no,
      explicit: .no, protection: .none, fallback: [], traits: ClientTraits(url: .none), evidence: .doc,
      source: "jenkins96.github.io, IIS FTP guide"),
    FTPClient(
      "wininet", "Internet Explorer and Windows Explorer (WinINet)", short: "WinINet", version: "KB 323446",
      dataMode: .unknown, commands: [.pasv], policies: [.unknown],
      settings: "Internet Options, Advanced, Use Passive FTP", implicit: .unknown, explicit: .unknown,
      protection: .unknown, fallback: nil, active: .whenAsked(), evidence: .doc,
      source: "Microsoft KB 323446, KB 309816"),
    FTPClient(
      "total-commander", "Total Commander", short: "Total Commander", version: "none", dataMode: .unknown,
      commands: nil, policies: [.unknown], settings: "not documented", implicit: .unknown, explicit: .unknown,
      protection: .unknown, fallback: nil, evidence: .notFound, source: "no source found"),
  ]
}
