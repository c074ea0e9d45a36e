internal import Text

/// What IIS's schema asks of `<site>` and `<binding>` themselves, which the FTP schema's tables do not hold.
///
/// Carried over from IIS_schema.xml of IIS 10 (github.com/lextm/iis_schema).
enum SiteProblems {
  /// What is wrong with the attributes of a `<site>`.
  static func problems(ofSite site: Element) -> [SchemaProblem] {
    var problems: [SchemaProblem] = []
    if let name = site.attribute(.name) {
      // The schema's siteName validator refuses these two; IIS Manager refuses more.
      if name.withWritten(holdsSlashOrQuestionMark) {
        problems.append(problem(.invalidValue(expected: "a name without / and ?"), name, "site"))
      }
    } else {
      problems.append(missing("name", in: site, within: "sites"))
    }
    if let id = site.attribute(.id) {
      problems += check(id, .uint, "site")
    } else {
      problems.append(missing("id", in: site, within: "sites"))
    }
    if let start = site.attribute(.serverAutoStart) { problems += check(start, .bool, "site") }
    for attribute in site.attributes {
      switch attribute.name {
      case .name, .id, .serverAutoStart, .configSource: break
      // The run-time state, which IIS reports but never writes.
      case _ where attribute.spelling == "state" || isLock(attribute.spelling): break
      default: problems.append(unknown(attribute, in: "site", known: ["name", "id", "serverAutoStart"]))
      }
    }
    return problems
  }

  /// Says that an element stands in another file, if it does.
  static func redirection(_ element: Element) -> SchemaProblem? {
    element.attribute(.configSource).map {
      SchemaProblem(
        kind: .redirected, name: "configSource", parent: element.spelling, value: $0.value, range: $0.place,
        attribute: nil)
    }
  }

  /// What is wrong with the attributes of a `<binding>`; the information of an ftp binding is left aside, and what later
  /// versions of IIS may add to others.
  static func problems(ofBinding binding: Element, isFTP: Bool) -> [SchemaProblem] {
    var problems: [SchemaProblem] = []
    if binding.attribute(.protocol) == nil { problems.append(missing("protocol", in: binding, within: "bindings")) }
    for attribute in binding.attributes {
      switch attribute.name {
      case .protocol, .bindingInformation: break
      case .sslFlags where isFTP: problems += check(attribute, .uint, "binding")
      case .sslFlags: break
      default:
        let known = ["protocol", "bindingInformation", "sslFlags"]
        let isMisspelt = isFTP || known.contains { $0.lowercased() == attribute.spelling.lowercased() }
        guard isMisspelt, !isLock(attribute.spelling) else { continue }
        problems.append(unknown(attribute, in: "binding", known: known))
      }
    }
    return problems
  }

  /// An element that neither a `<site>` nor `<siteDefaults>` may hold.
  static func unknownChild(_ child: Element, ofSite parent: String) -> SchemaProblem? {
    switch child.name {
    case .bindings, .ftpServer, .application, .limits, .logFile, .traceFailedRequestsLogging, .hsts,
      .applicationDefaults, .virtualDirectoryDefaults:
      nil
    default:
      unknown(child, in: parent, known: ["bindings", "ftpServer", "application", "limits", "logFile"])
    }
  }

  /// An element that the list of sites may not hold; that it takes `<clear>` is what this tool grants it.
  static func unknownChild(ofSites child: Element) -> SchemaProblem? {
    switch child.name {
    case .site, .siteDefaults, .applicationDefaults, .virtualDirectoryDefaults, .clear: nil
    // Settings of a site at the wrong level are a finding of their own.
    case .ftpServer: nil
    default: unknown(child, in: "sites", known: ["site", "siteDefaults"])
    }
  }

  /// What is wrong with a list of bindings itself: it holds `<binding>` and `<clear>`, and no `<remove>` either.
  static func problems(ofBindings list: Element) -> [SchemaProblem] {
    var problems: [SchemaProblem] = []
    redirection(list).map { problems.append($0) }
    for child in list.children where child.name != .binding && child.name != .clear {
      problems.append(unknown(child, in: "bindings", known: ["binding", "clear"]))
    }
    return problems
  }

  /// An element that differs from one of these only in case, which IIS therefore does not know.
  static func misspelling(_ element: Element, of name: Name, within parent: String) -> SchemaProblem? {
    guard !Vocabulary.isKnown(element.name) else { return nil }
    let proper = element.markup.spelling(name)
    guard element.spelling.utf8.count == proper.utf8.count, CaselessName(element.spelling) == CaselessName(proper)
    else { return nil }
    return SchemaProblem(
      kind: .unknownElement(suggestion: proper), name: element.spelling, parent: parent, value: "",
      range: element.place, attribute: nil)
  }

  private static func unknown(_ element: Element, in parent: String, known: [String]) -> SchemaProblem {
    SchemaProblem(
      kind: .unknownElement(suggestion: nearestName(to: element.spelling, among: known)), name: element.spelling,
      parent: parent, value: "", range: element.place, attribute: nil,
      hasRivals: onlyNearestName(to: element.spelling, among: known) == nil || Vocabulary.isKnown(element.name))
  }

  private static func unknown(_ attribute: Attribute, in parent: String, known: [String]) -> SchemaProblem {
    SchemaProblem(
      kind: .unknownAttribute(suggestion: nearestName(to: attribute.spelling, among: known)),
      name: attribute.spelling, parent: parent, value: "", range: attribute.namePlace, attribute: nil,
      hasRivals: onlyNearestName(to: attribute.spelling, among: known) == nil)
  }

  private static func check(_ attribute: Attribute, _ type: ValueType, _ parent: String) -> [SchemaProblem] {
    if attribute.withWritten({ type.usualNumber($0) }) != nil { return [] }
    return switch type.check(attribute.value) {
    case .usual: []
    case .unusual(let usual): [problem(.unusualSpelling(usual: usual), attribute, parent)]
    case .invalid: [problem(.invalidValue(expected: type.expectation), attribute, parent)]
    }
  }

  private static func problem(
    _ kind: SchemaProblem.Kind, _ attribute: Attribute, _ parent: String
  ) -> SchemaProblem {
    SchemaProblem(
      kind: kind, name: attribute.spelling, parent: parent, value: attribute.value, range: attribute.place,
      attribute: nil)
  }

  private static func missing(_ attribute: String, in element: Element, within parent: String) -> SchemaProblem {
    SchemaProblem(
      kind: .missingAttribute(attribute), name: element.spelling, parent: parent, value: "",
      range: element.place, attribute: nil)
  }
}

private func holdsSlashOrQuestionMark(_ written: Span<UInt8>) -> Bool {
  written.indices.contains { written[$0] == UInt8(ascii: "/") || written[$0] == UInt8(ascii: "?") }
}
