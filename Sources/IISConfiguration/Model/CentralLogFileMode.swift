/// Which log FTP sessions go to (`log@centralLogFileMode`).
public enum CentralLogFileMode: Int64, CaseIterable, Sendable {
  /// Each site's own.
  case site = 0
  /// One for the server.
  case central = 1
}
