/// New values of the attributes of one element, and at which level they are to be set.
public struct SettingChange: Hashable, Sendable {
  /// Where a value is set.
  public enum Level: Hashable, Sendable {
    /// In a site's own `<ftpServer>`: by its place among the sites of the file, and its name.
    case site(Int, name: String)
    /// In `<siteDefaults>`, for all sites that set nothing themselves.
    case siteDefaults
    /// In `<system.ftpServer>`, for the whole server.
    case server
  }

  /// An attribute and what it is to hold.
  public struct Value: Hashable, Sendable {
    /// The attribute's name.
    public let name: String
    /// What it is to hold, not escaped.
    public let text: String

    /// An attribute and what it is to hold.
    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// At which level.
  public let level: Level
  /// The element, as the schema names it: `ftpServer/security/ssl`.
  public let path: String
  /// The attributes; none twice.
  public let values: [Value]

  /// New values of the attributes of one element.
  public init(at level: Level, of path: String, _ values: [Value]) {
    self.level = level
    self.path = path
    self.values = values
  }
}

extension FTPSite {
  /// The level at which a setting of the site's is set; where nothing is set, the site itself.
  public func level<Value>(of setting: Setting<Value>) -> SettingChange.Level {
    switch setting.origin {
    case .site, .schemaDefault: .site(site.index, name: name)
    case .siteDefaults: .siteDefaults
    case .server: .server
    }
  }
}

extension Configuration {
  /// The edits that set these values, and put elements that are missing into the file; nothing where the file has no
  /// place for them, or says that they stand in another file.
  public func edits(for change: SettingChange) -> [TextEdit]? {
    guard let place = place(of: change) else { return nil }
    let editor = MarkupEditor(source)
    var edits: [TextEdit] = []
    var missing: [SettingChange.Value] = []
    for value in change.values {
      guard let id = Schema.tables.find(value.name, of: place.element) else { return nil }
      if let contents = place.contents, let range = contents.setting(id).flatMap(contents.place) {
        edits.append(editor.replacement(of: range, by: value.text))
      } else {
        missing.append(value)
      }
    }
    guard !missing.isEmpty else { return edits }
    // From the element up to one that is in the file; what lies between is new.
    var new: [String] = []
    for id in sequence(first: place.element, next: { Schema.tables[$0].parent }) {
      if let element = id == place.root ? place.contents?.root : place.contents?.element(id) {
        return editor.adding(new.reversed(), missing, to: element).map { edits + $0 }
      }
      new.append(Schema.tables[id].spelling)
    }
    return place.holder.flatMap { editor.adding(new.reversed(), missing, to: $0) }.map { edits + $0 }
  }

  /// Where a change belongs.
  private struct ChangePlace {
    let element: ElementID
    let root: ElementID
    /// What stands at the level; nothing where the section is not in the file.
    let contents: SectionContents?
    /// The element that the section stands in, if it may be made there.
    let holder: Element?
  }

  private func place(of change: SettingChange) -> ChangePlace? {
    guard let element = Schema.tables.find(change.path), !Schema.tables[element].isRepeated else { return nil }
    let root = Schema.tables.root(of: element)
    let contents: SectionContents
    var holder: Element?
    switch change.level {
    case .site(let index, _):
      guard sites.indices.contains(index) else { return nil }
      contents = sites[index].contents
      holder = sites[index].element
    case .siteDefaults:
      guard let site = sites.first else { return nil }
      contents = site.defaults
    case .server:
      contents = server.contents
      holder = sites.first?.element.markup.root.flatMap { $0.mayHoldFTPServer ? $0 : nil }
    }
    guard !contents.isRedirected else { return nil }
    return ChangePlace(element: element, root: root, contents: contents.isEmpty ? nil : contents, holder: holder)
  }
}

extension Element {
  /// Whether IIS takes a new `<system.ftpServer>` in this root: the file declares it, or declares nothing.
  fileprivate var mayHoldFTPServer: Bool {
    let declared = children(.configSections).flatMap { Array($0.children(.sectionGroup)) }
    return child(.configSections) == nil || declared.contains { $0.text(.name) == "system.ftpServer" }
  }
}
