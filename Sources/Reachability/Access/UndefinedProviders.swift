public import IISConfiguration
package import Text

/// A custom provider that a site uses and the server does not define.
public struct UndefinedProvider: Sendable {
  /// What it is for.
  public enum Role: Sendable {
    /// Who logs on.
    case authentication
    /// Who may do what.
    case authorization
    /// Something else, such as home directories or logs.
    case feature
  }

  /// What it is for.
  public let role: Role
  /// The provider's name as the site writes it.
  public let name: Located<String>
}

extension FTPSite {
  /// Why it is not known where users land, as a sentence: their homes come from a provider, and none is enabled that could
  /// tell them.
  package var homeProviderDoubt: Message? {
    guard userIsolation.value == .custom, !isRedirected, !featureProviders.contains(where: \.isEnabled) else {
      return nil
    }
    return "isolation Custom takes users' homes from a provider, and what IIS does without one is not documented"
  }

  /// The enabled providers for which IIS has nothing to load; none where the definitions stand in another file.
  public var undefinedProviders: [UndefinedProvider] {
    var references: [(role: UndefinedProvider.Role, reference: ProviderReference)] = []
    for reference in customProviders { references.append((.authentication, reference)) }
    if let reference = customAuthorizationProvider { references.append((.authorization, reference)) }
    for reference in featureProviders { references.append((.feature, reference)) }
    guard references.contains(where: \.reference.isEnabled), !server.isRedirected else { return [] }
    let defined = server.definedProviders
    return references.compactMap { role, reference in
      let name = reference.name.value
      guard reference.isEnabled, !name.isEmpty, !defined.contains(name) else { return nil }
      let folded = name.lowercased()
      guard !defined.contains(where: { $0.lowercased() == folded }) else { return nil }
      return UndefinedProvider(role: role, name: reference.name)
    }
  }
}
