internal import IISConfiguration
public import NetworkModel
internal import Text

/// What a project has decided of single findings.
public struct ProjectDecisions: Sendable {
  /// What it lives with, and why.
  public let waivers: [Waiver]
  /// What it had when it began; nothing where it has no baseline.
  public let baseline: Baseline?
  /// The present time, by which waivers end.
  public let now: UTCTime?
  /// The name of a file as patterns have it; nothing for one that they cannot name.
  private let relativePath: @Sendable (String) -> String?
  /// The name of a file as the baseline has it.
  private let baselinePath: @Sendable (String) -> String?

  /// Decisions.
  public init(
    waivers: [Waiver] = [], baseline: Baseline? = nil, now: UTCTime?,
    relativePath: @escaping @Sendable (String) -> String?, baselinePath: (@Sendable (String) -> String?)? = nil
  ) {
    self.baselinePath = baselinePath ?? relativePath
    self.waivers = waivers
    self.baseline = baseline
    self.now = now
    self.relativePath = relativePath
  }

  /// A report with its findings as they are decided: waived ones say so, those of the baseline are hidden.
  ///
  /// - Parameters:
  ///   - report: What was found in a file.
  ///   - comments: What comments of that file waive.
  /// - Returns: What is left of it.
  public func applied(to report: FileReport, comments: [Waiver] = []) -> FileReport {
    guard !waivers.isEmpty || !comments.isEmpty || baseline != nil else { return report }
    var report = report
    let used = waive(in: &report, waivers + comments)
    report.usedWaivers = used.filter { $0 < waivers.count }
    report.unusedComments = comments.indices.filter { !used.contains(waivers.count + $0) }.map { comments[$0].location }
    if let baseline { hide(baseline, in: &report) }
    return report
  }

  /// Waives findings, and tells the numbers of the waivers that it did so by.
  private func waive(in report: inout FileReport, _ waivers: [Waiver]) -> Set<Int> {
    let holding = WaiverIndex(waivers.indices.filter { waivers[$0].holds(at: now) }, of: waivers)
    guard !holding.isEmpty, report.wasRead else { return [] }
    var used: Set<Int> = []
    var subjects = FindingSubjects(report)
    var names = RelativePaths(relativePath)
    report.findings = report.findings.map { finding in
      let number = holding.candidates(for: finding).first { number in
        let waiver = waivers[number]
        guard waiver.covers(finding, in: report), waiver.concerns(finding.sites) else { return false }
        if let path = waiver.path, !path.matches(names[finding.location?.path ?? report.source.path] ?? "") {
          return false
        }
        if let value = waiver.value { return value.matches(subjects.subject(of: finding).value) }
        return true
      }
      guard let number else { return finding }
      used.insert(number)
      return finding.waived(by: waivers[number])
    }
    return used
  }

  private func hide(_ baseline: Baseline, in report: inout FileReport) {
    var left = baseline.counts
    var hidden: [Dictionary<Baseline.Entry, Int>.Index: Int] = [:]
    report.findings = entries(of: report).compactMap { finding, entries in
      guard finding.waiver == nil, !entries.isEmpty else { return finding }
      // By place: names are long, and to look one up reads all of them.
      let places = entries.compactMap { left.index(forKey: $0) }
      guard places.count == entries.count, places.allSatisfy({ left.values[$0] > 0 }) else { return finding }
      for place in places {
        left.values[place] -= 1
        hidden[place, default: 0] += 1
      }
      report.hiddenFindings += 1
      return nil
    }
    for (place, count) in hidden { report.baselined.add(left.keys[place], count: count) }
  }

  /// The findings of a report with their entries in a baseline: one for each site.
  ///
  /// An entry is of the file that was checked, so that another server's findings are others, though they point into one file
  /// of an environment, whose name is then a part of the setting. What could not be read has none: nobody can live with a
  /// file that tells nothing.
  public func entries(of report: FileReport) -> [(finding: Finding, entries: [Baseline.Entry])] {
    var subjects = FindingSubjects(report)
    var names = RelativePaths(baselinePath)
    return report.findings.map { finding in
      let subject = subjects.subject(of: finding)
      guard report.wasRead, let path = names[report.source.path], let place = names[subject.path] else {
        return (finding, [])
      }
      let sites = finding.sites.isEmpty ? [nil] : finding.sites.map { Secrets.maskedValue($0) }
      let setting = place == path ? subject.setting : "\(place)#\(subject.setting)"
      return (
        finding,
        sites.map {
          Baseline.Entry(path: path, site: $0, rule: finding.rule, setting: setting, value: subject.value)
        }
      )
    }
  }
}

/// The names of files, each found once: the system is asked for them.
private struct RelativePaths {
  private let find: (String) -> String?
  private var known: [String: String?] = [:]

  init(_ find: @escaping (String) -> String?) {
    self.find = find
  }

  subscript(path: String) -> String? {
    mutating get {
      if let name = known[path] { return name }
      let name = find(path)
      known[path] = .some(name)
      return name
    }
  }
}

extension Waiver {
  /// Whether it is for the place of a finding.
  fileprivate func covers(_ finding: Finding, in report: FileReport) -> Bool {
    guard let extent else { return true }
    guard let place = finding.location, place.path == report.source.path else { return false }
    return extent.start <= place.range.start && place.range.start < extent.end
  }

  /// Whether it is for all of some sites.
  fileprivate func concerns(_ sites: [String]) -> Bool {
    guard let site else { return true }
    return !sites.isEmpty && sites.allSatisfy(site.matches)
  }
}
