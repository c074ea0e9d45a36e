/// The address of a resource in a plan of Terraform, taken apart: `module.net["a"].azurerm_subnet.ftp[0]`.
///
/// Source: Terraform documentation, "Resource Address Reference".
struct TerraformAddress: Hashable, Sendable {
  /// The modules around it from the outermost, each with the key of its copy: `net["a"]`.
  private(set) var modules: [String]
  /// Kind and name: `azurerm_subnet.ftp`, or `data.azurerm_subnet.ftp`.
  let resource: String
  /// The number or the key of the copy, in brackets.
  let key: String?
  /// What stands behind it in a reference: `id`.
  let rest: [String]

  /// The address at the beginning of a text; nothing where it is of something else than a resource.
  init?(_ text: String) {
    var steps = Self.steps(text)[...]
    var modules: [String] = []
    while steps.first == "module", steps.count >= 2 {
      modules.append(steps[steps.startIndex + 1])
      steps = steps.dropFirst(2)
    }
    let isData = steps.first == "data"
    if isData { steps = steps.dropFirst() }
    guard steps.count >= 2, let kind = steps.first, let name = steps.dropFirst().first else { return nil }
    let (plain, key) = Self.parted(name)
    self.modules = modules
    resource = (isData ? "data." : "") + "\(kind).\(plain)"
    self.key = key
    rest = Array(steps.dropFirst(2))
  }

  /// The same resource as seen from outside of some modules.
  func within(_ modules: [String]) -> TerraformAddress {
    var outer = self
    outer.modules = modules + outer.modules
    return outer
  }

  /// The parts between the dots that stand in no brackets.
  static func steps(_ text: String) -> [String] {
    var steps: [String] = [""]
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    for sign in text {
      switch sign {
      case _ where isEscaped: isEscaped = false
      case "\\" where isQuoted: isEscaped = true
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: depth += 1
      case "]" where !isQuoted: depth -= 1
      case "." where !isQuoted && depth == 0:
        steps.append("")
        continue
      default: break
      }
      steps[steps.count - 1].append(sign)
    }
    return steps
  }

  /// A step without the key of its copy, and the key.
  static func parted(_ step: String) -> (name: String, key: String?) {
    guard let bracket = step.firstIndex(of: "[") else { return (step, nil) }
    return (String(step[..<bracket]), String(step[bracket...]))
  }
}
