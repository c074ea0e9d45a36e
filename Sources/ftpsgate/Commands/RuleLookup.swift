internal import ArgumentParser
internal import Linter
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
