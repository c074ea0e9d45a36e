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
      if name.written.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }) {
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

  /// What is wrong with the attributes of an ftp `<binding>`, its protocol and information left aside.
  static func problems(ofBinding binding: Element) -> [SchemaProblem] {
    var problems: [SchemaProblem] = []
    for attribute in binding.attributes {
      switch attribute.name {
      case .protocol, .bindingInformation: break
      case .sslFlags: problems += check(attribute, .uint, "binding")
      default:
        guard !isLock(attribute.spelling) else { continue }
        let known = ["protocol", "bindingInformation", "sslFlags"]
        problems.append(
          SchemaProblem(
            kind: .unknownAttribute(suggestion: nearestName(to: attribute.spelling, among: known)),
            name: attribute.spelling, parent: "binding", value: "", range: attribute.namePlace, attribute: nil))
      }
    }
    return problems
  }

  /// An element that differs from one of these only in case, which IIS therefore does not know.
  static func misspelling(_ element: Element, of name: Name, within parent: String) -> SchemaProblem? {
    guard !Vocabulary.isKnown(element.name) else { return nil }
    let proper = element.markup.spelling(name)
    guard element.spelling.utf8.count == proper.utf8.count, element.spelling.lowercased() == proper.lowercased()
    else { return nil }
    return SchemaProblem(
      kind: .unknownElement(suggestion: proper), name: element.spelling, parent: parent, value: "",
      range: element.place, attribute: nil)
  }

  private static func check(_ attribute: Attribute, _ type: ValueType, _ parent: String) -> [SchemaProblem] {
    if type.usualNumber(attribute.written) != nil { return [] }
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
