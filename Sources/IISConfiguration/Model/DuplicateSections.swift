internal import Text

/// Sections that stand twice at one level: IIS takes each once (`There is a duplicate 'a/b' section defined`).
///
/// A level is the file itself, `<location>`s without a path included, or a path. Groups such as `<system.ftpServer>` may
/// be repeated, as far as their sections differ.
enum DuplicateSections {
  /// The second and every further of the sections that begin in some groups of one level.
  static func problems(among groups: [Element]) -> [SchemaProblem] {
    guard mayRepeat(groups.flatMap { marks(in: $0, 0) }) else { return [] }
    var first: [String: Element] = [:]
    return groups.flatMap { sections(in: $0, path: $0.spelling) }.compactMap { section in
      guard let known = first.updateValue(first[section.path] ?? section.element, forKey: section.path) else {
        return nil
      }
      return SchemaProblem(
        kind: .duplicateSection(first: known.place), name: section.element.spelling, parent: section.path, value: "",
        range: section.element.place, attribute: nil)
    }
  }

  /// A number for each section, the same for those with the same path: to spell the paths takes longer.
  private static func marks(in group: Element, _ path: UInt64) -> [UInt64] {
    let path = path.mixed(with: UInt64(group.name.id))
    return group.children.flatMap { child in
      child.name == .security ? marks(in: child, path) : [path.mixed(with: UInt64(child.name.id))]
    }
  }

  private static func sections(in group: Element, path: String) -> [(path: String, element: Element)] {
    group.children.flatMap { child -> [(path: String, element: Element)] in
      let path = path + "/" + child.spelling
      return child.name == .security ? sections(in: child, path: path) : [(path, child)]
    }
  }
}
