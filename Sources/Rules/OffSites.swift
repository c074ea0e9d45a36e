internal import Linter

extension FTPSite {
  /// The severity, but at most a note where the site is off.
  ///
  /// The engine does this for checks of one site; checks of the whole server that speak of single sites do it here.
  func capped(_ severity: Severity) -> Severity {
    startsAutomatically.value ? severity : min(severity, .note)
  }
}
