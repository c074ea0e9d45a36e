public import IISConfiguration
internal import Text

/// A virtual directory that users do not reach, because of where isolation lets their sessions begin.
public struct UnreachableVirtualDirectory: Sendable {
  /// Why they do not.
  public enum Reason: Hashable, Sendable {
    /// It is below no user's home, and isolation hides all that is not (`IsolateAllDirectories`).
    case outsideHomes
    /// It is a user's home, which must be a folder (`IsolateRootDirectoryOnly`).
    case isHome
  }

  /// Its path and where that stands.
  public let path: Located<String>
  /// Why users do not reach it.
  public let reason: Reason
  /// Whether a `<location>` sets something for FTP users there, who are then certainly meant.
  public let isMeantForFTP: Bool
}

extension FTPSite {
  /// The virtual directories that users do not reach.
  ///
  /// With `IsolateAllDirectories` global ones are ignored, and each must stand below the home of a user,
  /// `/LocalUser/USER` or `/DOMAIN/USER`; with `IsolateRootDirectoryOnly` global ones can be used, and homes must be
  /// folders (IIS configuration reference, `userIsolation`). With `None` and `StartInUsersDirectory` all are reached. Of
  /// `ActiveDirectory` and `Custom` nothing is documented, nor of what stands below a home that must be a folder.
  public var unreachableVirtualDirectories: [UnreachableVirtualDirectory] {
    let isolation = userIsolation
    guard isolation.isReadable else { return [] }
    switch isolation.value {
    case .isolateAllDirectories:
      return unreachable(.outsideHomes, depth: 1) { !$0.contains($1) }
    case .isolateRootDirectoryOnly:
      return unreachable(.isHome, depth: 2) { $0.contains($1) }
    case .startInUsersDirectory, .activeDirectory, .none, .custom: return []
    }
  }

  /// The virtual directories of a depth, of which it hangs on the folders in which homes are.
  private func unreachable(
    _ reason: UnreachableVirtualDirectory.Reason, depth: Int,
    where isUnreachable: (Set<CaselessName>, CaselessName) -> Bool
  ) -> [UnreachableVirtualDirectory] {
    let candidates = site.virtualDirectories.filter { segments(of: $0.value).count == depth }
    // Most sites have none, and there may be tens of thousands of them.
    guard !candidates.isEmpty else { return [] }
    let parents = parentsOfHomes
    return candidates.filter { isUnreachable(parents, CaselessName(segments(of: $0.value)[0])) }.map { path in
      UnreachableVirtualDirectory(
        path: path, reason: reason, isMeantForFTP: locations.contains { $0.isWithin(path.value) })
    }
  }

  /// The folders in which homes are, as far as the file tells: `LocalUser`, and the domains that it names.
  private var parentsOfHomes: Set<CaselessName> {
    let named = authorization.flatMap { $0.users + $0.roles }.compactMap { name in
      let parts = name.split(separator: "\\")
      return parts.count == 2 ? String(parts[0]) : nil
    }
    // A folder that has something below it may be that of a domain, which no file need name.
    let paths =
      site.virtualDirectories.map { segments(of: $0.value) }
      + locations.map { Array(segments(of: $0.path.value).dropFirst()) }
    let nested = userIsolation.value == .isolateAllDirectories ? paths.filter { $0.count > 1 }.map { $0[0] } : []
    return Set((["LocalUser", defaultLogonDomain.value] + named + nested).map(CaselessName.init))
  }

  private func segments(of path: String) -> [String] { path.split(separator: "/").map(String.init) }
}

extension FTPSite {
  /// The virtual directory that is a user's home, where it must be a folder.
  func virtualHome(of identity: UserIdentity) -> UnreachableVirtualDirectory? {
    guard userIsolation.value == .isolateRootDirectoryOnly else { return nil }
    let account = identity.isAnonymous ? "Public" : identity.name.split(separator: "\\").last.map(String.init) ?? ""
    return unreachableVirtualDirectories.first { directory in
      segments(of: directory.path.value).last.map(CaselessName.init) == CaselessName(account)
    }
  }
}
