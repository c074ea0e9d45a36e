/// How to do on a running server what fixes do to a file.
public enum LiveForm: String, CaseIterable, Sendable {
  /// Commands for a batch file.
  case appcmd
  /// Commands of the module WebAdministration.
  case powershell
  /// Pages of IIS Manager.
  case steps
}
