internal import Text

extension Configuration {
  /// The level at which the setting of a problem stands; nothing for one in a `<location>` or in an entry of a collection,
  /// which has no path of its own.
  public func level(of problem: SchemaProblem) -> SettingChange.Level? {
    guard let attribute = problem.attribute, !Schema.tables[Schema.tables[attribute].element].isRepeated,
      let path = source.outline?.place(of: problem.range)?.path.names, path.contains("location") == false
    else { return nil }
    if case .site(let index) = problem.scope {
      return sites.indices.contains(index) ? .site(index, name: sites[index].name.value) : nil
    }
    if path.contains("siteDefaults") { return .siteDefaults }
    return path.contains("system.ftpServer") ? .server : nil
  }
}

extension SchemaProblem {
  /// The only name of an enumeration that is nearest to the value, if one is near.
  public var nearestChoice: String? {
    guard let attribute, case .enumeration(let choices) = Schema.tables[attribute].definition.type else { return nil }
    return onlyNearestName(to: value, among: choices.map(\.name))
  }
}
