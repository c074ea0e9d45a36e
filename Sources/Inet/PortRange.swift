/// A TCP port, 0 to 65535.
public typealias Port = UInt16

/// A run of TCP ports, both ends included.
public struct PortRange: Hashable, Sendable {
  /// The first port.
  public let first: Port
  /// The last port, not below the first.
  public let last: Port

  /// The ports from `first` to `last`; nothing when they are the wrong way round.
  public init?(_ first: Port, _ last: Port) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  /// One port.
  public init(_ port: Port) {
    first = port
    last = port
  }

  /// How many ports there are, 1 to 65536.
  public var count: Int { Int(last) - Int(first) + 1 }

  /// Whether `port` lies inside.
  public func contains(_ port: Port) -> Bool {
    first <= port && port <= last
  }

  /// Whether any port is in both.
  public func overlaps(_ other: PortRange) -> Bool {
    first <= other.last && other.first <= last
  }

  /// The ports from which Windows serves outgoing connections by default, 49152–65535 (Microsoft KB 929851).
  ///
  /// `netsh int ipv4 set dynamicport` can move them.
  public static let windowsDynamic = PortRange(first: 49152, last: 65535)

  private init(first: Port, last: Port) {
    self.first = first
    self.last = last
  }
}

extension PortRange: CustomStringConvertible {
  /// `21`, or `50000-50100`.
  public var description: String {
    first == last ? "\(first)" : "\(first)-\(last)"
  }
}

extension PortRange: Comparable {
  /// By first port, then by last.
  public static func < (left: Self, right: Self) -> Bool {
    (left.first, left.last) < (right.first, right.last)
  }
}
