internal import Inet
public import Text

/// What is asked of a vendor's packet filter, in no vendor's words: the filter at one hop, or several of which one is the
/// server's.
///
/// A protocol, as vendors' files have nothing else in common: a new kind of filter is a folder with a type that
/// conforms, and a line in ``ServerEnvironment/filters``.
public protocol PacketFilterSource: Sendable {
  /// The filter as packets meet it.
  var hop: FilterHop { get }

  /// Whether it is imposed on the server's owner by whoever looks after many networks, and none of the owner's rules changes it.
  var isImposed: Bool { get }

  /// Whether it may read the replies of control connections in clear text, and open the ports that these name.
  var mayInspectFTP: Bool { get }

  /// The same without some rules of somebody's own.
  func without(_ rules: Set<RuleOrigin>) -> Self

  /// The rules of somebody's own that let connections of one direction through, whether packets reach them or not; none
  /// where it is not known which filter is the server's.
  func permitRules(_ direction: FlowDirection) -> [PermitRule]

  /// The rules of one direction that certainly decide on no packet.
  func idleRules(_ direction: FlowDirection) -> Set<RuleOrigin>

  /// What to do so that clients get through to the ports that a denial of this filter stops.
  ///
  /// - Parameters:
  ///   - denial: What stops which connections.
  ///   - opening: The connections as a sentence has them: `TCP 21 in from the Internet`.
  ///   - opens: Whether the filter, changed in some way, would let the connections through.
  /// - Returns: The end of a sentence that says what to do.
  func remedy(for denial: Denial, opening: Message, opens: (FilterHop) -> Bool) -> Message

  /// Rules that seem to open some of the ports that a default stops, and why they do not, as sentences.
  func almostMatchingRules(_ denial: Denial) -> [Message]
}

extension [PortTerm] {
  /// The ports of a rule that is about few, as far as they are among others; nothing if there are none.
  func named(among ports: PortSet) -> PortSet? {
    let own = PortSet(union: compactMap(\.ports))
    let shared = own.intersection(ports)
    return shared.isEmpty || own.count > 5000 ? nil : shared
  }
}
