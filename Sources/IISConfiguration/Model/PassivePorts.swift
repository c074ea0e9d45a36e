public import Inet

/// What the passive port settings come to.
public enum PassivePorts: Hashable, Sendable {
  /// Nothing is set, or 0–0: Windows picks from its dynamic ports.
  case unset
  /// A range.
  case range(PortRange)
  /// No range, and why.
  case invalid(Fault)

  /// Why two ports are no passive range.
  public enum Fault: Hashable, Sendable {
    /// A value is no port at all.
    case unreadable
    /// One is set and the other is 0.
    case oneIsZero
    /// The first is above the last.
    case reversed
    /// Below 1024; the configuration reference allows 1025–65535, the walkthrough 1024–65535.
    case tooLow
  }
}

extension FTPServer {
  /// What the passive port settings come to.
  public var passivePorts: PassivePorts {
    let low = lowDataChannelPort
    let high = highDataChannelPort
    guard low.isReadable, high.isReadable, let first = Port(exactly: low.value),
      let last = Port(exactly: high.value)
    else { return .invalid(.unreadable) }
    switch (first, last) {
    case (0, 0): return .unset
    case (0, _), (_, 0): return .invalid(.oneIsZero)
    case (let first, let last) where first > last: return .invalid(.reversed)
    case (..<1024, _): return .invalid(.tooLow)
    default: return PortRange(first, last).map(PassivePorts.range) ?? .invalid(.reversed)
    }
  }
}
