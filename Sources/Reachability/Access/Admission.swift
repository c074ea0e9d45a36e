public import IISConfiguration
public import Inet

/// What a site's `ipSecurity` says of the addresses that clients have.
///
/// Which of several entries for one address wins is not documented, so that it is known only where all of them agree.
public enum Admission: Hashable, Sendable {
  /// It lets nobody in at all: unlisted clients are denied, and no entry allows; at the start tag of `ipSecurity`. Or what
  /// entries deny is every address that there is; at the first of these.
  case nobody(at: ByteRange?)
  /// It says nothing of them.
  case unrestricted
  /// An entry lets all of them in.
  case admitted(by: ByteRange)
  /// An entry lets some of them in, and the rest is denied as unlisted.
  case partlyAdmitted(by: ByteRange)
  /// An entry denies them, or some of them.
  case denied(by: ByteRange)
  /// No entry is about them, and unlisted addresses are denied; at the start tag of `ipSecurity`.
  case unlisted(at: ByteRange?)
  /// Entries contradict each other, or cannot be read.
  case unknown(at: ByteRange)
}

extension FTPSite {
  /// What `ipSecurity` says of clients at some addresses.
  public func admission(of clients: IPAddressSet) -> Admission {
    let unlisted = allowsUnlistedAddresses
    let entries = addressRestrictions
    if !unlisted.value, entries.allSatisfy({ $0.isReadable && !$0.isAllowed }) { return .nobody(at: ipSecurityRange) }
    let matching = entries.filter { entry in
      entry.addresses.map { !IPAddressSet($0).isDisjoint(with: clients) } ?? true
    }
    guard let first = matching.first else { return unlisted.value ? .unrestricted : .unlisted(at: ipSecurityRange) }
    guard matching.allSatisfy({ $0.isReadable && $0.addresses != nil }) else { return .unknown(at: first.range) }
    if let everywhere = entries.denyingEverybody { return .nobody(at: everywhere) }
    let listed = IPAddressSet(matching.filter(\.isAllowed).compactMap(\.addresses))
    let denying = matching.filter { !$0.isAllowed }
    let certain = denying.first { entry in
      entry.addresses.map { !IPAddressSet($0).intersection(clients).isSubset(of: listed) } ?? false
    }
    if let certain { return .denied(by: certain.range) }
    // All that is denied is allowed, too.
    guard denying.isEmpty else { return .unknown(at: first.range) }
    return unlisted.value || clients.isSubset(of: listed)
      ? .admitted(by: first.range) : .partlyAdmitted(by: first.range)
  }
}

extension [AddressRestriction] {
  /// The first entry, where all can be read, none allows, and together they deny every IPv4 address.
  fileprivate var denyingEverybody: ByteRange? {
    guard let first, allSatisfy({ $0.isReadable && !$0.isAllowed && $0.addresses != nil }) else { return nil }
    return IPAddressSet.anyV4.isSubset(of: IPAddressSet(compactMap(\.addresses))) ? first.range : nil
  }
}
