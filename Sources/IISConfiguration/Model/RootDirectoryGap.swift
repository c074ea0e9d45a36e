/// What a site lacks of the root directory that IIS asks of each: an application at `/`, in it a virtual directory at `/`,
/// and that directory's physical path.
public struct RootDirectoryGap: Hashable, Sendable {
  /// What is missing.
  public enum Part: Hashable, Sendable {
    /// The application at `/`.
    case application
    /// The virtual directory at `/` of that application.
    case virtualDirectory
    /// The physical path of that virtual directory, for which no defaults have one either.
    case physicalPath
  }

  /// What is missing.
  public let part: Part
  /// The start tag of what it is missing in.
  public let range: ByteRange
}

extension Element {
  /// What a `<site>` lacks of its root directory; nothing where that may be misspelt, or stand in another file.
  func rootDirectoryGap(hasDefaultPath: Bool) -> RootDirectoryGap? {
    guard let application = rootApplication else {
      return isReadHere(.application) ? RootDirectoryGap(part: .application, range: place) : nil
    }
    guard let directory = application.rootVirtualDirectory else {
      let isHere = application.isReadHere(.virtualDirectory)
      return isHere ? RootDirectoryGap(part: .virtualDirectory, range: application.place) : nil
    }
    let hasPath =
      hasDefaultPath || directory.hasPath || application.givesDefaultPath || givesDefaultPath
    return hasPath ? nil : RootDirectoryGap(part: .physicalPath, range: directory.place)
  }

  /// Whether `<virtualDirectoryDefaults>` in it says where virtual directories are.
  var givesDefaultPath: Bool { children.contains(where: \.isDefaultPath) }

  /// Whether it is a `<virtualDirectoryDefaults>` that says where virtual directories are.
  var isDefaultPath: Bool { name == .virtualDirectoryDefaults && hasPath }

  /// The application at `/` of a `<site>`.
  var rootApplication: Element? { children.first { $0.name == .application && $0.isAtRoot } }

  /// The virtual directory at `/` of an `<application>`.
  var rootVirtualDirectory: Element? { children.first { $0.name == .virtualDirectory && $0.isAtRoot } }

  private var hasPath: Bool { attribute(.physicalPath).map { !$0.isEmpty } ?? false }

  /// Whether all children of a name stand here, and none that differs from it in case only.
  private func isReadHere(_ name: Name) -> Bool {
    attribute(.configSource) == nil
      && !children.contains { SiteProblems.misspelling($0, of: name, within: spelling) != nil }
  }

  /// Whether its path is `/`; tens of thousands of sites have nothing else, so that no text is built to see that.
  var isAtRoot: Bool {
    attribute(.path)?.isSign(UInt8(ascii: "/")) ?? false
  }
}
