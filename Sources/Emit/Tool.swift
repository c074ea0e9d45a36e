/// What a report or a script says of the program that wrote it.
public struct Tool: Sendable {
  /// The program's name.
  public let name: String
  /// Its version.
  public let version: String

  /// A program of this name and version.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
