internal import ArgumentParser
internal import IISConfiguration
internal import Linter
internal import Policies
internal import Reachability
internal import Rules
internal import Text

/// What is found today, and what a baseline has of it.
struct BaselineRun {
  /// The baseline's file.
  let file: FilePath
  /// Whether a policy names it.
  let isNamed: Bool
  /// What the file has.
  let baseline: Baseline
  /// What the file has of the inputs.
  let known: Baseline
  /// What is found today, waived findings left out.
  let found: Baseline

  /// Lints what a request names; fails with status 2 where an input cannot be read.
  init(_ request: LintRequest, file given: FilePath?) throws {
    var request = request
    // All is in it, whatever the project looks at today.
    request.profile = .all
    var gates = Gates(request, Rule.all)
    let inputs = try gates.inputs()
    guard gates.wereRead else { throw ExitCode.unreadable }
    let named = gates.baselineFiles
    guard given != nil || named.count <= 1 else {
      throw failure(
        "the policies of these files name \(code: "\(named.count)") baselines",
        help: "say which one with --file, or run once for each",
        .usage)
    }
    let file = given ?? named.first ?? FilePath(Array(Baseline.fileName.utf8))
    guard let folder = SystemFile.absolute(file.folder) else {
      throw failure("\(foreign: file.shown): there is no such folder", .unreadable)
    }
    let decisions = ProjectDecisions(now: request.deployment.now) { relativeName(of: $0, to: folder) }
    var found = Baseline()
    var seen: Set<String> = []
    for input in inputs {
      // A policy in a folder below may name no baseline, or another.
      if given == nil, let named = named.first, gates.baselineFile(ofGate: input.gate) != named { continue }
      let report = try Self.report(on: input, gates, request)
      guard seen.insert(relativeName(of: report.source.path, to: folder) ?? report.source.path).inserted else {
        continue
      }
      for (finding, entries) in decisions.entries(of: report) where finding.waiver == nil {
        for entry in entries { found.add(entry) }
      }
    }
    self.file = file
    self.found = found
    isNamed = named.contains { SystemFile.absolutePath(ofFile: $0) == SystemFile.absolutePath(ofFile: file) }
    baseline = try BaselineFiles.read(file) ?? Baseline()
    known = baseline.within(request.paths, folder)
  }

  private static func report(on gated: GatedInput, _ gates: Gates, _ request: LintRequest) throws -> FileReport {
    switch gated.input {
    case .fault(let path, let message):
      throw failure("\(foreign: path.text): \(foreign: message)", .unreadable)
    case .file(let path):
      do throws(ReadingFailure) {
        let report = gates.all[gated.gate].run(try request.files.read(path)).report
        guard report.wasRead else {
          throw ReadingFailure.malformed(
            report.findings.first?.message ?? "it cannot be read", at: nil,
            help: "mend the file first: nobody can live with what cannot be read")
        }
        return report
      } catch {
        throw failure("\(foreign: path.text): \(error.message)", help: error.help, .unreadable)
      }
    }
  }
}
