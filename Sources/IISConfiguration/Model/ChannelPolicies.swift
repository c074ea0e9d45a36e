/// Whether the control channel must be encrypted (`ssl@controlChannelPolicy`).
public enum ControlChannelPolicy: Int64, CaseIterable, Sendable {
  /// TLS if the client asks for it.
  case allow = 0
  /// TLS always.
  case require = 1
  /// TLS for the logon; clear text is allowed afterwards.
  case requireForCredentialsOnly = 2
}

/// Whether data connections must be encrypted (`ssl@dataChannelPolicy`).
public enum DataChannelPolicy: Int64, CaseIterable, Sendable {
  /// TLS if the client asks for it.
  case allow = 0
  /// TLS always.
  case require = 1
  /// Never TLS.
  case deny = 2
}
