public import NetworkModel
internal import Text

/// What people have to know of a format.
public struct FormatDescription: Sendable {
  /// What its files are taken for.
  public let kind: EnvironmentFile.Kind
  /// How to get such files; none for one that is no part of an environment.
  public let origins: [FileOrigin]
  /// The members of JSON, in lower case, whose values may be shown: findings point to them, and they hold no secrets.
  public let shownMembers: Set<String>

  /// A description; members are words in any case.
  init(id: String, title: Message, origins: [FileOrigin], shownMembers: String) {
    kind = EnvironmentFile.Kind(id: id, title: title)
    self.origins = origins
    self.shownMembers = Set(shownMembers.split { $0 == " " || $0 == "\n" }.map { $0.lowercased() })
  }
}

/// How an administrator gets a file.
public struct FileOrigin: Sendable {
  /// Where the command runs.
  public enum Place: String, CaseIterable, Sendable {
    /// On the server.
    case server = "on the server"
    /// Wherever `az` is signed in.
    case azure = "in Azure"
    /// Where a deployment is prepared.
    case deployment = "before a deployment"
  }

  /// Where the command runs.
  public let place: Place
  /// What the file tells.
  public let contents: String
  /// The command that writes it.
  public let command: String

  init(_ place: Place, _ contents: String, _ command: String) {
    self.place = place
    self.contents = contents
    self.command = command
  }
}
