internal import NetworkModel
internal import Text

/// The certificates of the local computer, as `Export-FtpsEnvironment.ps1` lists them.
struct CertificatesFormat: EnvironmentFormat {
  let description = FormatDescription(
    id: "certificates", title: "certificates of the server",
    origins: [
      FileOrigin(
        .server, "certificates in the stores that FTP sites name (among all of the above)",
        #"powershell -ExecutionPolicy Bypass -File Export-FtpsEnvironment.ps1 -Folder C:\ftps-environment"#)
    ],
    shownMembers:
      "stores certificates store thumbprint subject issuer dnsNames notBefore notAfter enhancedKeyUsage")

  func recognises(_ content: FileContent) -> Bool {
    if case .json(let root) = content { root["ftpsgateCertificates"] != nil } else { false }
  }

  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome {
    guard case .json(let root) = content else { return .read }
    let found = CertificateList(root, &file).inventory
    var all = environment.known.certificates ?? CertificateInventory()
    all.stores.formUnion(found.stores)
    all.certificates += found.certificates
    environment.known.certificates = all
    return .read
  }
}
