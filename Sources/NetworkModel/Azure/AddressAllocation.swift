/// How a public address is assigned.
public enum AddressAllocation: String, CaseIterable, Sendable {
  /// It stays.
  case `static`
  /// It changes when the machine is deallocated.
  case dynamic
}
