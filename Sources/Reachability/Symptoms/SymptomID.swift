/// The symptoms that sessions end in.
extension Symptom {
  /// Which symptom; a test holds that there is one of each.
  public struct ID: Hashable, Sendable {
    /// The name in ``Symptom/all``.
    public let text: String

    private init(_ text: String) {
      self.text = text
    }
  }
}

extension Symptom.ID: CaseIterable {
  package static let connectionLimit = Self("421-max")
  package static let cannotOpenDataConnection = Self("425-open")
  package static let passivePortTaken = Self("425-wsaeacces")
  package static let commandRefused = Self("500-filtered")
  package static let portRefused = Self("500-port")
  package static let protectionRefused = Self("521-prot")
  package static let logonRefused = Self("530-auth")
  package static let addressRefused = Self("530-address")
  package static let accessDenied = Self("550-authz")
  package static let homeDirectoryInaccessible = Self("530-home")
  package static let tlsNotAllowed = Self("534-local-policy")
  package static let tlsRequired = Self("534-policy")
  package static let authRefused = Self("auth-blocked")
  package static let certificateNotFound = Self("cert-missing")
  package static let passiveCommandRefused = Self("curl-13")
  package static let connectionTimeout = Self("econn-timeout")
  package static let connectionRefused = Self("econnrefused")
  package static let noTLSOnImplicitPort = Self("gnutls-15")
  package static let otherMachine = Self("lb-other-vm")
  package static let replyRejected = Self("pasv-mismatch-reject")
  package static let dataConnectionTimeout = Self("timeout-after-227")

  /// Each of them.
  public static let allCases: [Self] = [
    .connectionLimit, .cannotOpenDataConnection, .passivePortTaken, .portRefused, .protectionRefused, .logonRefused,
    .homeDirectoryInaccessible, .tlsNotAllowed, .tlsRequired, .authRefused, .certificateNotFound,
    .passiveCommandRefused, .connectionTimeout, .connectionRefused, .noTLSOnImplicitPort, .otherMachine, .replyRejected,
    .dataConnectionTimeout, .commandRefused, .addressRefused, .accessDenied,
  ]
}
