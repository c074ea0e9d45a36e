public import IISConfiguration

/// A certificate in one of the stores of the local computer.
public struct StoredCertificate: Hashable, Sendable {
  /// The file that tells of it.
  public let path: String
  /// The store: `MY`, `WebHosting`.
  public let store: String
  /// The thumbprint.
  public let thumbprint: Located<Thumbprint>
  /// Whom it is for, as a distinguished name.
  public var subject: String?
  /// Who made it, as a distinguished name.
  public var issuer: String?
  /// The DNS names that it is for; nothing where they are not told.
  public var names: [String]?
  /// When it begins to hold.
  public var notBefore: UTCTime?
  /// When it ceases to hold.
  public var notAfter: UTCTime?
  /// Whether the store has its private key.
  public var hasPrivateKey: Bool?
  /// The uses that it is restricted to, as object identifiers; nothing where it is not restricted, or that is not told.
  public var usages: [String]?

  /// A certificate of which nothing is known but its thumbprint and its store.
  public init(path: String, store: String, thumbprint: Located<Thumbprint>) {
    self.path = path
    self.store = store
    self.thumbprint = thumbprint
  }

  /// Where it stands in its file.
  public var place: Location { Location(path, thumbprint.range) }
}

extension StoredCertificate {
  /// Whether it may be a server's; nothing restricts it, or it names server authentication or any use (RFC 5280, 4.2.1.12).
  public var isForServers: Bool {
    usages.map { $0.contains("1.3.6.1.5.5.7.3.1") || $0.contains("2.5.29.37.0") } ?? true
  }

  /// Whether nobody but itself vouches for it.
  public var isSelfSigned: Bool { subject != nil && subject == issuer }

  /// Whether it is for a name; nothing where its names are not told.
  ///
  /// A star stands for one label (RFC 9525).
  public func covers(_ name: String) -> Bool? {
    names.map { known in
      let labels = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
      return known.contains { pattern in
        let parts = pattern.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.first == "*", labels.count == parts.count, labels.count > 2 else { return parts == labels }
        return parts.dropFirst() == labels.dropFirst()
      }
    }
  }
}

/// The certificates of some stores of the local computer.
public struct CertificateInventory: Sendable {
  /// The stores that were listed, in lower case.
  public var stores: Set<String> = []
  /// The certificates in them.
  public var certificates: [StoredCertificate] = []

  /// One of which nothing was listed.
  public init() {}

  /// Whether a store was listed.
  public func lists(_ store: String) -> Bool { stores.contains(store.lowercased()) }

  /// The certificates with a thumbprint, in whichever store.
  public func certificates(_ thumbprint: Thumbprint) -> [StoredCertificate] {
    certificates.filter { $0.thumbprint.value == thumbprint }
  }
}
