/// How many clients may be connected to a site at once (`connections@maxConnections`).
public enum ConnectionLimit: Hashable, Sendable {
  /// As many as want to.
  case unlimited
  /// This many.
  case limit(Int64)
}

extension ConnectionLimit {
  /// What the schema's number comes to: its highest, the default, is no limit (IIS configuration reference).
  init(_ number: Int64) {
    self = number < Int64(UInt32.max) ? .limit(number) : .unlimited
  }
}
