internal import Environment
internal import IISConfiguration
internal import Linter

extension Example {
  /// What a rule says of the example.
  func report(of rule: Rule) -> FileReport {
    let files = environment.map { (name: $0.name, bytes: Array($0.text.utf8)) }
    return Lint(
      rules: [rule], deployment: deployment, environment: files.isEmpty ? nil : EnvironmentReader.read(files)
    ).run(SourceFile(path: "applicationHost.config", bytes: Array(file(around: text).utf8)))
  }
}

extension Rule {
  /// What the rule says of one of its examples; nothing of one that it accepts.
  func findings(in example: Example) -> FileReport? { example.isRejected ? example.report(of: self) : nil }
}
