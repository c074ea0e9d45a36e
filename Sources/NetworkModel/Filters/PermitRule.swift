public import IISConfiguration
public import Inet
public import Text

/// A rule of a filter that lets connections through, as its file has it.
public struct PermitRule: Hashable, Sendable {
  /// What a message calls the filter.
  public let filter: Message
  /// Which rule it is.
  public let origin: RuleOrigin
  /// Where the rule as a whole is pointed to.
  public let place: Location
  /// The rule's own name.
  public let name: String
  /// A second name, for people.
  public var displayName: String?
  /// Whether the vendor brings the rule along with the FTP service.
  public var isShipped = false
  /// Whether the rule is for the FTP service alone.
  public var isScoped = false
  /// Whether it is also about programs that are clients elsewhere: the filter is the machine's own.
  public var isOfMachine = false
  /// Whether it lets all that it names through, without a condition that no file tells.
  public let isCertain: Bool
  /// The words for the server's ports; none for every port.
  public let terms: [PortTerm]
  /// The words for the other side's ports; none for every port.
  public let remoteTerms: [PortTerm]
  /// The addresses on the other side, as far as they are known for certain.
  public let remoteAddresses: IPAddressSet
  /// The server's addresses, as far as they are known for certain.
  public let localAddresses: IPAddressSet

  /// A rule.
  init(
    filter: Message, origin: RuleOrigin, place: Location, name: String, isCertain: Bool, terms: [PortTerm],
    remoteTerms: [PortTerm], remoteAddresses: IPAddressSet, localAddresses: IPAddressSet
  ) {
    self.filter = filter
    self.origin = origin
    self.place = place
    self.name = name
    self.isCertain = isCertain
    self.terms = terms
    self.remoteTerms = remoteTerms
    self.remoteAddresses = remoteAddresses
    self.localAddresses = localAddresses
  }

  /// What a message calls the rule.
  public var title: Message { origin.name.quoted }

  /// The server's ports.
  public var ports: PortSet { terms.isEmpty ? .any : PortSet(union: terms.compactMap(\.ports)) }

  /// The first word for ports, else the rule.
  public var portsPlace: Location { terms.first.map(place) ?? place }

  /// A word for ports.
  public func place(_ term: PortTerm) -> Location { Location(place.path, term.text.range) }
}

extension [PortTerm] {
  /// Whether the words stand for every port that clients connect from.
  public var isAnyPort: Bool {
    isEmpty || PortSet.client.isSubset(of: PortSet(union: compactMap(\.ports)))
  }
}
