internal import IISConfiguration
internal import NetworkModel

/// Puts values in the place of a template's expressions, as far as files tell them.
///
/// What cannot be told stays unknown, and keeps what is known of it: a name may have an unknown beginning. Source: Microsoft
/// Learn, "ARM template functions" and "Resource iteration in ARM templates".
struct TemplateEvaluator {
  /// The most that a loop makes (Microsoft Learn, "ARM template limits").
  private static let mostCopies = 800

  let scope: TemplateScope
  /// The loops around an expression by their names in lower case, and which turn this is; nothing where that is not known.
  private(set) var loops: [(name: String, index: Int?)] = []
  /// What lambda expressions and functions of the template's own call their arguments.
  private(set) var locals: [String: JSONValue] = [:]
  private(set) var isInFunction = false

  init(_ scope: TemplateScope) {
    self.scope = scope
  }

  /// The same within a loop.
  func looping(_ name: String, _ index: Int?) -> TemplateEvaluator {
    var inner = self
    inner.loops.append((name.lowercased(), index))
    return inner
  }

  /// The same within a lambda expression that calls the element of a turn by a name.
  func calling(_ name: String, _ value: JSONValue, turn: Int) -> TemplateEvaluator {
    var inner = looping("lambda \(name)", turn)
    inner.locals["lambda \(name.lowercased())"] = value
    return inner
  }

  /// A value with values in the place of all expressions in it.
  func expand(_ value: JSONValue) -> JSONValue {
    guard scope.budget.spend(), scope.budget.enter() else { return unknown("…", at: value.range) }
    defer { scope.budget.leave() }
    switch value.content {
    case .string(let text) where text.isTemplateExpression: return evaluate(text, at: value.range)
    case .string(let text): return JSONValue(content: .string(text.templateText), range: value.range)
    case .array(let elements): return JSONValue(content: .array(elements.map(expand)), range: value.range)
    case .object(let members): return JSONValue(content: .object(expand(members)), range: value.range)
    case .null, .boolean, .number, .unknown: return value
    }
  }

  /// Members with those that loops make: `"copy": [{"name": "rules", "count": 3, "input": {…}}]` makes `rules`.
  private func expand(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
    var expanded: [JSONValue.Member] = []
    for member in members {
      guard member.name.value == "copy", case .array(let made) = member.value.content else {
        expanded.append(JSONValue.Member(name: member.name, value: expand(member.value)))
        continue
      }
      for loop in made {
        guard let name = loop["name"]?.string else { continue }
        let others = expanded.count
        expanded.removeAll { $0.name.value.lowercased() == name.value.lowercased() }
        // What a member is that is written as well nobody can tell.
        let isAlone = expanded.count == others
        let value = isAlone ? elements(of: loop) : unknown("copy", at: loop.range)
        expanded.append(JSONValue.Member(name: name, value: value))
      }
    }
    return expanded
  }

  /// What a loop makes of its input.
  func elements(of loop: JSONValue) -> JSONValue {
    guard let name = loop["name"]?.string?.value, let input = loop["input"], let count = turns(of: loop) else {
      return unknown("copy", at: loop.range)
    }
    return JSONValue(content: .array((0..<count).map { looping(name, $0).expand(input) }), range: loop.range)
  }

  /// How many turns a loop has; nothing where that is not known.
  func turns(of loop: JSONValue) -> Int? {
    loop["count"].map(expand)?.integer.flatMap { 0...Self.mostCopies ~= $0.value ? $0.value : nil }
  }

  /// A value in which expressions stand for what is not known, as nothing around them is.
  static func unknowns(of value: JSONValue, file: String) -> JSONValue {
    let nothing = JSONValue(content: .object([]), range: value.range)
    let scope = TemplateScope(nothing, id: file, target: DeploymentTarget(file: file), budget: TemplateBudget())
    return TemplateEvaluator(scope).expand(value)
  }

  /// What an expression stands for.
  func evaluate(_ text: String, at range: ByteRange) -> JSONValue {
    guard let expression = TemplateExpression(text) else { return unknown(text, at: range) }
    let found = value(of: expression, at: range).placed(at: range)
    guard case .unknown(var unknown) = found.content else { return found }
    unknown.source = text
    return JSONValue(content: .unknown(unknown), range: range)
  }

  /// What an expression stands for; values that it makes stand where it does.
  func value(of expression: TemplateExpression, at range: ByteRange) -> JSONValue {
    guard scope.budget.spend(), scope.budget.enter() else { return unknown(expression, at: range) }
    defer { scope.budget.leave() }
    guard let found = content(of: expression, at: range), let weight = found.weight(), scope.budget.spend(weight / 8)
    else { return unknown(expression, at: range) }
    return found
  }

  private func content(of expression: TemplateExpression, at range: ByteRange) -> JSONValue? {
    switch expression {
    case .text(let text): JSONValue(content: .string(text), range: range)
    case .number(let number): JSONValue(content: .number("\(number)"), range: range)
    case .element(let whole, let part): value(of: whole, at: range).part(value(of: part, at: range))
    case .call(let name, let arguments): call(name, arguments, at: range)
    }
  }

  private func call(_ name: String, _ arguments: [TemplateExpression], at range: ByteRange) -> JSONValue? {
    if let form = TemplateForm.all[name] { return form(arguments, self, range) }
    if name.contains(".") { return ownFunction(name, arguments.map { value(of: $0, at: range) }) }
    guard let function = TemplateFunctions.all[name] else { return nil }
    return function(arguments.map { value(of: $0, at: range) }, self).map { JSONValue(content: $0, range: range) }
  }

  /// What a function that the template defines itself makes of some values.
  private func ownFunction(_ name: String, _ values: [JSONValue]) -> JSONValue? {
    guard !isInFunction || name.hasPrefix("__bicep"), let function = scope.function(name) else { return nil }
    var inner = TemplateEvaluator(scope)
    inner.isInFunction = true
    for (parameter, value) in zip(function["parameters"]?.elements ?? [], values) {
      if let name = parameter["name"]?.string?.value { inner.locals[name.lowercased()] = value }
    }
    let found = function["output"]?["value"].map(inner.expand)
    // What is unknown within hangs on the values, which its text does not tell.
    return found?.isKnown == true ? found : nil
  }
}

// MARK: - What is not known

extension TemplateEvaluator {
  /// Something that no file tells, by the expression that stands for it.
  func unknown(_ expression: TemplateExpression, at range: ByteRange) -> JSONValue {
    var key = scope.id
    // Elsewhere in the scope the same words may stand for something else.
    if isInFunction || expression.calls(["copyindex", "lambdavariables"]) {
      key += loops.map { ">\($0.name)=\($0.index.map(String.init) ?? "?@\(range.start)")" }.joined()
    }
    if isInFunction || expression.calls(["newguid", "utcnow"]) { key += "@\(range.start)" }
    return unknown(expression.description, scope: key, at: range)
  }

  /// Something that no file tells, and that is nowhere else.
  func unknown(_ text: String, at range: ByteRange) -> JSONValue {
    unknown(text, scope: "\(scope.id)@\(range.start)", at: range)
  }

  private func unknown(_ text: String, scope: String, at range: ByteRange) -> JSONValue {
    let value = UnknownValue(source: "[\(text)]", text: PartialText([.unknown(text, scope: scope)]))
    return JSONValue(content: .unknown(value), range: range)
  }
}
