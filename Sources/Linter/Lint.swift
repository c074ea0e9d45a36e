public import NetworkModel
public import IISConfiguration
public import Reachability
internal import Text
internal import Threads

/// Holds files against rules.
public struct Lint: Sendable {
  private let rules: [Rule]
  private let running: [RunningRule]
  private let siteRules: [SiteRule]
  /// The numbers of the rules that look at more than one site.
  private let wholeRules: [Int]
  private let policy: Policy
  private let deployment: DeploymentOptions
  private let environment: ServerEnvironment?

  /// A run with these rules as a policy wants them, in these surroundings, and in this environment if one is described.
  public init(
    rules: [Rule], policy: Policy = Policy(), deployment: DeploymentOptions, environment: ServerEnvironment? = nil
  ) {
    let chosen = rules.enumerated().compactMap { number, rule in
      RunningRule(rule, number: number, policy).map { (rule: rule, running: $0) }
    }
    self.rules = chosen.map(\.rule)
    running = chosen.map(\.running)
    self.policy = policy
    self.environment = environment
    siteRules = self.rules.enumerated().compactMap { SiteRule($1, number: $0) }
    wholeRules = chosen.indices.filter { if case .site = chosen[$0].rule.check { false } else { true } }
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
      return report(error, on: source)
    }
  }

  /// A report on a file that could not be read, or not even be decoded.
  public func report(_ failure: ReadingFailure, path: String) -> FileReport {
    report(failure, on: SourceFile(path: path, bytes: []))
  }

  private func report(_ failure: ReadingFailure, on source: SourceFile) -> FileReport {
    let findings = zip(rules, running)
      .filter { rule, _ in if case .failure(failure.kind) = rule.check { true } else { false } }
      .map { Finding(failure, of: $1, in: source.path) }
    return FileReport(source: source.hidingValues, ftpSites: 0, findings: findings, wasRead: false)
  }

  /// Applies every rule to a file that was read, or to a part of its sites.
  public func run(_ configuration: Configuration, part: SitePart? = nil) -> FileReport {
    let server = Server(configuration, environment: environment, deployment: deployment).assumingLikelyClients
    let asked =
      deployment.namedSites.isEmpty ? configuration.ftpSites : configuration.ftpSites.filter(deployment.concerns)
    let concerned = part.map { part in asked.filter { part.names.contains($0.name) } } ?? asked
    let parts = concerned.parts
    let isLong = parts.count > 1
    // On a long file each rule about the whole of it is a job of its own; those about an environment share much.
    let whole = isLong && environment == nil ? wholeRules.map { [$0] } : [wholeRules]
    let reports = concurrentMap(-whole.count..<parts.count, onAllCores: isLong) { job in
      job < 0 ? check(server, against: whole[whole.count + job]) : check(parts[job], server)
    }
    let (aboutAll, aboutSites) = (reports.prefix(whole.count), reports.dropFirst(whole.count))
    var missing = MissingInputs()
    for report in reports { missing.formUnion(report.missing) }
    let findings = about(concerned, reports.flatMap(\.findings), part)
    return FileReport(
      source: configuration.source, ftpSites: concerned.count,
      stoppedSites: concerned.count { !$0.startsAutomatically.value },
      findings: merged(findings, configuration: configuration.source.path), wasRead: true,
      remarks: aboutAll.flatMap(\.remarks).distinct + aboutSites.flatMap(\.remarks), missing: missing,
      missingSites: missingSites(configuration),
      leftOut: configuration.ftpSites.isEmpty
        ? [] : (server.environment?.leftOutGroups ?? []).map(\.sentence).distinct,
      environment: environment?.sources ?? [])
  }

  /// The names that no site of the file has, with the nearest that one has.
  private func missingSites(_ configuration: Configuration) -> [FileReport.MissingSite] {
    guard !deployment.namedSites.isEmpty else { return [] }
    let names = configuration.ftpSites.map(\.name)
    let known = Set(names.map(CaselessName.init))
    return deployment.namedSites.filter { !known.contains(CaselessName($0)) }.map {
      FileReport.MissingSite(name: $0, nearest: nearestName(to: $0, among: names))
    }
  }

  /// The findings without those of sites that nobody asks about; what names no site is the server's.
  private func about(_ sites: [FTPSite], _ findings: [Finding], _ part: SitePart?) -> [Finding] {
    guard part != nil || !deployment.namedSites.isEmpty else { return findings }
    let names = Set(sites.map(\.name))
    return findings.compactMap { finding in
      if finding.sites.isEmpty { return part?.hasServer == false ? nil : finding }
      guard !names.isDisjoint(with: finding.sites) else { return nil }
      return part == nil ? finding : finding.of(finding.sites.filter(names.contains))
    }
  }

  private func check(_ server: Server, against numbers: [Int]) -> RuleContext {
    var context = RuleContext(server, policy, running)
    // One for all rules: making the filters of an environment takes longer than most rules.
    let network = ServerContext(server)
    let configuration = server.configuration
    let hasSites = !configuration.ftpSites.isEmpty
    lazy var undescribed = server.undescribedFilters
    lazy var hasUnlistedCertificates = server.hasUnlistedCertificates
    let ceiling = configuration.startingSites.isEmpty ? Severity.note : .error
    for number in numbers {
      switch rules[number].check {
      case .file(let check):
        context.enter(number)
        check(configuration, &context)
      case .server(let check) where hasSites:
        context.enter(number, ceiling: rules[number].topic == .reading ? .error : ceiling)
        check(configuration, &context)
      case .environment(let check) where hasSites:
        for filter in undescribed { context.misses(filter) }
        if server.hasUnknownClients { context.misses(.clientAddresses) }
        guard let network else { continue }
        network.begin()
        context.enter(number, ceiling: ceiling)
        check(network, &context)
      case .certificates(let check) where hasSites:
        if hasUnlistedCertificates { context.misses(.certificates) }
        guard let network else { continue }
        context.enter(number, ceiling: ceiling)
        check(network, &context)
      case .server, .site, .failure, .environment, .certificates: break
      }
    }
    return context
  }

  private func check(_ sites: ArraySlice<FTPSite>, _ server: Server) -> RuleContext {
    var context = RuleContext(server, policy, running)
    for site in sites { check(site, &context) }
    return context
  }

  /// All rules on one site before the next: what they read of it is then still at hand.
  private func check(_ site: FTPSite, _ context: inout RuleContext) {
    let ceiling = site.startsAutomatically.value ? Severity.error : .note
    context.enter(site)
    // By number: a copy of a rule would count references, for each of tens of thousands of sites.
    for rule in siteRules.indices {
      context.enter(siteRules[rule].number, ceiling: siteRules[rule].isOnReading ? .error : ceiling)
      siteRules[rule].check(site, &context)
    }
  }
}

/// As much of a rule as is needed for each of tens of thousands of sites.
private struct SiteRule {
  let number: Int
  let isOnReading: Bool
  let check: @Sendable (FTPSite, inout RuleContext) -> Void

  init?(_ rule: Rule, number: Int) {
    guard case .site(let check) = rule.check else { return nil }
    self.number = number
    isOnReading = rule.topic == .reading
    self.check = check
  }
}
