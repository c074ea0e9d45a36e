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
public struct AuthorizationRule: CollectionEntry {
  /// What makes two rules the same entry to IIS: their access type does not count.
  public struct Key: Hashable, Sendable {
    let users: String
    let roles: String
    let permissions: FTPPermissions
  }

  private let entry: Element
  /// Whether the rule allows; nothing if `accessType` is missing or no access type.
  public let isAllow: Bool?
  /// The users it names; `*` is everyone, `?` anonymous users.
  public let users: [String]
  /// The roles it names: Windows groups, or those of a provider.
  public let roles: [String]
  /// What it is about.
  public let permissions: FTPPermissions

  /// Takes the entry apart once, as each of tens of thousands of sites asks for what it inherits.
  init(_ entry: Element) {
    self.entry = entry
    isAllow = entry.attribute(Self.accessTypeName).flatMap { Self.accessType.number($0.value) }.map { $0 == 0 }
    users = Self.names(entry.text(Self.usersName))
    roles = Self.names(entry.text(Self.rolesName))
    permissions = Self.permissions(entry)
  }

  private static func names(_ text: String) -> [String] { text.split(separator: ",").map { trimBlanks($0) } }

  /// Where the permissions stand, else the start tag.
  public var permissionsRange: ByteRange { entry.attribute(Self.permissionsName)?.place ?? range }

  /// What makes two rules the same entry to IIS.
  public var key: Key { Self.key(entry) }

  /// The entry's start tag.
  public var range: ByteRange { entry.place }

  /// Whether the rule is about every user.
  public var isForEveryone: Bool { users.contains("*") }

  /// Whether the rule is about anonymous users.
  public var isForAnonymous: Bool { users.contains("?") }

  static func key(_ entry: Element) -> Key {
    Key(
      users: entry.text(usersName).lowercased(), roles: entry.text(rolesName).lowercased(),
      permissions: permissions(entry))
  }

  private static func permissions(_ entry: Element) -> FTPPermissions {
    FTPPermissions(rawValue: entry.attribute(permissionsName).flatMap { type.number($0.value) } ?? 0)
  }

  private static let usersName = Name("users")
  private static let rolesName = Name("roles")
  private static let permissionsName = Name("permissions")
  private static let accessTypeName = Name("accessType")
  private static let type = ValueType.flags([.init("Read", 1), .init("Write", 2)])
  private static let accessType = ValueType.enumeration([.init("Allow", 0), .init("Deny", 1)])
}
