extension FileReport {
  /// The report with other findings: some of its own, or its own in another order.
  public func showing(_ findings: [Finding]) -> FileReport {
    var report = self
    report.notShown = report.findings.count - findings.count
    report.findings = findings
    return report
  }
}
