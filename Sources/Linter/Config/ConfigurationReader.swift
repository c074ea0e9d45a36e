/// Reads an `applicationHost.config` into a ``Configuration``.
public enum ConfigurationReader {
  /// How deep elements may be nested.
  public static let maximumDepth = 128

  /// Reads a file; throws if it is no well-formed XML or another kind of file.
  public static func read(_ source: SourceFile) throws(ReadingFailure) -> Configuration {
    if let failure = source.decodingFailure { throw failure }
    let markup = try LibXML2.parse(source, maximumDepth: maximumDepth)
    guard let root = markup.root else {
      throw .malformed("no XML at all", at: nil, help: "give an applicationHost.config")
    }
    if let refusal = FileKind.refusal(of: root) { throw refusal }
    var assembly = ConfigurationAssembly(root: root)
    return assembly.assemble()
  }
}

/// The pieces of a configuration while they are put together.
private struct ConfigurationAssembly {
  private let root: Element
  private let sections: [Element]
  private let declaredSections: Set<String>
  private var problems: [SchemaProblem] = []

  init(root: Element) {
    self.root = root
    sections = FileKind.sections(of: root)
    declaredSections = Self.declaredSections(in: root)
  }

  mutating func assemble() -> Configuration {
    let siteLists = sections.filter { $0.name == .applicationHost }.flatMap { Array($0.children(.sites)) }
    let redirected = siteLists.compactMap { $0.attribute(.configSource) }
    for attribute in redirected { noteRedirection(attribute, of: "sites") }
    let server = readServer()
    let defaults = readDefaults(siteLists)
    let sites = readSites(siteLists, defaults: defaults)
    let locations = readLocations()
    let ftpSites = ftpSites(sites, server: server, locations: locations, defaults: defaults.contents)
    return Configuration(
      source: root.markup.source, sites: sites, ftpSites: ftpSites, server: server, locations: locations,
      schemaProblems: problems.map { inherited($0, by: ftpSites) },
      exposedPasswords: root.markup.exposedPasswords.map { record in
        Located(root.markup.spelling(record.name), at: root.markup.namePlace(of: record))
      },
      sitesRange: (siteLists.first ?? root).place, sitesAreRedirected: !redirected.isEmpty)
  }

  /// The sections that `configSections` declares under `system.ftpServer`, at any depth.
  private static func declaredSections(in root: Element) -> Set<String> {
    var names: Set<String> = []
    func collect(_ group: Element) {
      for child in group.children {
        names.insert(child.text(.name))
        collect(child)
      }
    }
    for sections in root.children(.configSections) {
      for group in sections.children(.sectionGroup) where group.text(.name) == "system.ftpServer" {
        collect(group)
      }
    }
    return names
  }

  private mutating func noteRedirection(_ attribute: Attribute, of section: String) {
    problems.append(
      SchemaProblem(
        kind: .redirected, name: "configSource", parent: section, value: attribute.value,
        range: attribute.place, attribute: nil))
  }
}

// MARK: - The server

extension ConfigurationAssembly {
  private mutating func readServer() -> FTPServer {
    var reader = SectionReader(declaredSections: declaredSections)
    let servers = sections.filter { $0.name == .systemFTPServer }
    for element in servers {
      reader.read(element, as: Schema.tables.systemFTPServer, standing: .server)
    }
    for element in root.children where element.name == .ftpServer { noteMisplaced(element) }
    problems += reader.problems
    return FTPServer(
      contents: reader.contents, range: (servers.first ?? root).place,
      isRedirected: reader.problems.contains { $0.kind == .redirected })
  }

  private mutating func readLocations() -> [FTPLocation] {
    var locations: [FTPLocation] = []
    for element in root.children(.location) where !FileKind.isPathless(element) {
      var reader = SectionReader(declaredSections: declaredSections)
      for child in element.children {
        switch child.name {
        case .systemFTPServer:
          reader.read(child, as: Schema.tables.systemFTPServer, standing: .location)
        case .ftpServer: noteMisplaced(child)
        case .applicationHost: noteSiteSettings(in: child)
        default: break
        }
      }
      problems += reader.problems
      guard !reader.contents.elements.isEmpty, let path = element.attribute(.path) else { continue }
      locations.append(FTPLocation(path: Located(path.value, at: path.place), contents: reader.contents))
    }
    return locations
  }

  /// `<ftpServer>` of sites that stand in a `<location>` with a path, where IIS does not look for them.
  private mutating func noteSiteSettings(in applicationHost: Element) {
    for sites in applicationHost.children(.sites) {
      for site in sites.children {
        for ftpServer in site.children(.ftpServer) { noteMisplaced(ftpServer) }
      }
    }
  }

  private mutating func noteMisplaced(_ element: Element) {
    problems.append(
      SchemaProblem(
        kind: .misplaced(properPlace: "a <site> or <siteDefaults> of <system.applicationHost>"),
        name: element.spelling, parent: element.parent?.spelling ?? "", value: "", range: element.place,
        attribute: nil))
  }
}

// MARK: - Sites

extension ConfigurationAssembly {
  private struct Defaults {
    var contents = SectionContents()
    var bindings: [Element] = []
  }

  private mutating func readDefaults(_ siteLists: [Element]) -> Defaults {
    var defaults = Defaults()
    var reader = SectionReader()
    for element in siteLists.flatMap({ Array($0.children(.siteDefaults)) }) {
      for child in element.children {
        switch child.name {
        case .ftpServer: reader.read(child, as: Schema.tables.ftpServer, standing: .siteDefaults)
        case .bindings: defaults.bindings.append(child)
        default: break
        }
      }
    }
    problems += reader.problems
    defaults.contents = reader.contents
    return defaults
  }

