internal import Environment
internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Rules

extension Rule {
  /// What becomes of the first of its examples that it can mend; nothing of a rule that knows no fix.
  var fixedExample: FixedFile? {
    examples.lazy.filter(\.isRejected).compactMap { $0.fixed(by: self) }.first
  }
}

extension Example {
  /// What the rule's fixes make of the example, with values only where they need some; nothing where they change nothing.
  fileprivate func fixed(by rule: Rule) -> FixedFile? {
    let files = environment.map { (name: $0.name, bytes: Array($0.text.utf8)) }
    let environment = files.isEmpty ? nil : EnvironmentReader.read(files)
    var withValues = deployment
    withValues.wantedPassiveRange = PortRange(40000, 40100)
    if withValues.publicAddresses.isEmpty { withValues.publicAddresses = [IPv4Address(20, 40, 60, 80)] }
    var choice = FixChoice()
    choice.allowsUnsafe = true
    choice.rules = [rule.id]
    let bytes = Array(file(around: text).utf8)
    return [deployment, withValues].lazy.map { deployment in
      FixRun(Lint(rules: Rule.all, deployment: deployment, environment: environment), rules: Rule.all, choice)
        .fix(EditableFile(path: "applicationHost.config", bytes: bytes))
    }.first(where: \.isChanged)
  }
}
