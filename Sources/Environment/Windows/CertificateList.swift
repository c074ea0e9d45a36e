internal import IISConfiguration
internal import NetworkModel
internal import Text

/// Reads `certificates.json`, in which `Export-FtpsEnvironment.ps1` lists certificates of the local computer.
///
/// ```
/// {"ftpsgateCertificates": 1, "stores": ["MY"], "certificates": [{"store": "MY", "thumbprint": "…", "subject": "CN=…",
///   "issuer": "CN=…", "dnsNames": ["ftp.example.com"], "notBefore": "2026-01-01T00:00:00Z",
///   "notAfter": "2026-12-31T23:59:59Z", "hasPrivateKey": true, "enhancedKeyUsage": ["1.3.6.1.5.5.7.3.1"]}]}
/// ```
struct CertificateList {
  private(set) var inventory = CertificateInventory()

  /// The certificates in a JSON text.
  init(_ root: JSONValue, _ file: inout FileReading) {
    if let version = root["ftpsgateCertificates"], version.integer?.value != 1 {
      file.note("the version of this file is not 1: what newer versions add is not read", at: version.range)
    }
    for store in root["stores"]?.elements ?? [] {
      guard let name = store.string else {
        file.note("this is no name of a store", at: store.range)
        continue
      }
      inventory.stores.insert(name.value.lowercased())
    }
    for entry in root["certificates"]?.elements ?? [] { readCertificate(entry, &file) }
  }

  private mutating func readCertificate(_ entry: JSONValue, _ file: inout FileReading) {
    guard let store = entry["store"]?.string, let text = entry["thumbprint"]?.string,
      let thumbprint = Thumbprint(text.value)
    else {
      // Which one that is nobody knows: it may be any that is missed.
      file.note("this is no certificate with a store and a thumbprint of 40 digits", at: entry.range)
      inventory.stores = []
      return
    }
    var found = StoredCertificate(
      path: file.path, store: store.value, thumbprint: Located(thumbprint, at: text.range))
    found.subject = entry["subject"]?.string?.value
    found.issuer = entry["issuer"]?.string?.value
    found.names = Self.texts(entry["dnsNames"])
    found.notBefore = time(entry["notBefore"], &file)
    found.notAfter = time(entry["notAfter"], &file)
    if case .boolean(let flag)? = entry["hasPrivateKey"]?.content { found.hasPrivateKey = flag }
    found.usages = Self.texts(entry["enhancedKeyUsage"])
    inventory.certificates.append(found)
  }

  private func time(_ value: JSONValue?, _ file: inout FileReading) -> UTCTime? {
    guard let value else { return nil }
    guard let time = value.string.flatMap({ UTCTime($0.value) }) else {
      file.note("this is no time such as 2026-11-29T08:00:00Z", at: value.range)
      return nil
    }
    return time
  }

  /// The texts of a list; nothing where it is none, or holds anything else.
  private static func texts(_ value: JSONValue?) -> [String]? {
    guard let value, case .array(let elements) = value.content else { return nil }
    let texts = elements.compactMap { $0.string?.value }
    return texts.count == elements.count ? texts : nil
  }
}
