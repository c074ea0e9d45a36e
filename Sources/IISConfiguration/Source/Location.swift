/// Where something stands in one of the files that describe a server's environment.
public struct Location: Hashable, Sendable {
  /// The file's name as it was given.
  public let path: String
  /// The bytes of its text.
  public let range: ByteRange

  /// A place in a file.
  public init(_ path: String, _ range: ByteRange) {
    self.path = path
    self.range = range
  }
}
