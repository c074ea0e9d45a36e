extension FTPClient {
  /// Libraries for Python beside its own; fsspec, smart_open and PyFilesystem have that one inside, and what it does with
  /// addresses.
  static let pythonLibraries: [FTPClient] = [
    // Its EPSV gives way to PASV only where the server answers 500 to 509: after 425 or 522 it gives up.
    FTPClient(
      "aioftp", "aioftp", short: "aioftp", version: "0.28.3", dataMode: .passive, commands: [.epsv, .pasv],
      policies: [.peerAlways], settings: "passive_commands, trust_server_pasv_ipv4_address = False",
      implicit: .yes(), explicit: .yes(), protection: .automatic, fallback: [], active: .never,
      traits: ClientTraits(host: .never, url: .none, dataHandshake: .beforeCommand), evidence: .labAndCode,
      source: "aioftp 0.28.3, aioftp/client.py"),
    FTPClient(
      "fsspec-ftp", "fsspec FTPFileSystem", short: "fsspec", version: "2026.9.0", dataMode: .passive,
      commands: [.pasv], policies: [.peerAlways],
      settings: "tls=True (explicit), tls=\"tls\" (implicit, without PROT); ftp.set_pasv(False)", implicit: .yes(),
      explicit: .yes(), protection: .onlyAfterAUTH, fallback: [], active: .whenAsked(),
      traits: ClientTraits(activePeer: .anyAddress, host: .never, url: .none), evidence: .labAndCode,
      source: "fsspec 2026.9.0, fsspec/implementations/ftp.py"),
    FTPClient(
      "smart-open-ftp", "smart_open", short: "smart_open", version: "9.0.2", dataMode: .passive, commands: [.pasv],
      policies: [.peerAlways], settings: "ftps:// (explicit, port 21 unless the URL has another)", implicit: .no,
      explicit: .yes(), protection: .automatic, fallback: [], active: .never,
      traits: ClientTraits(host: .never, url: .explicit), evidence: .labAndCode,
      source: "smart_open 9.0.2, smart_open/ftp.py"),
    FTPClient(
      "pyfilesystem-ftp", "PyFilesystem (fs) FTPFS", short: "PyFilesystem", version: "2.4.16", dataMode: .passive,
      commands: [.pasv], policies: [.peerAlways], settings: "ftps:// or tls=True (explicit)", implicit: .no,
      explicit: .yes(), protection: .automatic, fallback: [], active: .never,
      traits: ClientTraits(host: .never, url: .explicit), evidence: .labAndCode,
      source: "PyFilesystem 2.4.16, fs/ftpfs.py, fs/opener/ftpfs.py"),
    FTPClient(
      "twisted-ftp-26.10", "Twisted FTPClient 26.10 and later, Scrapy included", short: "Twisted 26.10",
      version: "26.10.0", dataMode: .passive, commands: [.pasv], policies: [.peerAlways],
      settings: "passive=1, trustPasvAddr=False; Scrapy: FTP_PASSIVE_MODE = True", implicit: .no, explicit: .no,
      protection: .none, fallback: [], active: .whenAsked(), traits: twistedTraits, evidence: .labAndCode,
      source: "Twisted 26.10.0, twisted/protocols/ftp.py"),
    FTPClient(
      "twisted-ftp-26.4", "Twisted FTPClient up to 26.4, Scrapy included", short: "Twisted 26.4",
      version: "24.11.0, 26.4.0", dataMode: .passive, commands: [.pasv], policies: [.verbatim],
      settings: "passive=1; none for the address; Scrapy: FTP_PASSIVE_MODE = True", implicit: .no, explicit: .no,
      protection: .none, fallback: [], active: .whenAsked(), traits: twistedTraits, evidence: .code,
      source: "Twisted 24.11.0 and 26.4.0, twisted/protocols/ftp.py"),
  ]

  private static let twistedTraits = ClientTraits(activePeer: .anyAddress, host: .never, url: .none)
}
