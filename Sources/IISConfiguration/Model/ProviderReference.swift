/// A custom provider that a site names.
public struct ProviderReference: Sendable {
  /// The provider's name.
  public let name: Located<String>
  /// Whether the site uses it.
  public let isEnabled: Bool

  init?(_ entry: Element) {
    guard let name = entry.attribute(.name) else { return nil }
    self.name = Located(name.value, at: name.place)
    isEnabled = entry.flag(.enabled) ?? true
  }
}
