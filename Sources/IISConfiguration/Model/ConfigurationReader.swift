internal import Text
internal import Threads

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
    let sections = FileKind.sections(of: root)
    if let refusal = FileKind.refusal(of: root, sections: sections) { throw refusal }
    var assembly = ConfigurationAssembly(root: root, sections: sections)
    return try assembly.assemble()
  }
}

/// The pieces of a configuration while they are put together.
private struct ConfigurationAssembly {
  private let root: Element
  private let sections: [Element]
  private let hosts: [Element]
  private let siteLists: [SiteList]
  private let declaredSections: Set<String>
  private var problems: [SchemaProblem] = []

  init(root: Element, sections: [Element]) {
    self.root = root
    self.sections = sections
    hosts = sections.filter { $0.name == .applicationHost }
    siteLists = hosts.flatMap { $0.children(.sites).map(SiteList.init) }
    declaredSections = Self.declaredSections(in: root)
  }

  mutating func assemble() throws(ReadingFailure) -> Configuration {
    let redirected = redirections
    problems += redirected + DuplicateSections.problems(among: hosts) + misplacedDeclarations
    let server = readServer()
    let defaults = SiteDefaults(of: siteLists)
    if let failure = defaults.failure { throw failure }
    let sites = readSites(defaults)
    let locations = readLocations(sites, below: server)
    let ftpSites = ftpSites(sites, server: server, locations: locations)
    problems += inherited(defaults, by: ftpSites)
    return Configuration(
      source: root.markup.source.outlined(by: MarkupOutline(markup: root.markup)), sites: sites, ftpSites: ftpSites,
      server: server, locations: locations,
      schemaProblems: problems,
      exposedPasswords: root.markup.exposedPasswords.map { record in
        Located(root.markup.spelling(record.name), at: root.markup.namePlace(of: record))
      },
      sitesRange: (siteLists.first?.element ?? root).place, sitesAreRedirected: !redirected.isEmpty,
      startingSites: ftpSites.filter(\.startsAutomatically.value))
  }

  /// What is wrong with `<configSections>`: IIS takes one, and before everything else.
  private var misplacedDeclarations: [SchemaProblem] {
    var known: Element?
    return root.children.enumerated().compactMap { number, child in
      guard child.name == .configSections else { return nil }
      defer { known = known ?? child }
      let kind: SchemaProblem.Kind
      if let known {
        kind = .duplicateSection(first: known.place)
      } else if number > 0 {
        kind = .declarationsNotFirst
      } else {
        return nil
      }
      return SchemaProblem(
        kind: kind, name: child.spelling, parent: kind == .declarationsNotFirst ? root.spelling : child.spelling,
        value: "", range: child.place, attribute: nil)
    }
  }

  /// The paths of the sections that `configSections` declares under `system.ftpServer`, at any depth.
  private static func declaredSections(in root: Element) -> Set<String> {
    var paths: Set<String> = []
    func collect(_ group: Element, _ path: String) {
      for child in group.children {
        let childPath = path + "/" + child.text(.name)
        if child.name == .section { paths.insert(childPath) }
        if child.name == .sectionGroup { collect(child, childPath) }
      }
    }
    for sections in root.children(.configSections) {
      for group in sections.children(.sectionGroup) where group.text(.name) == "system.ftpServer" {
        collect(group, "system.ftpServer")
      }
    }
    return paths
  }

  /// Where it is said that the list of sites stands in another file, or what all sites share.
  private var redirections: [SchemaProblem] {
    (hosts + siteLists.map(\.element) + siteLists.flatMap(\.defaults)).compactMap(SiteProblems.redirection)
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
    problems += reader.problems + DuplicateSections.problems(among: servers)
    problems += DuplicateEntries().problems(in: reader.contents)
    noteStrays()
    return FTPServer(
      contents: reader.contents, range: (servers.first ?? root).place,
      isRedirected: reader.problems.contains { $0.kind == .redirected })
  }

  /// `<ftpServer>` outside of sites, and a `<system.ftpServer>` whose name is in another case.
  private mutating func noteStrays() {
    var lists = siteLists.makeIterator()
    for section in sections {
      switch section.name {
      case .ftpServer: noteMisplaced(section)
      case .applicationHost:
        for child in section.children {
          if child.name == .ftpServer { noteMisplaced(child) }
          guard child.name == .sites, let list = lists.next() else { continue }
          for stray in list.others {
            if stray.name == .ftpServer { noteMisplaced(stray) }
            SiteProblems.unknownChild(ofSites: stray).map { problems.append($0) }
          }
        }
      default: noteMisspelling(section, of: .systemFTPServer, within: "configuration")
      }
    }
  }

