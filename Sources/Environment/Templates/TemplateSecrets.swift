internal import IISConfiguration

extension JSONValue {
  /// A template in which nothing is known of what secure parameters and outputs stand for, be it a default or what is
  /// passed.
  ///
  /// Source: Microsoft Learn, "Data types in ARM templates", on secure strings and objects.
  func hidingTemplateSecrets(in file: String) -> JSONValue {
    guard isTemplate || self["value"] != nil || !elements.isEmpty else { return self }
    return mapped { $0.hidingSecure(in: file) }
  }

  /// The names of the secure ones among the parameters of a template, in lower case.
  var secureParameters: Set<String> { secureMembers("parameters") }

  private func secureMembers(_ name: String) -> Set<String> {
    var search = SecureTypes(definitions: self["definitions"])
    return Set(
      (self[name]?.members ?? []).filter { search.hold($0.value) }.map { $0.name.value.lowercased() })
  }

  /// A template, or a deployment with one, without what is secret in it.
  private func hidingSecure(in file: String) -> JSONValue {
    var changed = hiding("defaultValue", of: "parameters", in: file, secureParameters)
    changed = changed.hiding("value", of: "outputs", in: file, secureMembers("outputs"))
    if let template = self["template"] {
      changed = changed.hiding("value", of: "parameters", in: file, template.secureParameters)
    }
    return changed
  }

  /// An object without a member of some members of a member.
  private func hiding(_ name: String, of list: String, in file: String, _ secret: Set<String>) -> JSONValue {
    guard !secret.isEmpty else { return self }
    return replacing(list) { declarations in
      JSONValue(
        content: .object(
          declarations.members.map { declared in
            guard secret.contains(declared.name.value.lowercased()) else { return declared }
            return Member(name: declared.name, value: declared.value.replacing(name) { $0.hidden(in: file) })
          }), range: declarations.range)
    }
  }

  /// An object with another value in the place of a member, by its name in any case.
  private func replacing(_ name: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
    guard case .object(let members) = content else { return self }
    let changed = members.map { member in
      member.name.value.lowercased() == name.lowercased()
        ? Member(name: member.name, value: change(member.value)) : member
    }
    return JSONValue(content: .object(changed), range: range)
  }
}

/// Looks for types whose values are not to be shown in declarations, which may refer to definitions and these to others.
private struct SecureTypes {
  let definitions: JSONValue?
  private var known: [String: Bool] = [:]

  init(definitions: JSONValue?) {
    self.definitions = definitions
  }

  /// Whether a declaration, or a part of it, is of such a type; one too deep to be told is taken for one.
  mutating func hold(_ declaration: JSONValue, depth: Int = 0) -> Bool {
    guard depth < 32 else { return true }
    if ["securestring", "secureobject"].contains(declaration["type"]?.string?.value.lowercased()) { return true }
    if let name = declaration["$ref"]?.string?.value.split(separator: "/").last.map(String.init),
      defines(name, depth: depth)
    {
      return true
    }
    let parts =
      [declaration["items"], declaration["additionalProperties"]].compactMap(\.self)
      + (declaration["properties"]?.members.map(\.value) ?? [])
    for part in parts where hold(part, depth: depth + 1) { return true }
    return false
  }

  private mutating func defines(_ name: String, depth: Int) -> Bool {
    if let known = known[name] { return known }
    // Of one that refers to itself its other parts decide.
    known[name] = false
    let isSecure = definitions?[name].map { hold($0, depth: depth + 1) } ?? false
    known[name] = isSecure
    return isSecure
  }
}
