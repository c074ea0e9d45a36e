internal import IISConfiguration

extension JSONValue {
  /// The members that Terraform's masks are about, each with that of the mask.
  private static let masks = [
    ("values", "sensitive_values"), ("before", "before_sensitive"), ("after", "after_sensitive"),
  ]

  /// A plan or a state in which nothing is known of values that are marked as sensitive.
  ///
  /// Beside values stands a mask of their form, with `true` in the place of what is not to be shown; variables and outputs say
  /// it of themselves (Terraform documentation, "JSON Output Format").
  func hidingTerraformSecrets(in file: String) -> JSONValue {
    guard self["terraform_version"] != nil else { return self }
    let secret = Self.sensitiveVariables(of: exactly("configuration")?.exactly("root_module"))
    let passed = exactly("variables").map { variables in
      variables.replacing(
        secret.reduce(into: [:]) { $0[$1] = variables.exactly($1)?.hiding(["value"], in: file) })
    }
    return replacing(passed.map { ["variables": $0] } ?? [:]).mapped { $0.hidingMarked(in: file) }
  }

  /// An object without those of its members that are marked.
  private func hidingMarked(in file: String) -> JSONValue {
    var replacements: [String: JSONValue] = [:]
    for (name, mask) in Self.masks {
      if let value = exactly(name), let mask = exactly(mask) { replacements[name] = value.masked(by: mask, in: file) }
    }
    if let passed = exactly("expressions") {
      let secret = Self.sensitiveVariables(of: exactly("module"))
      replacements["expressions"] = passed.replacing(
        secret.reduce(into: [:]) { $0[$1] = passed.exactly($1)?.hiding(["constant_value"], in: file) })
    }
    let marked = replacing(replacements)
    return exactly("sensitive")?.boolean == true ? marked.hiding(["value", "default"], in: file) : marked
  }

  private static func sensitiveVariables(of module: JSONValue?) -> [String] {
    (module?.exactly("variables")?.members ?? []).filter { $0.value.exactly("sensitive")?.boolean == true }
      .map(\.name.value)
  }

  private func hiding(_ names: [String], in file: String) -> JSONValue {
    replacing(names.reduce(into: [:]) { $0[$1] = exactly($1)?.hidden(in: file) })
  }

  private func masked(by mask: JSONValue, in file: String) -> JSONValue {
    switch (content, mask.content) {
    case (_, .boolean(true)): return hidden(in: file)
    case (.object, .object(let marks)):
      return replacing(
        marks.reduce(into: [:]) { $0[$1.name.value] = exactly($1.name.value)?.masked(by: $1.value, in: file) })
    case (.array(let elements), .array(let marks)):
      let masked = elements.enumerated().map { index, element in
        marks.indices.contains(index) ? element.masked(by: marks[index], in: file) : element
      }
      return JSONValue(content: .array(masked), range: range)
    default: return self
    }
  }
}
