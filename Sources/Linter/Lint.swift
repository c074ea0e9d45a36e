public import NetworkModel
public import IISConfiguration
public import Reachability
internal import Text

/// Holds files against rules.
public struct Lint: Sendable {
  private let rules: [Rule]
  private let siteRules: [SiteRule]
  private let deployment: DeploymentOptions
  private let environment: ServerEnvironment?

  /// A run with these rules, in these surroundings, and in this environment if one is described.
  public init(rules: [Rule], deployment: DeploymentOptions, environment: ServerEnvironment? = nil) {
    self.rules = rules
    self.environment = environment
    siteRules = rules.compactMap(SiteRule.init)
    var deployment = deployment
    // What the user says of addresses is not doubted.
    if deployment.allocation == nil { deployment.dynamicAddresses += environment?.dynamicAddresses ?? [] }
    deployment.outgoingPorts = environment?.outgoingPorts ?? deployment.outgoingPorts
    deployment.reservedPorts = environment?.reservedPorts ?? deployment.reservedPorts
    self.deployment = deployment
  }

  /// Reads a file and applies every rule to it.
  public func run(_ source: SourceFile) -> FileReport {
    do throws(ReadingFailure) {
      return run(try ConfigurationReader.read(source))
    } catch {
      return FileReport(source: source, ftpSites: 0, findings: findings(for: error), wasRead: false)
    }
  }

  /// A report on a file that could not be read, or not even be decoded.
  public func report(_ failure: ReadingFailure, path: String) -> FileReport {
    FileReport(
      source: SourceFile(path: path, bytes: []), ftpSites: 0, findings: findings(for: failure), wasRead: false)
  }

  private func run(_ configuration: Configuration) -> FileReport {
    let server = Server(configuration, environment: environment, deployment: deployment).assumingLikelyClients
    let parts = configuration.ftpSites.parts
    let isLong = parts.count > 1
    let reports = concurrentMap(-1..<parts.count, onAllCores: isLong) { part in
      part < 0 ? check(server) : check(parts[part], server)
    }
    return FileReport(
      source: configuration.source, ftpSites: configuration.ftpSites.count,
      findings: Report.merged(reports.flatMap(\.findings)), wasRead: true, remarks: reports.flatMap(\.remarks),
      environment: environment?.sources ?? [])
  }

  private func check(_ server: Server) -> Report {
    var report = Report()
    // One for all rules: making the filters of an environment takes longer than most rules.
    let context = ServerContext(server)
    for rule in rules { check(server, context, against: rule, &report) }
    return report
  }

  private func check(_ server: Server, _ context: ServerContext?, against rule: Rule, _ report: inout Report) {
    let configuration = server.configuration
    switch rule.check {
    case .file(let check):
      report.enter(rule.id, rule.severity)
      check(configuration, server, &report)
    case .server(let check) where !configuration.ftpSites.isEmpty:
      let allAreOff = configuration.startingSites.isEmpty && rule.topic != .reading
      report.enter(rule.id, rule.severity, ceiling: allAreOff ? .note : .error)
      check(configuration, server, &report)
    case .environment(let check) where !configuration.ftpSites.isEmpty:
      guard let context else { return }
      context.begin()
      report.enter(rule.id, rule.severity, ceiling: configuration.startingSites.isEmpty ? .note : .error)
      check(context, &report)
    case .server, .site, .failure, .environment: break
    }
  }

  private func check(_ sites: ArraySlice<FTPSite>, _ server: Server) -> Report {
    var report = Report()
    for site in sites { check(site, server, &report) }
    return report
  }

  /// All rules on one site before the next: what they read of it is then still at hand.
  private func check(_ site: FTPSite, _ server: Server, _ report: inout Report) {
    let ceiling = site.startsAutomatically.value ? Severity.error : .note
    report.enter(site)
    for rule in siteRules {
      report.enter(rule.id, rule.severity, ceiling: rule.isOnReading ? .error : ceiling)
      rule.check(site, server, &report)
    }
  }

  private func findings(for failure: ReadingFailure) -> [Finding] {
    var report = Report()
    for rule in rules {
      guard case .failure(let check) = rule.check else { continue }
      report.enter(rule.id, rule.severity)
      check(failure, &report)
    }
    return Report.merged(report.findings)
  }
}

/// As much of a rule as is needed for each of tens of thousands of sites.
private struct SiteRule {
  let id: String
  let severity: Severity
  let isOnReading: Bool
  let check: @Sendable (FTPSite, Server, inout Report) -> Void

  init?(_ rule: Rule) {
    guard case .site(let check) = rule.check else { return nil }
    id = rule.id
    severity = rule.severity
    isOnReading = rule.topic == .reading
    self.check = check
  }
}

/// What a run found in one file.
public struct FileReport: Sendable {
  /// The file.
  public let source: SourceFile
  /// How many FTP sites it has.
  public let ftpSites: Int
  /// What was found, in order.
  public let findings: [Finding]
  /// Whether the file could be read; if not, the run's exit status is 2.
  public let wasRead: Bool
  /// What could not be decided, for people to know.
  public internal(set) var remarks: [String] = []
  /// The files of the environment that findings may point into.
  public internal(set) var environment: [SourceFile] = []

  /// The file that a finding points into.
  public func source(of finding: Finding) -> SourceFile {
    guard let path = finding.path else { return source }
    return environment.first { $0.path == path } ?? SourceFile(path: path, bytes: [])
  }
}
