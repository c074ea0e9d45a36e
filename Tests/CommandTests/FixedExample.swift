import Environment
import IISConfiguration
import Inet
import NetworkModel
import Linter
import Reachability
import Rules
import TestSupport

/// What fixes make of an example of a rule's, or of any file, with all values given that a fix may need.
struct FixedExample {
  let fixed: FixedFile
  private let run: FixRun

  static let passiveRange = PortRange(40000, 40100)
  static let publicAddress = IPv4Address(20, 40, 60, 80)

  /// Mends an example's own finding, held against all rules.
  init(_ example: Example, of rule: Rule) {
    self.init(Array(example.file(around: example.text).utf8), like: example, of: rule)
  }

  /// Mends a rule's findings in a file with the surroundings of an example; with values only where they are needed.
  init(_ bytes: [UInt8], like example: Example, of rule: Rule) {
    let files = example.environment.map { (name: $0.name, bytes: Array($0.text.utf8)) }
    let environment = files.isEmpty ? nil : EnvironmentReader.read(files)
    self.init(bytes, example.deployment, environment, rule: rule.id)
    guard !fixed.isChanged else { return }
    self.init(bytes, Self.withValues(example.deployment), environment, rule: rule.id)
  }

  /// Mends whatever can be mended of a file.
  init(_ bytes: [UInt8]) {
    self.init(bytes, Self.withValues(DeploymentOptions()), nil, rule: nil)
  }

  private static func withValues(_ deployment: DeploymentOptions) -> DeploymentOptions {
    var deployment = deployment
    deployment.wantedPassiveRange = passiveRange
    if deployment.publicAddresses.isEmpty { deployment.publicAddresses = [publicAddress] }
    return deployment
  }

  private init(_ bytes: [UInt8], _ deployment: DeploymentOptions, _ environment: ServerEnvironment?, rule: String?) {
    var choice = FixChoice()
    choice.allowsUnsafe = true
    choice.rules = rule.map { [$0] }
    run = FixRun(
      Lint(rules: Rule.all, deployment: deployment, environment: environment), rules: Rule.all, choice)
    fixed = run.fix(EditableFile(path: "applicationHost.config", bytes: bytes))
  }

  /// What the same fixes make of what they have made.
  var again: FixedFile { run.fix(EditableFile(path: "applicationHost.config", bytes: fixed.bytes)) }
}

extension Rule {
  /// The examples that it rejects and can mend, with what becomes of them.
  var fixedExamples: [(example: Example, result: FixedExample)] {
    examples.filter(\.isRejected).map { ($0, FixedExample($0, of: self)) }.filter(\.result.fixed.isChanged)
  }
}
