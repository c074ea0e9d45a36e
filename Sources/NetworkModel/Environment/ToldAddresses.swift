extension ServerEnvironment {
  /// Whether there is a public address that no file tells: not yet assigned, or an expression of a template; one that nothing
  /// holds is nobody's.
  public var hasUntoldPublicAddress: Bool {
    publicIPAddresses.contains { $0.address == nil && ($0.holder != nil || $0.isPlanned) }
  }
}
