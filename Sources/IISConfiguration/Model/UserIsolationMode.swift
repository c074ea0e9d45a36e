/// Where users land, and whether they can leave it (`userIsolation@mode`).
public enum UserIsolationMode: Int64, CaseIterable, Sendable {
  /// In a folder of their name, which they can leave.
  case startInUsersDirectory = 0
  /// In a folder of their name, which they cannot leave.
  case isolateRootDirectoryOnly = 1
  /// In the folder that Active Directory names.
  case activeDirectory = 2
  /// In a folder of their name, which hides all others.
  case isolateAllDirectories = 3
  /// In the site's root, all together.
  case none = 4
  /// Where a custom provider says.
  case custom = 5
}
