internal import IISConfiguration
internal import NetworkModel

/// What looks like a function of templates, but does not look at all its arguments, or looks around itself.
enum TemplateForm {
  typealias Form =
    @Sendable (_ arguments: [TemplateExpression], _ evaluator: TemplateEvaluator, _ range: ByteRange) -> JSONValue?

  /// All of them by their names in lower case.
  static let all: [String: Form] = [
    "if": { arguments, evaluator, range in
      guard arguments.count == 3, let holds = evaluator.value(of: arguments[0], at: range).boolean else { return nil }
      return evaluator.value(of: arguments[holds ? 1 : 2], at: range)
    },
    "and": { arguments, evaluator, range in junction(arguments, evaluator, range, decidedBy: false) },
    "or": { arguments, evaluator, range in junction(arguments, evaluator, range, decidedBy: true) },
    "coalesce": { arguments, evaluator, range in
      for argument in arguments {
        let value = evaluator.value(of: argument, at: range)
        if value.isUnknown { return nil }
        if !value.isNull { return value }
      }
      return JSONValue(content: .null, range: range)
    },
    "parameters": { arguments, evaluator, range in
      guard let name = name(arguments, evaluator, range) else { return nil }
      return evaluator.isInFunction ? evaluator.locals[name.lowercased()] : evaluator.scope.parameter(name)
    },
    "variables": { arguments, evaluator, range in
      name(arguments, evaluator, range).flatMap { evaluator.scope.variable($0) }
    },
    "lambdavariables": { arguments, evaluator, range in
      name(arguments, evaluator, range).flatMap { evaluator.locals["lambda \($0.lowercased())"] }
    },
    "copyindex": copyIndex,
    "map": { arguments, evaluator, range in
      each(arguments, evaluator, range).map { JSONValue(content: .array($0.map(\.result)), range: range) }
    },
    "filter": { arguments, evaluator, range in
      guard let turns = each(arguments, evaluator, range) else { return nil }
      let kept = turns.filter { $0.result.boolean == true }.map(\.element)
      return turns.contains { $0.result.boolean == nil } ? nil : JSONValue(content: .array(kept), range: range)
    },
    "reference": { arguments, evaluator, range in
      guard let target = arguments.first.flatMap({ evaluator.value(of: $0, at: range).partialText }),
        let resource = evaluator.scope.deployment?.resource(target)
      else { return nil }
      let isFull = arguments.count == 3 && evaluator.value(of: arguments[2], at: range).plain?.lowercased() == "full"
      return isFull ? resource.value : resource.properties
    },
    "resourceinfo": { arguments, evaluator, range in
      guard let target = arguments.first.flatMap({ evaluator.value(of: $0, at: range).partialText }) else { return nil }
      return evaluator.scope.deployment?.resource(target)?.info(at: range)
    },
  ]

  private static func name(
    _ arguments: [TemplateExpression], _ evaluator: TemplateEvaluator, _ range: ByteRange
  ) -> String? {
    arguments.first.flatMap { evaluator.value(of: $0, at: range).plain }
  }

  private static func junction(
    _ arguments: [TemplateExpression], _ evaluator: TemplateEvaluator, _ range: ByteRange, decidedBy deciding: Bool
  ) -> JSONValue? {
    let values = arguments.map { evaluator.value(of: $0, at: range).boolean }
    if values.contains(deciding) { return JSONValue(content: .boolean(deciding), range: range) }
    return values.contains(nil) ? nil : JSONValue(content: .boolean(!deciding), range: range)
  }

  /// `copyIndex()`, `copyIndex('loop')`, `copyIndex(1)` and `copyIndex('loop', 1)`.
  private static let copyIndex: Form = { arguments, evaluator, range in
    let values = arguments.map { evaluator.value(of: $0, at: range) }
    let name = values.first?.plain?.lowercased()
    guard let shift = values.last?.number ?? (values.count == (name == nil ? 0 : 1) ? 0 : nil) else { return nil }
    let loops = evaluator.loops.filter { !$0.name.hasPrefix("lambda ") }
    let loop = name.map { name in loops.last { $0.name == name } } ?? loops.last
    guard let index = loop?.index else { return nil }
    let (sum, isTooLarge) = index.addingReportingOverflow(shift)
    return isTooLarge ? nil : JSONValue(content: .number("\(sum)"), range: range)
  }

  /// What a lambda expression makes of each element of an array.
  private static func each(
    _ arguments: [TemplateExpression], _ evaluator: TemplateEvaluator, _ range: ByteRange
  ) -> [(element: JSONValue, result: JSONValue)]? {
    guard arguments.count == 2, case .call("lambda", let lambda) = arguments[1], let body = lambda.last,
      let elements = evaluator.value(of: arguments[0], at: range).list
    else { return nil }
    let names = lambda.dropLast().map { evaluator.value(of: $0, at: range).plain }
    guard let first = names.first, let name = first else { return nil }
    return elements.enumerated().map { index, element in
      var inner = evaluator.calling(name, element, turn: index)
      if names.count > 1, let second = names[1] {
        inner = inner.calling(second, JSONValue(content: .number("\(index)"), range: range), turn: index)
      }
      return (element, inner.value(of: body, at: range))
    }
  }
}
