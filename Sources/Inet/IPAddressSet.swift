/// Any set of IPv4 and IPv6 addresses.
public struct IPAddressSet: Hashable, Sendable {
  let v4: IntervalSet<UInt32>
  let v6: IntervalSet<UInt128>

  init(v4: IntervalSet<UInt32>, v6: IntervalSet<UInt128>) {
    self.v4 = v4
    self.v6 = v6
  }

  /// No address.
  public init() {
    self.init(v4: IntervalSet(), v6: IntervalSet())
  }

  /// One address.
  public init(_ address: IPAddress) {
    self.init([(address, address)])
  }

  /// The addresses of one network.
  public init(_ prefix: IPPrefix) {
    self.init([(prefix.first, prefix.last)])
  }

  /// The addresses of some networks.
  public init(_ prefixes: some Sequence<IPPrefix>) {
    self.init(prefixes.map { ($0.first, $0.last) })
  }

  /// The addresses that are in any of some sets.
  public init(union sets: [IPAddressSet]) {
    self.init(v4: IntervalSet(union: sets.map(\.v4)), v6: IntervalSet(union: sets.map(\.v6)))
  }

  /// Some addresses.
  public init(_ addresses: some Sequence<IPAddress>) {
    self.init(addresses.map { ($0, $0) })
  }

  /// The addresses from one to another; nothing when they are the wrong way round or of two kinds.
  public init?(from first: IPAddress, through last: IPAddress) {
    switch (first, last) {
    case (.v4(let a), .v4(let b)) where a <= b: self.init([(first, last)])
    case (.v6(let a), .v6(let b)) where a <= b: self.init([(first, last)])
    default: return nil
    }
  }

  private init(_ spans: [(IPAddress, IPAddress)]) {
    var v4: [ClosedRange<UInt32>] = []
    var v6: [ClosedRange<UInt128>] = []
    for span in spans {
      switch span {
      case (.v4(let first), .v4(let last)): v4.append(first.rawValue...last.rawValue)
      case (.v6(let first), .v6(let last)): v6.append(first.number...last.number)
      default: continue
      }
    }
    self.init(v4: IntervalSet(v4), v6: IntervalSet(v6))
  }

  /// Every address of both kinds.
  public static let any = Self(v4: .all, v6: .all)

  /// Every IPv4 address.
  public static let anyV4 = Self(v4: .all, v6: IntervalSet())

  /// Every IPv6 address.
  public static let anyV6 = Self(v4: IntervalSet(), v6: .all)

  /// Whether there is no address.
  public var isEmpty: Bool { v4.isEmpty && v6.isEmpty }

  /// Whether an address is in the set.
  public func contains(_ address: IPAddress) -> Bool {
    switch address {
    case .v4(let address): v4.contains(address.rawValue)
    case .v6(let address): v6.contains(address.number)
    }
  }

  /// The addresses that are in one set or the other.
  public func union(_ other: Self) -> Self {
    Self(v4: v4.union(other.v4), v6: v6.union(other.v6))
  }

  /// The addresses that are in both sets.
  public func intersection(_ other: Self) -> Self {
    Self(v4: v4.intersection(other.v4), v6: v6.intersection(other.v6))
  }

  /// The addresses that are not in the other set.
  public func subtracting(_ other: Self) -> Self {
    Self(v4: v4.subtracting(other.v4), v6: v6.subtracting(other.v6))
  }

  /// The addresses that are not in this set.
  public var complement: Self { Self(v4: v4.complement, v6: v6.complement) }

  /// Whether every address is in the other set too.
  public func isSubset(of other: Self) -> Bool {
    v4.isSubset(of: other.v4) && v6.isSubset(of: other.v6)
  }

  /// Whether no address is in both sets.
  public func isDisjoint(with other: Self) -> Bool {
    v4.isDisjoint(with: other.v4) && v6.isDisjoint(with: other.v6)
  }

  /// The runs of addresses, IPv4 first, each with its first and its last address.
  public var spans: [(first: IPAddress, last: IPAddress)] {
    v4.runs.map { (.v4(IPv4Address(rawValue: $0.lowerBound)), .v4(IPv4Address(rawValue: $0.upperBound))) }
      + v6.runs.map { (.v6(IPv6Address(number: $0.lowerBound)), .v6(IPv6Address(number: $0.upperBound))) }
  }

  /// One address of the set, the lowest; a message names it where a set would be too long.
  public var firstAddress: IPAddress? { spans.first?.first }
}

extension IPAddressSet: CustomStringConvertible {
  /// `any`, `none`, `the Internet`, or runs such as `10.0.0.0/8, 192.0.2.1-192.0.2.9`.
  public var description: String {
    if self == .any { return "any" }
    if isEmpty { return "none" }
    if self == .internet { return "the Internet" }
    return spans.map(Self.text).joined(separator: ", ")
  }

  private static func text(_ span: (first: IPAddress, last: IPAddress)) -> String {
    for length in 0...128 {
      guard let prefix = IPPrefix(span.first, length: length) else { break }
      if prefix.first == span.first, prefix.last == span.last { return prefix.description }
    }
    return "\(span.first)-\(span.last)"
  }
}
