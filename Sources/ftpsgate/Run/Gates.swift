internal import ArgumentParser
internal import IISConfiguration
internal import Linter
internal import NetworkModel
internal import Policies
internal import Reachability
internal import Text

/// The gates of a run: one for each policy that holds for a file, and one for the files that have none.
struct Gates {
  private let request: LintRequest
  private let rules: [Rule]
  private var policies: PolicyFiles
  private var environments: [[FilePath]: DescribedEnvironment] = [:]
  private var numbers: [Int?: Int] = [:]
  private var loaded: [LoadedPolicy?] = []
  /// The gates in the order in which they were needed.
  private(set) var all: [Gate] = []

  /// Gates as a request wants them, with these rules.
  init(_ request: LintRequest, _ rules: [Rule]) {
    self.request = request
    self.rules = rules
    policies = PolicyFiles(request.policy)
  }

  /// Whether every file of an environment could be read.
  var wereRead: Bool { environments.values.allSatisfy(\.wasRead) }

  /// The baselines that the policies name.
  var baselineFiles: [FilePath] {
    loaded.compactMap { $0?.baselineFile }.distinct
  }

  /// The files to lint with their gates; fails with status 2 where a policy or an environment cannot be read.
  mutating func inputs() throws -> [GatedInput] {
    var inputs: [GatedInput] = []
    for path in request.paths {
      let found = request.files.find([path], wanted: try wanted(in: path))
      for found in found {
        inputs.append(GatedInput(gate: try gate(below: found.policyFolder), input: found.input))
      }
    }
    if !request.display.isQuiet {
      for remark in policies.remarks { StandardError.write("policy: \(remark)\n") }
    }
    return inputs
  }

  /// What a folder is searched for.
  private mutating func wanted(in path: FilePath) throws -> WantedFiles {
    guard let policy = try policies.policy(for: path).map({ policies.policies[$0] }), policy.document.files != nil
    else { return .usual }
    let wanted = WantedFiles(patterns: policy.document.files, base: policy.folder)
    for report in request.reports { try request.files.check(report.output, isNoneOf: [path], wanted: wanted) }
    return wanted
  }

  private mutating func gate(below folder: FilePath) throws -> Int {
    let policy = try policies.policy(in: folder)
    if let number = numbers[policy] { return number }
    let gate = try makeGate(policy.map { policies.policies[$0] })
    numbers[policy] = all.count
    all.append(gate)
    return all.count - 1
  }

  private mutating func makeGate(_ policy: LoadedPolicy?) throws -> Gate {
    loaded.append(policy)
    let paths = request.environment.isEmpty ? policy?.environment ?? [] : request.environment
    for report in request.reports {
      try request.files.check(
        report.output, isNoneOf: EnvironmentFolder.files(paths) + (policy.map { [$0.file] } ?? []))
    }
    let environment = try environments[paths] ?? DescribedEnvironment(paths, isQuiet: request.display.isQuiet)
    environments[paths] = environment
    return Gate(
      lint: PolicyLint(
        rules: rules, document: policy?.document, selected: Set(request.selected), options: request.options,
        profile: request.profile, deployment: request.deployment, environment: environment.environment),
      decisions: try decisions(policy), threshold: request.failOn ?? policy?.document.failOn ?? .warning,
      readsComments: request.appliesWaivers && policy?.document.readsComments == true)
  }

  private func decisions(_ policy: LoadedPolicy?) throws -> ProjectDecisions {
    guard let policy else { return ProjectDecisions(now: request.deployment.now) { _ in nil } }
    let folder = policy.folder
    let ofBaseline = policy.baselineFile.flatMap { SystemFile.absolute($0.folder) } ?? folder
    return ProjectDecisions(
      waivers: request.appliesWaivers ? policy.document.waivers : [], baseline: try baseline(of: policy),
      now: request.deployment.now, relativePath: { relativeName(of: $0, to: folder) },
      baselinePath: { relativeName(of: $0, to: ofBaseline) })
  }

  /// The baseline that the policy of a gate names.
  func baselineFile(ofGate number: Int) -> FilePath? { loaded[number]?.baselineFile }

  private func baseline(of policy: LoadedPolicy) throws -> Baseline? {
    guard request.appliesBaseline, let file = policy.baselineFile else { return nil }
    if let baseline = try BaselineFiles.read(file) { return baseline }
    if request.display.isQuiet { return Baseline() }
    StandardError.write(
      "policy: \("\(foreign: file.shown): there is no baseline yet: \(code: "ftpsgate baseline write") writes it" as Message)\n"
    )
    return Baseline()
  }

  /// Says which decisions were used for nothing, have ended, or will end soon.
  func sayWhatIsLeft(_ used: [UsedDecisions]) {
    for (number, used) in used.enumerated() {
      // Where reachability is not looked at, what waives it waives nothing and may still be needed.
      guard let policy = loaded[number], request.profile ?? policy.document.profile != .hardening else { continue }
      for remark in policy.remarks(on: all[number].decisions, used, request) {
        StandardError.write("policy: \(remark)\n")
      }
    }
  }
}

extension LoadedPolicy {
  /// How many days before its end a waiver is told of.
  private static let daysOfNotice = 14

  /// What the project should look at.
  fileprivate func remarks(on decisions: ProjectDecisions, _ used: UsedDecisions, _ request: LintRequest) -> [Message] {
    let places = PlaceNames(document.source)
    let waivers = decisions.waivers.enumerated().compactMap { number, waiver -> Message? in
      let place = places[waiver.location.range]
      if let end = waiver.expires, let now = decisions.now {
        if !waiver.holds(at: now) {
          return "\(foreign: place): the waiver ended on \(code: end.description): look at it again, or take it out"
        }
        if used.waivers.contains(number), end < now.adding(days: Self.daysOfNotice) {
          return "\(foreign: place): the waiver ends on \(code: end.description); its findings are back the day after"
        }
      }
      return used.waivers.contains(number)
        ? nil : "\(foreign: place): the waiver waives nothing that was found: take it out"
    }
    guard let baseline = decisions.baseline, let file = baselineFile,
      let folder = SystemFile.absolute(file.folder)
    else { return waivers }
    let gone = baseline.subtracting(used.baselined).within(request.paths, folder).total
    guard gone > 0 else { return waivers }
    return waivers + [
      "\(foreign: file.shown): \(count: gone, "entry of the baseline no longer occurs", "entries of the baseline no longer occur"): \(code: "ftpsgate baseline write") takes them out"
    ]
  }
}

extension Baseline {
  /// The entries of the files that some paths stand for, by the folder that entries are relative to.
  func within(_ paths: [FilePath], _ folder: FilePath) -> Baseline {
    let roots = paths.compactMap { path -> String? in
      guard path != .standardInput, SystemFile.kind(of: path) == .folder else {
        return relativeName(of: path.text, to: folder)
      }
      return SystemFile.absolute(path)?.relative(to: folder).text
    }
    return Baseline(
      counts.filter { entry, _ in
        roots.contains {
          $0.isEmpty ? !entry.path.hasPrefix("../") : entry.path == $0 || entry.path.hasPrefix($0 + "/")
        }
      })
  }
}

/// The way from a folder to a file, by whose name links are not followed; `-` stays that.
func relativeName(of path: String, to folder: FilePath) -> String? {
  path == FilePath.standardInput.text
    ? path : SystemFile.absolutePath(ofFile: FilePath(Array(path.utf8)))?.relative(to: folder).text
}
