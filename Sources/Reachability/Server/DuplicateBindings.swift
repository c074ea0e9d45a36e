public import IISConfiguration
internal import Inet
internal import Text

/// A binding that IIS cannot have beside another one.
public struct DuplicateBinding: Sendable {
  /// What it repeats.
  public enum Kind: Sendable {
    /// An entry of the same site, to the letter: IIS refuses the second as a duplicate.
    case sameEntry
    /// An entry of the same site that means the same; what IIS does with the second is not documented.
    case sameMeaning
    /// A binding of another site that starts: one of the two sites does not start, and which is not documented.
    case ofAnotherSite
  }

  /// What it repeats.
  public let kind: Kind
  /// The site whose binding stands first.
  public let firstSite: FTPSite
  /// The binding that stands first.
  public let first: Binding
  /// The site whose binding repeats it.
  public let site: FTPSite
  /// The binding that repeats it.
  public let binding: Binding
}

extension Configuration {
  /// The bindings that repeat others, in the file's order.
  ///
  /// Sites that are off are in nobody's way but their own.
  public var duplicateBindings: [DuplicateBinding] {
    guard mayRepeat(endpointFingerprints) else { return [] }
    var found: [DuplicateBinding] = []
    var owners: [BoundPlace: (site: FTPSite, binding: Binding)] = [:]
    for site in ftpSites {
      var own: [BoundPlace: Binding] = [:]
      var texts: Set<CaselessName> = []
      for binding in site.bindings {
        guard let endpoint = binding.endpoint else { continue }
        let place = BoundPlace(endpoint)
        let isSameEntry = !texts.insert(CaselessName(binding.information.value)).inserted
        if let first = own[place] {
          found.append(
            DuplicateBinding(
              kind: isSameEntry ? .sameEntry : .sameMeaning, firstSite: site, first: first, site: site,
              binding: binding))
          continue
        }
        own[place] = binding
        guard site.startsAutomatically.value else { continue }
        if let owner = owners[place] {
          found.append(
            DuplicateBinding(
              kind: .ofAnotherSite, firstSite: owner.site, first: owner.binding, site: site, binding: binding))
        } else {
          owners[place] = (site, binding)
        }
      }
    }
    return found
  }
}

extension Configuration {
  private var endpointFingerprints: [UInt64] {
    var fingerprints: [UInt64] = []
    fingerprints.reserveCapacity(2 * ftpSites.count)
    for site in ftpSites {
      // By number: a copy of a binding would count references.
      for index in site.bindings.indices {
        if let fingerprint = site.bindings[index].endpoint?.fingerprint { fingerprints.append(fingerprint) }
      }
    }
    return fingerprints
  }
}

/// Where a binding listens; the same for two that IIS cannot have both.
private struct BoundPlace: Hashable {
  let address: LocalAddress
  let port: Port
  let host: CaselessName

  init(_ endpoint: BindingEndpoint) {
    address = endpoint.address
    port = endpoint.port
    host = CaselessName(endpoint.host)
  }
}
