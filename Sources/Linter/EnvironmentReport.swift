public import IISConfiguration
public import Reachability

extension Report {
  /// Makes a finding that points into a file of the environment.
  public mutating func add(
    _ message: String, at place: Location?, severity: Severity? = nil, sites: [String] = [],
    notes: [String] = [], help: String, stops: StoppedSessions? = nil
  ) {
    add(
      message, at: place?.range, in: place?.path, severity: severity, sites: sites, notes: notes, help: help,
      stops: stops)
  }
}
