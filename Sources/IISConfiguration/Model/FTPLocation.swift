/// A `<location path="…">` that holds FTP settings for a site or a part of one.
public struct FTPLocation: Sendable {
  /// The path as written.
  public let path: Located<String>
  /// The path's first segment: the site's name.
  public let siteName: String
  /// Whether the path names the site itself, not a folder in it.
  public let isSiteRoot: Bool
  let contents: SectionContents

  init(path: Located<String>, contents: SectionContents) {
    self.path = path
    self.contents = contents
    siteName = Self.siteName(in: path.value)
    isSiteRoot = path.value.split(separator: "/").count <= 1
  }

  /// Whether the location is for a path below the site's root, `/Shared/in`, or for what is in it.
  public func isWithin(_ folder: String) -> Bool {
    let parts = folder.split(separator: "/").map { $0.lowercased() }
    return segments.dropFirst().starts(with: parts)
  }

  /// The parts of the path in lower case, the site's name first; past the 128th they no longer count.
  var segments: [String] {
    path.value.split(separator: "/").prefix(128).map { $0.lowercased() }
  }

  /// The first segment of a path.
  static func siteName(in path: String) -> String {
    path.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
  }

  /// Whether the location sets anything that IIS would take from it.
  public var hasSettings: Bool { contents.hasSettings }

  /// Whether a section of the location stands in another file.
  public var isRedirected: Bool { contents.isRedirected }

  /// The start tag of `denyByFailure`, if the location has one.
  public var denyByFailureRange: ByteRange? {
    contents.element(SchemaPlaces.denyByFailure)?.place
  }
}
