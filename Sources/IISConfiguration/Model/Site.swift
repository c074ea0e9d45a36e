/// One `<site>`, whatever it serves.
///
/// A class, because it is shared and never changes. What few rules ask for is read from the markup when they do.
public final class Site: Sendable {
  /// Its place among the sites of the file, from 0.
  public let index: Int
  /// Its name; empty if it has none.
  public let name: Located<String>
  /// Its bindings, those of `<siteDefaults>` included, as far as no `<clear/>` took them away.
  public let bindings: [Binding]
  /// The paths of the root application's virtual directories, but for its root: `/LocalUser/eve`.
  ///
  /// Whether FTP users reach those of other applications is not documented. Kept, as several rules ask each site.
  public let virtualDirectories: [Located<String>]
  let contents: SectionContents
  /// What `<siteDefaults>` says.
  let defaults: SectionContents
  /// The settings of which either may say something.
  private let stated: StatedSettings
  let element: Element
  /// Whether the list of sites says where virtual directories are that do not say it themselves.
  private let hasDefaultPath: Bool

  init(
    _ element: Element, index: Int, bindings: [Binding], contents: SectionContents, defaults: SiteDefaults
  ) {
    self.element = element
    self.index = index
    self.bindings = bindings
    self.contents = contents
    self.defaults = defaults.contents
    hasDefaultPath = defaults.hasDefaultPath
    stated = contents.stated.union(defaults.contents.stated)
    name = element.located(.name) ?? Located("", at: element.place)
    virtualDirectories = element.rootApplication?.virtualDirectoriesBelowRoot ?? []
  }

  /// Its number as written, if there is one.
  public var id: Located<String>? { element.located(.id) }

  /// Its number, if there is one that can be read.
  public var number: UInt64? {
    guard let id = element.attribute(.id) else { return nil }
    return id.withWritten { ValueType.uint.usualNumber($0) }.map { UInt64($0) } ?? UInt64(id.value)
  }

  /// The start tag.
  public var range: ByteRange { element.place }

  /// Whether its HTTP side starts by itself; FTP has a setting of its own.
  public var startsHTTP: Bool { element.flag(.serverAutoStart) ?? true }

  /// Its `<bindings>` start tag, if there is one.
  public var bindingsRange: ByteRange? { element.child(.bindings)?.place }

  /// A setting as it holds for the site.
  func setting<Value>(_ key: SettingKey<Value>) -> Setting<Value> {
    mayState(key.id) ? key.setting(in: contents, .site, inheriting: defaults) : key.unset
  }

  /// Whether something may be said of a setting, for the site or for all.
  func mayState(_ id: AttributeID) -> Bool { stated.mayContain(id) }

  /// The folder of the root application's root virtual directory.
  public var rootFolder: Located<String>? { element.rootApplication?.rootVirtualDirectory?.located(.physicalPath) }

  /// What it lacks of the root directory that IIS asks of each site.
  public var rootDirectoryGap: RootDirectoryGap? { element.rootDirectoryGap(hasDefaultPath: hasDefaultPath) }
}

extension Element {
  fileprivate var virtualDirectoriesBelowRoot: [Located<String>] {
    var found: [Located<String>] = []
    for directory in children(.virtualDirectory) where !directory.isAtRoot {
      if let path = directory.located(.path) { found.append(path) }
    }
    return found
  }

  /// An attribute's value and where it stands.
  func located(_ name: Name) -> Located<String>? {
    attribute(name).map { Located($0.value, at: $0.place) }
  }
}
