internal import Reachability
internal import Text

/// The part of the notes about what a test shows and what it does not.
struct NotesTesting {
  let plan: FirewallPlan

  var text: String {
    """
    ## What a test proves

    \(MarkdownText.list(items))
    """
  }

  private var items: [String] {
    [
      """
      **Plain FTP that works proves nothing for FTPS.** Routers and firewalls read the control channel of plain FTP, open \
      the ports that it names and rewrite its addresses. They cannot read one that is encrypted, and Windows' own stateful \
      FTP filter cannot either. Test with TLS.
      """,
      """
      **A transfer that works does not prove passive mode.** After a data connection that failed, \
      \(names(.failedConnection).inWords) change to active mode by themselves, and \
      \(names(.failedRepair).inWords) does so if it had replaced the address. \
      \(refusedOnly.inWords) change only when the server refuses the command. Look into the client's log \
      for PASV or EPSV, and for PORT or EPRT.
      """,
      """
      **Active mode is no cure.** It needs a client whose firewall and router let the server in, and routers that make \
      that work for plain FTP are blind to FTPS. Open \(plan.passivePorts) and name the right address instead.
      """,
      """
      **Read the reply.** `ftpsgate pasv '227 Entering Passive Mode (…).' FILE` says whether its address and port are those \
      of the configuration. Logon works and the listing hangs: the address is wrong, or a firewall drops \(plan.passivePorts). \
      No connection at all: the control port is closed.
      """,
    ]
  }

  private func names(_ cause: FTPClient.ActiveFallback) -> [String] {
    FTPClient.all.filter { $0.activeFallback?.contains(cause) ?? false }.map(\.shortName)
  }

  private var refusedOnly: [String] {
    FTPClient.all.filter { $0.activeFallback == .refusedCommand }.map(\.shortName)
  }
}
