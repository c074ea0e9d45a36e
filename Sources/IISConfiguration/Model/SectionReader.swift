internal import Text

/// Reads a section against the schema: what fits becomes ``SectionContents``, what does not a ``SchemaProblem``.
struct SectionReader {
  /// Where the section stands, as far as that decides what it may hold.
  enum Standing {
    case site, siteDefaults, server, location
  }

  private let tables = Schema.tables
  /// The paths of the sections under `system.ftpServer` that the file's `configSections` declare.
  let declaredSections: Set<String>
  private var records: SectionContents.Records?
  private(set) var problems: [SchemaProblem] = []

  init(declaredSections: Set<String> = []) {
    self.declaredSections = declaredSections
  }

  /// What was read.
  var contents: SectionContents { SectionContents(records) }

  /// Reads a section that begins at `element`, which is a `root` of the schema.
  mutating func read(_ element: Element, as root: ElementID, standing: Standing) {
    if records == nil { records = SectionContents.Records(of: element) }
    records?.add(element, as: root)
    readAttributes(of: element, as: root, standing: standing)
    readChildren(of: element, as: root, standing: standing)
  }

  private mutating func readChildren(of element: Element, as id: ElementID, standing: Standing) {
    for child in element.children {
      guard let childID = tables.child(child.name, of: id) else {
        noteUnknown(child, under: id)
        continue
      }
      if standing == .location, id == tables.systemFTPServer,
        Schema.serverOnlySections.contains(child.spelling)
      {
        note(.serverOnly, name: child.spelling, in: id, at: child.place)
        continue
      }
      let entry = tables[childID]
      if entry.role == .ordinary {
        if !entry.isRepeated { records?.add(child, as: childID) }
      } else {
        records?.add(child, in: id, entry.role)
      }
      readAttributes(of: child, as: childID, standing: standing)
      readChildren(of: child, as: childID, standing: standing)
    }
  }

  private mutating func readAttributes(of element: Element, as id: ElementID, standing: Standing) {
    for attribute in element.attributes {
      guard let attributeID = tables.attribute(attribute.name, of: id) else {
        noteUnknown(attribute, as: id)
        continue
      }
      let definition = tables[attributeID].definition
      if definition.isForSiteDefaultsOnly, standing != .siteDefaults {
        noteUnknown(attribute, as: id)
        continue
      }
      let reading = read(attribute, attributeID)
      if !tables[id].isRepeated {
        records?.add(attribute, as: attributeID, reading)
      }
    }
    noteMissing(in: element, as: id)
  }

  private mutating func read(_ attribute: Attribute, _ id: AttributeID) -> ValueType.Reading {
    let type = tables[id].definition.type
    if case .string(mayBeEmpty: true) = type { return .text }
    records?.addDecisive(attribute)
    if let number = attribute.withWritten({ type.usualNumber($0) }) { return .number(number) }
    let value = attribute.value
    let reading = type.number(value).map(ValueType.Reading.number) ?? .text
    let kind: SchemaProblem.Kind
    switch type.check(value) {
    case .usual: return reading
    case .unusual(let usual): kind = .unusualSpelling(usual: usual)
    case .invalid: kind = .invalidValue(expected: type.expectation)
    }
    problems.append(
      SchemaProblem(
        kind: kind, name: attribute.spelling, parent: tables[tables[id].element].path, value: value,
        range: attribute.place, attribute: id))
    if case .unusualSpelling = kind { return reading }
    return .unreadable
  }

  private mutating func noteMissing(in element: Element, as id: ElementID) {
    for index in tables[id].attributes {
      let attribute = tables.attributes[index]
      guard attribute.definition.isRequired, attribute.definition.defaultValue == nil,
        element.attribute(attribute.name) == nil
      else { continue }
      note(
        .missingAttribute(attribute.definition.name), name: element.spelling, in: tables[id].parent ?? id,
        at: element.place)
    }
  }

  private mutating func noteUnknown(_ child: Element, under id: ElementID) {
    // A section that a third party declared where it stands is IIS's business, not the FTP schema's.
    if declaredSections.contains(tables[id].path + "/" + child.spelling) { return }
    let kind: SchemaProblem.Kind
    var hasRivals = false
    if tables.attribute(child.name, of: id) != nil {
      kind = .attributeAsElement
    } else if let path = tables.properPath(ofElement: child.name, foundUnder: id)
      ?? tables.properPath(ofAttribute: child.name)
    {
      kind = .misplaced(properPlace: path)
    } else {
      let known = tables[id].children.map { tables[$0.id].spelling }
      kind = .unknownElement(suggestion: nearestName(to: child.spelling, among: known))
      hasRivals = onlyNearestName(to: child.spelling, among: known) == nil || Vocabulary.isKnown(child.name)
    }
    note(kind, name: child.spelling, in: id, at: child.place)
    problems[problems.count - 1].hasRivals = hasRivals
  }

  private mutating func noteUnknown(_ attribute: Attribute, as id: ElementID) {
    let kind: SchemaProblem.Kind
    var hasRivals = false
    switch attribute.spelling {
    case _ where isLock(attribute.spelling): return
    case "configSource":
      kind = .redirected
      records?.addRedirection(of: id, by: attribute)
    default:
      // An entry of a collection has few attributes, with names that occur elsewhere too: one not known is misspelt.
      if !tables[id].isRepeated, let path = tables.properPath(ofAttribute: attribute.name) {
        kind = .misplaced(properPlace: path)
      } else {
        let known = tables[id].attributes.map { tables.attributes[$0].definition.name }
        kind = .unknownAttribute(suggestion: nearestName(to: attribute.spelling, among: known))
        hasRivals = onlyNearestName(to: attribute.spelling, among: known) == nil
      }
    }
    problems.append(
      SchemaProblem(
        kind: kind, name: attribute.spelling, parent: tables[id].path,
        value: kind == .redirected ? attribute.value : "",
        range: kind == .redirected ? attribute.place : attribute.namePlace, attribute: nil, hasRivals: hasRivals))
  }

  private mutating func note(_ kind: SchemaProblem.Kind, name: String, in parent: ElementID, at range: ByteRange) {
    problems.append(
      SchemaProblem(
        kind: kind, name: name, parent: tables[parent].path, value: "", range: range, attribute: nil))
  }
}

/// Whether an attribute is one of the configuration system's own, which may stand on any element.
func isLock(_ attribute: String) -> Bool {
  switch attribute {
  case "lockAttributes", "lockAllAttributesExcept", "lockElements", "lockAllElementsExcept", "lockItem": true
  default: false
  }
}
