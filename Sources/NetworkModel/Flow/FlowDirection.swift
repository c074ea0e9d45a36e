/// Which side begins the connection.
public enum FlowDirection: String, CaseIterable, Comparable, Sendable {
  /// The client connects to the server.
  case inbound
  /// The server connects to the client.
  case outbound

  /// Inbound first.
  public static func < (left: Self, right: Self) -> Bool {
    left == .inbound && right == .outbound
  }
}
