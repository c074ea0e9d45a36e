/// An element's or attribute's name, interned: comparing two names compares two numbers.
///
/// Names are case-sensitive, as IIS takes them. The well-known ones have fixed numbers, so code can switch on them;
/// a document numbers the others in the order in which they appear.
struct Name: Hashable, Sendable {
  let id: UInt16

  /// A name of the well-known vocabulary.
  ///
  /// Traps on any other: the caller is this module's own code, never input.
  init(_ known: StaticString) {
    // Never reached from input: a static string stands in this module's source.
    guard let id = Vocabulary.ids["\(known)"] else { preconditionFailure("no well-known name \(known)") }
    self.id = id
  }

  init(id: UInt16) {
    self.id = id
  }

  /// Stands for every name past the 65,535th of a document.
  static let overflow = Name(id: .max)

  static let configuration = Name("configuration")
  static let configSections = Name("configSections")
  static let sectionGroup = Name("sectionGroup")
  static let section = Name("section")
  static let location = Name("location")
  static let path = Name("path")
  static let applicationHost = Name("system.applicationHost")
  static let systemFTPServer = Name("system.ftpServer")
  static let configSource = Name("configSource")
  static let sites = Name("sites")
  static let site = Name("site")
  static let siteDefaults = Name("siteDefaults")
  static let name = Name("name")
  static let id = Name("id")
  static let serverAutoStart = Name("serverAutoStart")
  static let bindings = Name("bindings")
  static let binding = Name("binding")
  static let `protocol` = Name("protocol")
  static let bindingInformation = Name("bindingInformation")
  static let sslFlags = Name("sslFlags")
  static let ftpServer = Name("ftpServer")
  static let application = Name("application")
  static let virtualDirectory = Name("virtualDirectory")
  static let limits = Name("limits")
  static let logFile = Name("logFile")
  static let traceFailedRequestsLogging = Name("traceFailedRequestsLogging")
  static let hsts = Name("hsts")
  static let applicationDefaults = Name("applicationDefaults")
  static let virtualDirectoryDefaults = Name("virtualDirectoryDefaults")
  static let physicalPath = Name("physicalPath")
  static let security = Name("security")
  static let authentication = Name("authentication")
  static let authorization = Name("authorization")
  static let add = Name("add")
  static let remove = Name("remove")
  static let clear = Name("clear")
}

/// The names that this module knows: those of the schema, and those that lead to it.
enum Vocabulary {
  private static let structure = [
    "configuration", "configSections", "sectionGroup", "section", "location", "path", "system.applicationHost",
    "system.ftpServer", "configSource", "sites", "site", "siteDefaults", "name", "id", "serverAutoStart",
    "bindings", "binding", "protocol", "bindingInformation", "sslFlags", "ftpServer", "application",
    "virtualDirectory", "physicalPath", "add", "remove", "clear", "limits", "logFile", "traceFailedRequestsLogging",
    "hsts", "applicationDefaults", "virtualDirectoryDefaults",
  ]

  /// Every well-known name; its index is its number.
  static let names = numbered.names

  /// The numbers of the well-known names.
  static let ids = numbered.ids

  private static let numbered: (names: [String], ids: [String: UInt16]) = {
    var names: [String] = []
    var ids = [String: UInt16](minimumCapacity: 512)
    for name in structure + Schema.definedNames where ids[name] == nil {
      ids[name] = UInt16(names.count)
      names.append(name)
    }
    return (names, ids)
  }()

  /// For each well-known name, whether attributes of it hold a password.
  static let holdsPassword = names.map(isPasswordName)

  /// Whether a name is well known.
  static func isKnown(_ name: Name) -> Bool { Int(name.id) < names.count }

  /// The spelling of a name, well known or one of a document's own.
  static func spelling(_ name: Name, _ ownSpellings: [String]) -> String? {
    let index = Int(name.id)
    guard index >= names.count else { return names[index] }
    return index - names.count < ownSpellings.count ? ownSpellings[index - names.count] : nil
  }
}
