internal import Text

/// Collects what the parser reports into the tables of a ``Markup``, leaving out what no rule reads.
struct MarkupBuilder {
  /// Which part of the file an element stands in; decides how much of it is kept.
  enum Area {
    case outside, configuration, location, applicationHost, sites, site, kept, skipped
  }

  private var elements: [Markup.ElementRecord] = []
  private var attributes: [Markup.AttributeRecord] = []
  private var exposedPasswords: [Markup.AttributeRecord] = []
  /// The open elements; an index is -1 where the element was not kept.
  private var open: [(area: Area, element: Int32)] = []
  var names = NameInterner()

  /// A builder for a text of this many bytes.
  init(textSize: Int) {
    // About what a file full of FTP sites holds; memory that is reserved and never touched costs nothing.
    elements.reserveCapacity(textSize / 72)
    attributes.reserveCapacity(textSize / 48)
  }

  /// Whether there is not even a root element.
  var isEmpty: Bool { elements.isEmpty }

  /// What was collected.
  func markup(of source: SourceFile) -> Markup {
    Markup(
      source: source, elements: elements, attributes: attributes, exposedPasswords: exposedPasswords,
      ownNames: names.ownSpellings)
  }

  /// How many elements are open.
  var depth: Int { open.count }

  /// An element begins; says whether its attributes are to be recorded.
  mutating func begin(_ name: Name, tagEnd: Int) -> Bool {
    let outer = open.last ?? (.outside, -1)
    let area = area(of: name, in: outer.area)
    // A skipped section is kept as an empty element, for what its presence says of the file.
    let isKept = outer.area != .skipped
    open.append((area, isKept ? Int32(elements.count) : -1))
    guard isKept else { return false }
    elements.append(
      Markup.ElementRecord(
        name: name, attributeCount: 0, parent: max(outer.element, 0), end: Int32(elements.count + 1),
        firstAttribute: Int32(attributes.count), tagEnd: UInt32(clamping: tagEnd)))
    return true
  }

  /// An attribute of the element that began last.
  mutating func add(_ attribute: Markup.AttributeRecord) {
    attributes.append(attribute)
    elements[elements.count - 1].attributeCount += 1
  }

  /// An attribute, of any element, that holds a password in clear text.
  mutating func expose(_ attribute: Markup.AttributeRecord) {
    exposedPasswords.append(attribute)
  }

  /// The element that began last, of those still open, ends.
  mutating func end() {
    guard let closed = open.popLast(), closed.element >= 0 else { return }
    elements[Int(closed.element)].end = Int32(elements.count)
  }

  private func area(of name: Name, in outer: Area) -> Area {
    switch outer {
    case .outside: .configuration
    case .configuration, .location:
      switch name {
      case .location: .location
      case .applicationHost: .applicationHost
      case .systemFTPServer, .configSections, .ftpServer: .kept
      default: .skipped
      }
    case .applicationHost: name == .sites ? .sites : .skipped
    case .sites: name == .site || name == .siteDefaults ? .site : .kept
    case .site: name == .bindings || name == .ftpServer || name == .application ? .kept : .skipped
    case .kept: .kept
    case .skipped: .skipped
    }
  }
}
