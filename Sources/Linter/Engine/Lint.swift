/// Holds files against rules.
public struct Lint: Sendable {
  private let rules: [Rule]
  private let surroundings: Surroundings

  /// A run with these rules, in these surroundings.
  public init(rules: [Rule], surroundings: Surroundings) {
    self.rules = rules
    self.surroundings = surroundings
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
    var report = Report()
    let allAreOff = configuration.startingSites.isEmpty
    for rule in rules {
      switch rule.check {
      case .failure: break
      case .file(let check):
        report.enter(rule)
        check(configuration, surroundings, &report)
      case .server(let check) where !configuration.ftpSites.isEmpty:
        report.enter(rule, ceiling: allAreOff && rule.topic != .reading ? .note : .error)
        check(configuration, surroundings, &report)
      case .server: break
      case .site(let check):
        for site in configuration.ftpSites {
          let isOff = !site.startsAutomatically.value && rule.topic != .reading
          report.enter(rule, sites: [site.name], ceiling: isOff ? .note : .error)
          check(site, surroundings, &report)
        }
      }
    }
    return FileReport(
      source: configuration.source, ftpSites: configuration.ftpSites.count, findings: report.merged(),
      wasRead: true)
  }

  private func findings(for failure: ReadingFailure) -> [Finding] {
    var report = Report()
    for rule in rules {
      guard case .failure(let check) = rule.check else { continue }
      report.enter(rule)
      check(failure, &report)
    }
    return report.merged()
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
}
