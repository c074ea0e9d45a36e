/// Any set of TCP ports, decided about as a whole and never port by port.
public struct PortSet: Hashable, Sendable {
  let ports: IntervalSet<Port>

  init(_ ports: IntervalSet<Port>) {
    self.ports = ports
  }

  /// No port.
  public init() {
    ports = IntervalSet()
  }

  /// One port.
  public init(_ port: Port) {
    ports = IntervalSet(port...port)
  }

  /// The ports of one range.
  public init(_ range: PortRange) {
    ports = IntervalSet(range.first...range.last)
  }

  /// The ports of some ranges, which may overlap and need no order.
  public init(_ ranges: some Sequence<PortRange>) {
    ports = IntervalSet(ranges.map { $0.first...$0.last })
  }

  /// The ports that are in any of some sets.
  public init(union sets: [PortSet]) {
    // Most rules of filters have one word for ports.
    ports = sets.count == 1 ? sets[0].ports : IntervalSet(union: sets.map(\.ports))
  }

  /// Every port, 0 to 65535.
  public static let any = Self(IntervalSet.all)

  /// The ports that clients connect from, 1024 to 65535.
  public static let client = Self(IntervalSet(1024...65535))

  /// The ranges in ascending order; none overlaps or touches the next.
  public var ranges: [PortRange] {
    ports.runs.compactMap { PortRange($0.lowerBound, $0.upperBound) }
  }

  /// Whether there is no port.
  public var isEmpty: Bool { ports.isEmpty }

  /// How many ports there are, 0 to 65536.
  public var count: Int {
    ports.runs.reduce(0) { $0 + Int($1.upperBound) - Int($1.lowerBound) + 1 }
  }

  /// Whether a port is in the set.
  public func contains(_ port: Port) -> Bool { ports.contains(port) }

  /// The ports that are in one set or the other.
  public func union(_ other: Self) -> Self { Self(ports.union(other.ports)) }

  /// The ports that are in both sets.
  public func intersection(_ other: Self) -> Self { Self(ports.intersection(other.ports)) }

  /// The ports that are not in the other set.
  public func subtracting(_ other: Self) -> Self { Self(ports.subtracting(other.ports)) }

  /// The ports that are not in this set.
  public var complement: Self { Self(ports.complement) }

  /// Whether every port is in the other set too.
  public func isSubset(of other: Self) -> Bool { ports.isSubset(of: other.ports) }

  /// Whether no port is in both sets.
  public func isDisjoint(with other: Self) -> Bool { ports.isDisjoint(with: other.ports) }
}

extension PortSet: CustomStringConvertible {
  /// `21, 990, 40000-40199`; `none` for no port.
  public var description: String {
    isEmpty ? "none" : ranges.map(\.description).joined(separator: ", ")
  }
}
