/// An expression of a template of Azure Resource Manager: what stands between `[` and `]`.
///
/// Source: Microsoft Learn, "Syntax and expressions in ARM templates".
indirect enum TemplateExpression: Hashable, Sendable {
  /// A text in single quotes.
  case text(String)
  /// A number; templates have integers only.
  case number(Int)
  /// A call of a function, its name in lower case.
  case call(String, [TemplateExpression])
  /// A member, `.x` or `['x']`, or an element, `[0]`.
  case element(TemplateExpression, TemplateExpression)

  /// The expression that a string of a template is; nothing where it is a text, or no expression that can be read.
  init?(_ string: String) {
    guard string.utf8.count <= ExpressionParser.maximumLength, string.isTemplateExpression else { return nil }
    var parser = ExpressionParser(string.dropFirst().dropLast())
    guard let expression = parser.whole() else { return nil }
    self = expression
  }
}

extension String {
  /// Whether this is an expression: within brackets, of which the first is not doubled.
  var isTemplateExpression: Bool { hasPrefix("[") && !hasPrefix("[[") && hasSuffix("]") && utf8.count >= 2 }

  /// A text of a template as it is meant: a doubled bracket at its beginning stands for one.
  var templateText: String { hasPrefix("[[") ? String(dropFirst()) : self }
}

extension TemplateExpression: CustomStringConvertible {
  /// The expression, in one of several ways to write it.
  var description: String {
    switch self {
    case .text(let text): "'\(text.replacing("'", with: "''"))'"
    case .number(let number): "\(number)"
    case .call(let name, let arguments): "\(name)(\(arguments.map(\.description).joined(separator: ", ")))"
    case .element(let whole, .text(let name)) where name.isIdentifier: "\(whole).\(name)"
    case .element(let whole, let part): "\(whole)[\(part)]"
    }
  }

  /// Whether a function is called anywhere in it.
  func calls(_ names: Set<String>) -> Bool {
    switch self {
    case .text, .number: false
    case .call(let name, let arguments): names.contains(name) || arguments.contains { $0.calls(names) }
    case .element(let whole, let part): whole.calls(names) || part.calls(names)
    }
  }
}

extension String {
  fileprivate var isIdentifier: Bool {
    !isEmpty && utf8.allSatisfy { ExpressionParser.isOfName($0) } && !(first?.isNumber ?? true)
  }
}
