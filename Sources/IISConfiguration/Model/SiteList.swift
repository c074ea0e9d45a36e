/// What stands in a `<sites>`, looked through once: there may be tens of thousands of sites.
struct SiteList: Sendable {
  let element: Element
  /// The sites behind the last `<clear/>`, by their places in the tables of the file.
  private(set) var sites: [Int] = []
  /// Whether a `<clear/>` takes away the sites of lists before this one too.
  private(set) var isCleared = false
  /// What holds for all sites.
  private(set) var defaults: [Element] = []
  /// What is none of these.
  private(set) var others: [Element] = []

  init(_ element: Element) {
    self.element = element
    for child in element.children {
      switch child.name {
      case .site: sites.append(child.index)
      case .siteDefaults: defaults.append(child)
      case .clear:
        sites.removeAll()
        isCleared = true
      default: others.append(child)
      }
    }
  }

  /// Whether it says where virtual directories are that do not say it themselves.
  var givesDefaultPath: Bool { others.contains(where: \.isDefaultPath) }
}