  private mutating func readLocations(_ sites: [Site], below server: FTPServer) -> [FTPLocation] {
    // Most files have no location with entries, and need nothing of what these would inherit.
    var inherited: DuplicateEntries?
    var locations: [FTPLocation] = []
    var groups: [[String]: [Element]] = [:]
    var levels: [[String]: [SectionContents]] = [:]
    var firstProblems: [(site: String, problem: Int)] = []
    for element in root.children(.location) where !FileKind.isPathless(element) {
      var reader = SectionReader(declaredSections: declaredSections)
      let location = element.attribute(.path).map { Located($0.value, at: $0.place) }
      let firstProblem = problems.count
      for child in element.children {
        switch child.name {
        case .systemFTPServer:
          reader.read(child, as: Schema.tables.systemFTPServer, standing: .location)
        case .ftpServer: noteMisplaced(child)
        case .applicationHost: noteSiteSettings(in: child)
        default: noteMisspelling(child, of: .systemFTPServer, within: "location")
        }
      }
      problems += reader.problems
      let contents = reader.contents
      if let location, !contents.isEmpty {
        let found = FTPLocation(path: location, contents: contents)
        locations.append(found)
        groups[found.segments, default: []] += element.children(.systemFTPServer)
        if contents.hasEntries {
          let outer = found.segments.indices.flatMap { levels[Array(found.segments[...$0])] ?? [] }
          let entries = inherited ?? DuplicateEntries(below: server.contents)
          inherited = entries
          problems += entries.problems(in: contents, below: outer)
          levels[found.segments, default: []].append(contents)
        }
      }
      guard firstProblem < problems.count else { continue }
      let site = location.map { FTPLocation.siteName(in: $0.value) } ?? ""
      for index in firstProblem..<problems.count { firstProblems.append((site, index)) }
    }
    let repeated = groups.filter { $1.count > 1 }.sorted { $0.value[0].index < $1.value[0].index }
    for (path, elements) in repeated {
      for problem in DuplicateSections.problems(among: elements) {
        problems.append(problem)
        firstProblems.append((path.first ?? "", problems.count - 1))
      }
    }
    name(sites, in: firstProblems)
    return locations
  }

  /// Says of problems in `<location>`s which of the sites they concern.
  private mutating func name(_ sites: [Site], in problems: [(site: String, problem: Int)]) {
    guard !problems.isEmpty else { return }
    let named = Dictionary(
      sites.map { (CaselessName($0.name.value), [$0]) }, uniquingKeysWith: { first, other in first + other })
    for (site, index) in problems {
      let owners = named[CaselessName(site)] ?? []
      self.problems[index].scope = .sites(Set(owners.map(\.index)))
      if let first = owners.first { self.problems[index].sites = [first.name.value] }
    }
  }

  /// `<ftpServer>` of sites that stand in a `<location>` with a path, where IIS does not look for them.
  private mutating func noteSiteSettings(in applicationHost: Element) {
    for sites in applicationHost.children(.sites) {
      for site in sites.children {
        for ftpServer in site.children(.ftpServer) { noteMisplaced(ftpServer, in: "location") }
      }
    }
  }

  private mutating func noteMisplaced(_ element: Element, in parent: String? = nil) {
    problems.append(
      SchemaProblem(
        kind: .misplaced(properPlace: "a <site> or <siteDefaults> of <system.applicationHost>"),
        name: element.spelling, parent: parent ?? element.parent?.spelling ?? "", value: "", range: element.place,
        attribute: nil))
  }

  private mutating func noteMisspelling(_ element: Element, of name: Name, within parent: String) {
    if let problem = SiteProblems.misspelling(element, of: name, within: parent) { problems.append(problem) }
  }
}

// MARK: - Sites

extension ConfigurationAssembly {
  private mutating func readSites(_ defaults: SiteDefaults) -> [Site] {
    var elements: [Int] = []
    for list in siteLists {
      if list.isCleared { elements.removeAll() }
      elements += list.sites
    }
    var sites: [Site] = []
    sites.reserveCapacity(elements.count)
    let markup = root.markup
    let parts = elements.parts
    let readers = concurrentMap(parts.indices) { part in
      // Each part has a view of its own, so that cores do not contend for one reference count.
      let view = markup.view()
      var reader = SiteReader(defaults: defaults)
      let elements = parts[part]
      for index in elements.indices { reader.read(Element(markup: view, index: elements[index]), index: index) }
      return reader
    }
    for reader in readers {
      sites += reader.sites
      problems += reader.problems
    }
    return sites
  }

  private func ftpSites(_ sites: [Site], server: FTPServer, locations: [FTPLocation]) -> [FTPSite] {
    let bySite = Dictionary(grouping: locations) { $0.siteName.lowercased() }
    let parts = sites.parts
    return concurrentMap(parts.indices) { part in
      parts[part].compactMap { site in
        guard site.bindings.contains(where: \.isFTP) else { return nil }
        let own = bySite.isEmpty ? [] : bySite[site.name.value.lowercased()] ?? []
        return FTPSite(site: site, server: server, locations: own)
      }
    }.flatMap(\.self)
  }

  /// The problems of `<siteDefaults>`; one with a value concerns the sites that inherit the value.
  private func inherited(_ defaults: SiteDefaults, by sites: [FTPSite]) -> [SchemaProblem] {
    guard !defaults.problems.isEmpty else { return [] }
    var effective: [AttributeID: ByteRange] = [:]
    for entry in defaults.contents.settings { effective[entry.id] = defaults.contents.place(of: entry) }
    return defaults.problems.map { problem in
      guard let id = problem.attribute, effective[id] == problem.range else { return problem }
      var problem = problem
      let heirs = sites.filter { $0.site.contents.setting(id) == nil }
      problem.sites = heirs.map(\.name)
      problem.scope = .sites(Set(heirs.map(\.site.index)))
      return problem
    }
  }
}
