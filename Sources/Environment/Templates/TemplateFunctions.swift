internal import IISConfiguration

/// The functions of templates that files decide, by their names in lower case; others stay unknown.
enum TemplateFunctions {
  /// What a function makes of values; nothing where that is not known, or where they are none of its arguments.
  typealias Function = @Sendable (_ values: [JSONValue], _ evaluator: TemplateEvaluator) -> JSONValue.Content?

  /// All of them.
  static let all: [String: Function] = logic.merging(texts) { $1 }.merging(lists) { $1 }.merging(resources) { $1 }

  /// Comparisons and numbers.
  private static let logic: [String: Function] = [
    "true": { values, _ in values.isEmpty ? .boolean(true) : nil },
    "false": { values, _ in values.isEmpty ? .boolean(false) : nil },
    "null": { values, _ in values.isEmpty ? .null : nil },
    "not": { values, _ in values.first?.boolean.map { .boolean(!$0) } },
    "equals": { values, _ in values.count == 2 ? values[0].equals(values[1]).map { .boolean($0) } : nil },
    "less": { values, _ in compare(values, { $0 < $1 }, { $0 < $1 }) },
    "lessorequals": { values, _ in compare(values, { $0 <= $1 }, { $0 <= $1 }) },
    "greater": { values, _ in compare(values, { $0 > $1 }, { $0 > $1 }) },
    "greaterorequals": { values, _ in compare(values, { $0 >= $1 }, { $0 >= $1 }) },
    "add": { values, _ in compute(values) { $0.addingReportingOverflow($1) } },
    "sub": { values, _ in compute(values) { $0.subtractingReportingOverflow($1) } },
    "mul": { values, _ in compute(values) { $0.multipliedReportingOverflow(by: $1) } },
    "div": { values, _ in compute(values) { $1 == 0 ? (0, true) : $0.dividedReportingOverflow(by: $1) } },
    "mod": { values, _ in compute(values) { $1 == 0 ? (0, true) : $0.remainderReportingOverflow(dividingBy: $1) } },
    "min": { values, _ in numbers(values)?.min().map { .number("\($0)") } },
    "max": { values, _ in numbers(values)?.max().map { .number("\($0)") } },
    "int": { values, _ in values.first?.integer.map { .number("\($0.value)") } },
    "bool": { values, _ in
      if let value = values.first?.boolean { return .boolean(value) }
      if let number = values.first?.number { return .boolean(number != 0) }
      switch values.first?.plain?.lowercased() {
      case "true": return .boolean(true)
      case "false": return .boolean(false)
      default: return nil
      }
    },
  ]

  private static func compare(
    _ values: [JSONValue], _ numbers: (Int, Int) -> Bool, _ texts: (String, String) -> Bool
  ) -> JSONValue.Content? {
    guard values.count == 2 else { return nil }
    if let left = values[0].number, let right = values[1].number { return .boolean(numbers(left, right)) }
    if let left = values[0].plain, let right = values[1].plain { return .boolean(texts(left, right)) }
    return nil
  }

  private static func compute(
    _ values: [JSONValue], _ compute: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> JSONValue.Content? {
    guard values.count == 2, let left = values[0].number, let right = values[1].number else { return nil }
    let (result, isTooLarge) = compute(left, right)
    return isTooLarge ? nil : .number("\(result)")
  }

  private static func numbers(_ values: [JSONValue]) -> [Int]? {
    let values = values.count == 1 ? values[0].list ?? values : values
    let numbers = values.compactMap(\.number)
    return numbers.count == values.count ? numbers : nil
  }
}
