internal import Inet

/// Clients that a plan lets in, as the command line names them.
public enum AdmittedClients: Hashable, Sendable {
  /// Those on the Internet, in private networks, or in one network.
  case source(ClientSource)
  /// Those of a service tag of Azure, such as `AzureCloud.WestEurope`.
  case serviceTag(String)

  /// Reads `internet`, `private`, an address, a prefix, or `service-tag:NAME`.
  public init?(_ text: String) {
    let prefix = "service-tag:"
    guard text.lowercased().hasPrefix(prefix) else {
      guard let source = ClientSource(text) else { return nil }
      self = .source(source)
      return
    }
    let name = String(text.dropFirst(prefix.count))
    guard Self.isServiceTag(name) else { return nil }
    self = .serviceTag(name)
  }

  /// Whether a text can be the name of a service tag: letters, digits and dots, as in `Storage.WestEurope`.
  ///
  /// `Internet` and `VirtualNetwork` are no names of services, yet tags that rules take. Source: Azure documentation, "Virtual
  /// network service tags".
  private static func isServiceTag(_ name: String) -> Bool {
    1...80 ~= name.utf8.count && name.first?.isLetter == true
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}

extension AdmittedClients: CustomStringConvertible {
  /// The word on the command line: `internet`, `10.0.0.0/24`, `service-tag:AzureCloud`.
  public var description: String {
    switch self {
    case .source(let source): source.description
    case .serviceTag(let name): "service-tag:\(name)"
    }
  }
}

extension [AdmittedClients] {
  /// The names of service tags, in order, each once.
  var serviceTags: [String] { remoteSide.serviceTags }

  /// All of these together; everybody where nobody is named.
  var remoteSide: RemoteSide {
    guard !isEmpty else { return .anyone }
    return reduce(RemoteSide(IPAddressSet())) { side, clients in
      switch clients {
      case .source(let source): side.union(RemoteSide(source.addresses))
      case .serviceTag(let name): side.union(RemoteSide(IPAddressSet(), serviceTags: [name]))
      }
    }
  }
}
