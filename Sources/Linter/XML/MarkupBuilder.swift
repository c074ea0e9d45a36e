/// Collects what the parser reports into the tables of a ``Markup``, leaving out what no rule reads.
///
/// A class because the parser's callbacks reach it through a pointer; it lives for one parse.
final class MarkupBuilder {
  /// Which part of the file an element stands in; decides how much of it is kept.
  enum Area {
    case outside, configuration, location, applicationHost, sites, site, kept, skipped
  }

  private(set) var elements: [Markup.ElementRecord] = []
  private(set) var attributes: [Markup.AttributeRecord] = []
  private(set) var exposedPasswords: [Markup.AttributeRecord] = []
  /// The open elements; an index is -1 where the element was not kept.
  private var open: [(area: Area, element: Int32)] = []

  /// How many elements are open.
  var depth: Int { open.count }

  /// An element begins; says whether its attributes are to be recorded.
  func begin(_ name: Name, tagEnd: Int) -> Bool {
    let outer = open.last ?? (.outside, -1)
    let area = area(of: name, in: outer.area)
    // A skipped section is kept as an empty element, for what its presence says of the file.
    let isKept = outer.area != .skipped
    open.append((area, isKept ? Int32(elements.count) : -1))
    guard isKept else { return false }
    elements.append(
      Markup.ElementRecord(
        name: name, depth: UInt16(open.count - 1), parent: max(outer.element, 0),
        end: Int32(elements.count + 1), firstAttribute: Int32(attributes.count), attributeCount: 0,
        tagEnd: UInt32(clamping: tagEnd)))
    return true
  }

  /// An attribute of the element that began last.
  func add(_ attribute: Markup.AttributeRecord) {
    attributes.append(attribute)
    elements[elements.count - 1].attributeCount += 1
  }

  /// An attribute, of any element, that holds a password in clear text.
  func expose(_ attribute: Markup.AttributeRecord) {
    exposedPasswords.append(attribute)
  }

  /// The element that began last, of those still open, ends.
  func end() {
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
