public import IISConfiguration
internal import NetworkModel
internal import Text

/// What of the configuration as a whole keeps sites from being served, whoever connects; worked out once.
struct ConfigurationFaults: Sendable {
  /// A check, and what it is about; what is not named is not restricted.
  private struct Fault: Sendable {
    let check: SessionCheck
    var sites: Set<Int>? = nil
    var binding: ByteRange? = nil
  }

  /// What a fault is about, so that nobody searches all faults for each of thousands of bindings.
  private struct Subject: Hashable {
    let site: Int?
    let binding: ByteRange?
  }

  private var checks: [SessionCheck] = []
  /// Where the checks about something stand among all.
  private var numbers: [Subject: [Int]] = [:]

  init(_ configuration: Configuration) {
    let place = { Location(configuration.source.path, $0) }
    for fault in Self.declarationFaults(configuration, place) + Self.schemaFaults(configuration, place)
      + Self.duplicateSites(configuration, place)
    { add(fault) }
    for duplicate in configuration.duplicateBindings { Self.faults(of: duplicate, place).forEach { add($0) } }
  }

  /// What is in the way of control connections to a binding of a site, in the order of all.
  func checks(_ site: FTPSite, _ binding: Binding) -> [SessionCheck] {
    let sites = [nil, site.site.index]
    let subjects = sites.flatMap { [Subject(site: $0, binding: nil), Subject(site: $0, binding: binding.range)] }
    return subjects.flatMap { numbers[$0] ?? [] }.sorted().map { checks[$0] }
  }

  private mutating func add(_ fault: Fault) {
    let sites: [Int?] = fault.sites.map(Array.init) ?? [nil]
    for site in sites { numbers[Subject(site: site, binding: fault.binding), default: []].append(checks.count) }
    checks.append(fault.check)
  }

  /// What IIS's schema refuses: that the section is refused is documented, what becomes of the site then is not.
  ///
  /// And what it may refuse, as no source tells in which spellings IIS takes a value.
  private static func schemaFaults(_ configuration: Configuration, _ place: (ByteRange) -> Location) -> [Fault] {
    configuration.schemaProblems.map { problem in
      let (rule, reason) = explanation(of: problem)
      return Fault(
        check: SessionCheck(.unknown, reason, at: place(problem.range), rule: rule), sites: problem.scope.sites)
    }
  }

  /// What is odd about the file's declaration: whether IIS reads the file at all is not documented.
  private static func declarationFaults(_ configuration: Configuration, _ place: (ByteRange) -> Location) -> [Fault] {
    configuration.declarationFaults.map { fault in
      let reason: Message =
        switch fault.kind {
        case .version: "the file declares XML \(name: fault.value.value), and whether IIS reads it is not documented"
        case .contradiction(let encoding):
          "the file declares \(name: fault.value.value) and is in \(code: "\(encoding)"), and whether IIS reads it is not documented"
        case .encoding:
          "the file declares the encoding \(name: fault.value.value), and whether IIS reads it is not documented"
        }
      return Fault(check: SessionCheck(.unknown, reason, at: place(fault.value.range), rule: .unusualXMLDeclaration))
    }
  }

  private static func explanation(of problem: SchemaProblem) -> (RuleID, Message) {
    switch problem.kind {
    case .unknownElement:
      return (
        .unknownElement,
        "IIS refuses the section with the unknown element <\(name: problem.name)>, and what it serves then is not documented"
      )
    case .unknownAttribute:
      return (
        .unknownAttribute,
        "IIS refuses the section with the unknown attribute \(name: problem.name), and what it serves then is not documented"
      )
    case .invalidValue:
      return (
        .invalidValue,
        "IIS refuses the section with the invalid value of \(name: problem.name), and what it serves then is not documented"
      )
    case .missingAttribute(let attribute):
      return (
        .invalidValue,
        """
        IIS refuses the section in which \(code: attribute) of <\(name: problem.name)> is missing, and what it serves \
        then is not documented
        """
      )
    case .misplaced, .attributeAsElement, .serverOnly:
      return (
        .misplacedSetting,
        "\(name: problem.name) stands where IIS does not expect it, and what it serves then is not documented"
      )
    case .declarationsNotFirst:
      return (
        .misplacedSetting,
        "IIS refuses a file in which <configSections> does not stand first, and what it serves then is not documented"
      )
    case .redirected:
      return (
        .redirectedConfiguration,
        "<\(name: problem.parent)> stands in another file, \(quoted: problem.value), which was not read"
      )
    case .duplicateSection:
      return (
        .duplicateSection,
        "IIS refuses the second <\(name: problem.name)> of the file, and what it serves then is not documented"
      )
    case .duplicateEntry:
      return (
        .duplicateCollectionKey,
        "IIS refuses the second entry with the key of this <\(name: problem.name)>, and what it serves then is not documented"
      )
    case .unusualSpelling:
      return (
        .unusualSpelling,
        """
        whether IIS takes \(quoted: problem.value) for \(name: problem.name) is not documented, and it refuses a section \
        with a value that it does not take
        """
      )
    }
  }

  private static func duplicateSites(_ configuration: Configuration, _ place: (ByteRange) -> Location) -> [Fault] {
    configuration.duplicateSites.map { duplicate in
      let key: Message = if case .id(let number) = duplicate.key { "the id \(number)" } else { "the name" }
      return Fault(
        check: SessionCheck(
          .unknown, "\(key) is that of another site: IIS refuses the second, and what it serves then is not documented",
          at: place(duplicate.range), rule: .duplicateSite),
        sites: [duplicate.first.index, duplicate.second.index])
    }
  }

  private static func faults(of duplicate: DuplicateBinding, _ place: @escaping (ByteRange) -> Location) -> [Fault] {
    let text = duplicate.binding.information.value
    let check = { (reason: Message) in
      SessionCheck(.unknown, reason, at: place(duplicate.binding.information.range), rule: .duplicateBinding)
    }
    let sites: Set = [duplicate.site.site.index, duplicate.firstSite.site.index]
    switch duplicate.kind {
    case .sameEntry:
      let refused = check(
        "\(quoted: text) is bound twice: IIS refuses the second entry, and what it serves then is not documented")
      return [Fault(check: refused, sites: sites)]
    case .sameMeaning:
      let doubtful = check(
        "\(quoted: text) is bound twice, and what IIS does with the second binding is not documented")
      return [duplicate.first, duplicate.binding].map { Fault(check: doubtful, sites: sites, binding: $0.range) }
    case .ofAnotherSite:
      let contested = check(
        "\(quoted: text) is bound by two sites: one of them does not start, and which is not documented")
      return [duplicate.first, duplicate.binding].map { Fault(check: contested, sites: sites, binding: $0.range) }
    }
  }
}

extension SchemaProblem.Scope {
  /// The sites concerned, by their place among all sites of the file; nothing for all.
  public var sites: Set<Int>? {
    switch self {
    case .server: nil
    case .site(let index): [index]
    case .sites(let indices): indices
    }
  }
}
