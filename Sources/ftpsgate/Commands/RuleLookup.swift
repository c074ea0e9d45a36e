internal import ArgumentParser
internal import Linter
internal import Policies
internal import Rules
internal import Text

/// The rule of this id; a usage error with the nearest one if there is none.
func findRule(_ id: String) throws -> Rule {
  if let rule = Rule.named(id) { return rule }
  if let removed = Rule.removed.first(where: { $0.id == id }) {
    throw ValidationError("The rule '\(id)' was removed in \(removed.since): \(removed.reason)")
  }
  let hint = nearestName(to: id, among: Rule.all.map(\.id)).map { " Did you mean '\($0)'?" } ?? ""
  throw ValidationError("There is no rule '\(id)'.\(hint) 'ftpsgate rules' lists them all.")
}

/// The ids of the rules that the value of an option names: one, several with commas, or patterns such as `passive-*`.
///
/// A usage error where a part of it stands for no rule.
func findRules(_ list: String) throws -> [String] {
  try list.split(separator: ",", omittingEmptySubsequences: false).flatMap { part -> [String] in
    let name = String(part.trimmed)
    guard !name.isEmpty else {
      throw ValidationError("A rule is missing in '\(list)': write names with commas between them, such as 'a,b'.")
    }
    if let topic = Rule.Topic.allCases.first(where: { $0.id + "/*" == name.lowercased() }) {
      return Rule.all.filter { $0.topic == topic }.map(\.id)
    }
    let pattern = NamePattern(name)
    guard pattern.literal == nil else { return [try findRule(name.lowercased()).id] }
    let ids = Rule.all.map(\.id).filter(pattern.matches)
    guard !ids.isEmpty else {
      let topics = Rule.Topic.allCases.map { $0.id + "/*" }
      let hint = nearestName(to: name, among: topics).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError("No rule's name is like '\(name)'.\(hint) 'ftpsgate rules' lists them all.")
    }
    return ids
  }
}

extension Substring {
  /// The text without blanks around it.
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
