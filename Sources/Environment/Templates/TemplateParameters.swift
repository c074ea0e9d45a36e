internal import IISConfiguration
internal import NetworkModel

/// What a file says a template is deployed with.
///
/// Source: Microsoft Learn, "Create a parameter file".
struct TemplateParameters {
  /// The values by the names of their parameters in lower case; nothing for a secret that only a vault knows.
  private let values: [String: JSONValue?]

  /// The parameters that a file holds, if it is such a file.
  init?(_ root: JSONValue) {
    guard root["$schema"]?.string?.value.lowercased().contains("deploymentparameters") == true,
      let parameters = root["parameters"]
    else { return nil }
    values = Dictionary(
      parameters.members.map { member in
        (member.name.value.lowercased(), member.value.members.first { $0.name.value.lowercased() == "value" }?.value)
      }
    ) { first, _ in first }
  }

  /// What some files say of a template's parameters, each at the place where the template declares it.
  ///
  /// A file counts if the template has all its parameters. Where two say different things, which is used is not known. What
  /// is passed for a secure one is not to be known.
  static func arguments(for template: JSONValue, of files: [TemplateParameters], in path: String) -> [String: JSONValue]
  {
    let declared = Dictionary(
      (template["parameters"]?.members ?? []).map { ($0.name.value.lowercased(), $0.name.range) }
    ) { first, _ in first }
    let secure = template.secureParameters
    var found: [String: JSONValue] = [:]
    for (name, value) in files.filter({ $0.values.keys.allSatisfy { declared[$0] != nil } }).flatMap(\.values) {
      guard let place = declared[name] else { continue }
      let unknown = UnknownValue(
        source: "[parameters('\(name)')]", text: PartialText([.unknown("parameters('\(name)')", scope: path)]))
      let untold = JSONValue(content: .unknown(unknown), range: place)
      let told = secure.contains(name) ? untold : value?.moved(to: place) ?? untold
      found[name] = found[name].map { $0.equals(told) == true ? told : untold } ?? told
    }
    return found
  }
}
