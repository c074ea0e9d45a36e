internal import Text

/// Reads `<site>`s one after another.
struct SiteReader {
  private let defaults: SiteDefaults
  private(set) var sites: [Site] = []
  private(set) var problems: [SchemaProblem] = []
  private var known = KnownSections()

  init(defaults: SiteDefaults) {
    self.defaults = defaults
  }

  /// Reads a site, which is the `index`th of the file.
  mutating func read(_ element: Element, index: Int) {
    let firstProblem = problems.count
    problems += SiteProblems.problems(ofSite: element)
    SiteProblems.redirection(element).map { problems.append($0) }
    for child in element.children {
      switch child.name {
      case .ftpServer: break
      case .bindings: problems += SiteProblems.problems(ofBindings: child)
      default: SiteProblems.unknownChild(child, ofSite: "site").map { problems.append($0) }
      }
    }
    let contents = readSections(of: element)
    if contents.hasEntries { problems += defaults.entries.problems(in: contents) }
    let site = Site(
      element, index: index, bindings: readBindings(of: element), contents: contents, defaults: defaults)
    sites.append(site)
    for problem in firstProblem..<problems.count {
      problems[problem].scope = .site(index)
      if !site.name.value.isEmpty { problems[problem].sites = [site.name.value] }
    }
  }

  /// What the `<ftpServer>`s of a site say: nearly always one, and written as many others.
  private mutating func readSections(of site: Element) -> SectionContents {
    var sections = site.children(.ftpServer).makeIterator()
    guard let first = sections.next() else { return SectionContents(nil) }
    let second = sections.next()
    if second == nil, let contents = known.contents(of: first) { return contents }
    var reader = SectionReader()
    for section in site.children(.ftpServer) {
      reader.read(section, as: Schema.tables.ftpServer, standing: .site)
    }
    let contents = reader.contents
    if second == nil, reader.problems.isEmpty { known.learn(first, contents) }
    problems += reader.problems
    return contents
  }

  /// The bindings of a site, those that all sites inherit included.
  private mutating func readBindings(of site: Element) -> [Binding] {
    var bindings: [Binding] = []
    let firstProblem = problems.count
    for list in defaults.bindings { readBindings(in: list, &bindings, firstProblem) }
    for list in site.children where list.name == .bindings { readBindings(in: list, &bindings, firstProblem) }
    return bindings
  }

  private mutating func readBindings(in list: Element, _ bindings: inout [Binding], _ firstProblem: Int) {
    for element in list.children {
      if element.name == .clear {
        bindings.removeAll()
        problems.removeSubrange(firstProblem...)
      }
      guard element.name == .binding else { continue }
      let binding = Binding(element)
      problems += SiteProblems.problems(ofBinding: element, isFTP: binding.isFTP)
      bindings.append(binding)
    }
  }
}

/// What `<siteDefaults>` says.
struct SiteDefaults: Sendable {
  let contents: SectionContents
  let bindings: [Element]
  let problems: [SchemaProblem]
  /// Whether the list of sites says where virtual directories are that do not say it themselves.
  let hasDefaultPath: Bool
  /// Finds entries that a site adds to those that it inherits.
  let entries: DuplicateEntries

  /// How many bindings all sites may inherit: what is said of each is said for each site.
  static let maximumBindings = 32

  /// Why the sites cannot be read, if they inherit too much.
  var failure: ReadingFailure? {
    let inherited = bindings.flatMap { Array($0.children(.binding)) }
    guard inherited.count > Self.maximumBindings else { return nil }
    return .malformed(
      "siteDefaults has more than \(Self.maximumBindings) bindings, which every site inherits",
      at: inherited[Self.maximumBindings].place,
      help: "two sites cannot listen at one place; give the sites bindings of their own")
  }

  /// Reads the `<siteDefaults>` of some lists of sites.
  init(of siteLists: [SiteList]) {
    let holders = siteLists.flatMap(\.defaults)
    var section = SectionReader()
    var bindings: [Element] = []
    var problems: [SchemaProblem] = []
    for child in holders.flatMap({ Array($0.children) }) {
      switch child.name {
      case .ftpServer: section.read(child, as: Schema.tables.ftpServer, standing: .siteDefaults)
      case .bindings:
        bindings.append(child)
        problems += SiteProblems.problems(ofBindings: child)
      default: SiteProblems.unknownChild(child, ofSite: "siteDefaults").map { problems.append($0) }
      }
    }
    contents = section.contents
    self.bindings = bindings
    hasDefaultPath =
      siteLists.contains(where: \.givesDefaultPath) || holders.contains(where: \.givesDefaultPath)
    entries = DuplicateEntries(below: contents)
    self.problems = problems + section.problems + DuplicateEntries().problems(in: contents)
  }
}