  private mutating func readSites(_ siteLists: [Element], defaults: Defaults) -> [Site] {
    var elements: [Element] = []
    for child in siteLists.flatMap({ Array($0.children) }) {
      if child.name == .site { elements.append(child) }
      if child.name == .clear { elements.removeAll() }
    }
    var sites: [Site] = []
    sites.reserveCapacity(elements.count)
    for element in elements { sites.append(readSite(element, index: sites.count, defaults: defaults)) }
    return sites
  }

  private mutating func readSite(_ element: Element, index: Int, defaults: Defaults) -> Site {
    var reader = SectionReader()
    var bindingLists: [Element] = []
    var rootFolder: Located<String>?
    for child in element.children {
      switch child.name {
      case .ftpServer: reader.read(child, as: Schema.tables.ftpServer, standing: .site)
      case .bindings: bindingLists.append(child)
      case .application: rootFolder = rootFolder ?? self.rootFolder(of: child)
      default: break
      }
    }
    let name = element.attribute(.name).map { Located($0.value, at: $0.place) }
    let siteName = name?.value ?? ""
    let bindings = readBindings(defaults.bindings + bindingLists)
    problems += (reader.problems + bindings.problems).map { $0.at(siteName) }
    return Site(
      index: index, name: name ?? Located("", at: element.place),
      id: element.attribute(.id).map { Located($0.value, at: $0.place) }, range: element.place,
      startsHTTP: element.flag(.serverAutoStart) ?? true, bindingsRange: bindingLists.first?.place,
      bindings: bindings.bindings, rootFolder: rootFolder, contents: reader.contents)
  }

  private func rootFolder(of application: Element) -> Located<String>? {
    guard application.text(.path) == "/" else { return nil }
    let directory = application.children(.virtualDirectory).first { $0.text(.path) == "/" }
    return directory?.attribute(.physicalPath).map { Located($0.value, at: $0.place) }
  }

  private func ftpSites(
    _ sites: [Site], server: FTPServer, locations: [FTPLocation], defaults: SectionContents
  ) -> [FTPSite] {
    let bySite = Dictionary(grouping: locations) { $0.siteName.lowercased() }
    return sites.filter { $0.bindings.contains(where: \.isFTP) }.map { site in
      let own = bySite.isEmpty ? [] : bySite[site.name.value.lowercased()] ?? []
      return FTPSite(site: site, server: server, locations: own, defaults: defaults)
    }
  }

  /// A problem with a value of `<siteDefaults>` concerns the sites that inherit the value.
  private func inherited(_ problem: SchemaProblem, by sites: [FTPSite]) -> SchemaProblem {
    guard problem.sites.isEmpty, let id = problem.attribute else { return problem }
    var problem = problem
    problem.sites = sites.filter { site in
      site.site.contents.setting(id) == nil && site.defaults.setting(id)?.attribute.place == problem.range
    }.map(\.name)
    return problem
  }
}

// MARK: - Bindings

extension ConfigurationAssembly {
  private func readBindings(_ lists: [Element]) -> (bindings: [Binding], problems: [SchemaProblem]) {
    var bindings: [Binding] = []
    var problems: [SchemaProblem] = []
    for element in lists.flatMap({ Array($0.children) }) {
      if element.name == .clear {
        bindings.removeAll()
        problems.removeAll()
      }
      guard element.name == .binding else { continue }
      let binding = readBinding(element)
      if binding.isFTP { problems += bindingProblems(element) }
      bindings.append(binding)
    }
    return (bindings, problems)
  }

  private func readBinding(_ element: Element) -> Binding {
    func located(_ name: Name) -> Located<String>? {
      element.attribute(name).map { Located($0.value, at: $0.place) }
    }
    let nothing = Located("", at: element.place)
    let information = located(.bindingInformation) ?? nothing
    let protocolName = located(.protocol) ?? nothing
    let hasEndpoint = ["ftp", "http", "https"].contains(protocolName.value.lowercased())
    return Binding(
      protocolName: protocolName, information: information, range: element.place,
      sslFlags: located(.sslFlags), endpoint: hasEndpoint ? BindingEndpoint(information.value) : nil)
  }

  private func bindingProblems(_ element: Element) -> [SchemaProblem] {
    var problems: [SchemaProblem] = []
    for attribute in element.attributes {
      switch attribute.name {
      case .protocol, .bindingInformation: break
      case .sslFlags:
        let verdict = ValueType.uint.check(attribute.value)
        let kind: SchemaProblem.Kind
        switch verdict {
        case .usual: continue
        case .unusual(let usual): kind = .unusualSpelling(usual: usual)
        case .invalid: kind = .invalidValue(expected: ValueType.uint.expectation)
        }
        problems.append(
          SchemaProblem(
            kind: kind, name: "sslFlags", parent: "binding", value: attribute.value, range: attribute.place,
            attribute: nil))
      default:
        guard !attribute.spelling.hasPrefix("lock") else { continue }
        let known = ["protocol", "bindingInformation", "sslFlags"]
        problems.append(
          SchemaProblem(
            kind: .unknownAttribute(suggestion: nearestName(to: attribute.spelling, among: known)),
            name: attribute.spelling, parent: "binding", value: "", range: attribute.namePlace,
            attribute: nil))
      }
    }
    return problems
  }
}

extension SchemaProblem {
  fileprivate func at(_ site: String) -> Self {
    var copy = self
    copy.sites = [site]
    return copy
  }
}
