/// What an authorization rule lets users do (`permissions`).
public struct FTPPermissions: OptionSet, Hashable, Sendable {
  /// The schema's bits.
  public let rawValue: Int64

  /// The permissions with these bits.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// Listing and downloading.
  public static let read = Self(rawValue: 1)
  /// Uploading, renaming and deleting.
  public static let write = Self(rawValue: 2)
}

/// An entry of `system.ftpServer/security/authorization`.
public struct AuthorizationRule: Sendable {
  /// What makes two rules the same entry to IIS: their access type does not count.
  public struct Key: Hashable, Sendable {
    let users: String
    let roles: String
    let permissions: FTPPermissions
  }

  /// Whether the rule allows; nothing if `accessType` is missing or no access type.
  public let isAllow: Bool?
  /// The users it names; `*` is everyone, `?` anonymous users.
  public let users: [String]
  /// What it is about.
  public let permissions: FTPPermissions
  /// Where the permissions stand, else the start tag.
  public let permissionsRange: ByteRange
  /// What makes two rules the same entry to IIS.
  public let key: Key
  /// The entry's start tag.
  public let range: ByteRange

  init(_ entry: Element) {
    let permissions = entry.attribute(Self.permissionsName)
    self.permissions = FTPPermissions(rawValue: permissions.flatMap { Self.type.number($0.value) } ?? 0)
    permissionsRange = permissions?.place ?? entry.place
    range = entry.place
    let access = entry.attribute(Name("accessType")).flatMap { Self.accessType.number($0.value) }
    isAllow = access.map { $0 == 0 }
    users = entry.text(Self.usersName).split(separator: ",").map { trimBlanks($0) }
    key = Self.key(entry)
  }

  /// Whether the rule is about every user.
  public var isForEveryone: Bool { users.contains("*") }

  /// Whether the rule is about anonymous users.
  public var isForAnonymous: Bool { users.contains("?") }

  static func key(_ entry: Element) -> Key {
    Key(
      users: entry.text(usersName).lowercased(), roles: entry.text(rolesName).lowercased(),
      permissions: FTPPermissions(rawValue: type.number(entry.text(permissionsName)) ?? 0))
  }

  private static let usersName = Name("users")
  private static let rolesName = Name("roles")
  private static let permissionsName = Name("permissions")
  private static let type = ValueType.flags([.init("Read", 1), .init("Write", 2)])
  private static let accessType = ValueType.enumeration([.init("Allow", 0), .init("Deny", 1)])
}
