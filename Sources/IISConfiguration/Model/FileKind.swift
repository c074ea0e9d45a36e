internal import Text

/// Which file of IIS, or of something else, a document looks like.
enum FileKind {
  /// Why a document is no `applicationHost.config`; nothing if it is one.
  ///
  /// - Parameters:
  ///   - root: The document's root.
  ///   - sections: What ``sections(of:)`` says of it.
  /// - Returns: The reason, and what to do.
  static func refusal(of root: Element, sections: [Element]) -> ReadingFailure? {
    switch root.name {
    case .configuration: break
    case _ where root.spelling == "configSchema":
      return failure("this is a schema file of IIS", root)
    case _ where isPartOfConfiguration(root):
      return failure("this is a fragment: its root is <\(name: root.spelling)>, not <configuration>", root)
    default:
      return failure("this is no configuration of IIS: its root is <\(name: root.spelling)>", root)
    }
    if sections.contains(where: { $0.name == .applicationHost }) { return nil }
    let names = Set(root.children.map(\.spelling))
    if names.contains("configurationRedirection") {
      return failure("this looks like redirection.config", root, help: redirectionHelp)
    }
    if names.contains("moduleProviders") {
      return failure("this looks like administration.config, which configures IIS Manager", root)
    }
    if names.contains("system.ftpServer") {
      return failure("this is a fragment: it has no <system.applicationHost>, where sites are", root)
    }
    if !names.isDisjoint(with: ["system.webServer", "system.web", "appSettings", "connectionStrings"]) {
      return failure("this looks like a web.config; FTP cannot be configured there", root)
    }
    return failure("there is no <system.applicationHost>, where sites are", root)
  }

  /// The sections that hold for the whole server: at the top, and in each `<location>` that names no path.
  static func sections(of root: Element) -> [Element] {
    root.children.flatMap { child in
      child.name == .location && isPathless(child) ? Array(child.children) : [child]
    }
  }

  /// Whether a `<location>` means the level that it stands at.
  static func isPathless(_ location: Element) -> Bool {
    guard let path = location.attribute(.path) else { return true }
    return path.isEmpty || path.isSign(UInt8(ascii: "."))
  }

  private static func isPartOfConfiguration(_ root: Element) -> Bool {
    [
      "sites", "site", "siteDefaults", "bindings", "binding", "ftpServer", "system.ftpServer",
      "system.applicationHost", "system.webServer", "location", "configSections", "firewallSupport",
      "applicationPools",
    ].contains(root.spelling)
  }

  private static func failure(
    _ message: Message, _ root: Element,
    help: Message = "give the file %windir%\\System32\\inetsrv\\config\\applicationHost.config"
  ) -> ReadingFailure {
    .otherFile(message, at: root.place, help: help)
  }

  private static let redirectionHelp: Message =
    "if its configurationRedirection is enabled, the real applicationHost.config is in the folder that its path names"
}
