internal import Text

extension SchemaTables {
  /// Where an element of this name belongs, when the schema knows it elsewhere; the same tree is asked first.
  func properPath(ofElement name: Name, foundUnder parent: ElementID) -> Message? {
    let root = root(of: parent)
    let candidates = elements.indices.filter { index in
      elements[index].name == name && elements[index].role == .ordinary && !elements[index].isRepeated
    }
    let sameTree = candidates.first { self.root(of: ElementID(index: UInt16($0))) == root }
    return (sameTree ?? candidates.first).map { place(of: ElementID(index: UInt16($0))) }
  }

  /// Where an attribute of this name belongs, when the schema knows it in just one other element.
  ///
  /// Names such as `enabled` stand in many elements, and others could mean anything: one of them in the wrong place says
  /// nothing of where it was meant.
  func properPath(ofAttribute name: Name) -> Message? {
    let owners = attributes.filter { $0.name == name && !self[$0.element].isRepeated }
    guard let owner = owners.first, owners.count == 1, !Self.generalNames.contains(owner.definition.name) else {
      return nil
    }
    return owner.definition.isForSiteDefaultsOnly
      ? "<\(code: self[owner.element].path)> of siteDefaults" : place(of: owner.element)
  }

  private static let generalNames = ["mode", "name", "password", "state", "userName"]

  /// An element's path as a reader of the file looks for it.
  private func place(of id: ElementID) -> Message {
    let path = self[id].path
    if id == ftpServer { return "a <site> or <siteDefaults>" }
    if id == systemFTPServer { return "<configuration>, beside <system.applicationHost>" }
    if root(of: id) == ftpServer { return "<\(code: path)> of a site or of siteDefaults" }
    // What a `<location>` may say for one site stands below `security`; clients are blocked for the whole server only.
    return path.hasPrefix("system.ftpServer/security/") && !path.hasPrefix("system.ftpServer/security/authentication")
      ? "<\(code: path)>, for one site inside <location> with the site's name as its path" : "<\(code: path)>"
  }
}
