public import IISConfiguration
internal import Text

/// Two sites with one name or one id: both are unique keys, so that IIS refuses the second.
public struct DuplicateSite: Sendable {
  /// The key that they share.
  public enum Key: Sendable {
    /// The name, whatever the case of its letters.
    case name
    /// The id, as a number.
    case id(UInt64)
  }

  /// The key that they share.
  public let key: Key
  /// The site that stands first.
  public let first: Site
  /// The other one.
  public let second: Site
  /// Where the second one's key stands.
  public let range: ByteRange
}

extension Configuration {
  /// The pairs of sites that share a key, in the file's order.
  public var duplicateSites: [DuplicateSite] {
    let names = sites.map { CaselessName($0.name.value).fingerprint }
    let ids = sites.compactMap { $0.number.map { UInt64(0).mixed(with: $0) } }
    guard mayRepeat(names) || mayRepeat(ids) else { return [] }
    var found: [DuplicateSite] = []
    var byName: [CaselessName: Site] = [:]
    var byID: [UInt64: Site] = [:]
    byName.reserveCapacity(sites.count)
    byID.reserveCapacity(sites.count)
    for site in sites {
      if !site.name.value.isEmpty {
        let name = CaselessName(site.name.value)
        if let first = byName[name] {
          found.append(DuplicateSite(key: .name, first: first, second: site, range: site.name.range))
        } else {
          byName[name] = site
        }
      }
      guard let id = site.id, let number = site.number else { continue }
      if let first = byID[number] {
        found.append(DuplicateSite(key: .id(number), first: first, second: site, range: id.range))
      } else {
        byID[number] = site
      }
    }
    return found
  }
}
