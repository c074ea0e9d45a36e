internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let operationRefused = Rule(
    id: "operation-refused", topic: .access, severity: .note,
    summary: "Listings, downloads or uploads are refused to everybody.",
    rationale: """
      Listings and downloads need the permission Read, uploads need Write, and each needs its command (`LIST`, \
      `RETR`, `STOR`) to get through `commandFiltering`. Who grants Write alone runs a drop box, and means that \
      nobody sees what is in it: a note. Sites that take no uploads, and sites whose files can be seen and not \
      fetched, are meant to be so, and nothing is said of them. `--require-operation` makes each of the three a must: \
      then it is an error.

      Grant the permission to the users or roles that need it, or allow the command.

      Sources: \(authorizationSource); \(authorizationOrderSource); \(statusCodesSource).
      """,
    examples: [
      .rejects(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" roles="Partners" permissions="▸Write◂" />
        </authorization></security>
        """, caption: "a drop box"),
      .rejects(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" users="*" permissions="Read, Write" />
          ▸<add◂ accessType="Deny" users="*" permissions="Read" />
        </authorization></security>
        """, caption: "what one rule grants another takes away"),
      .accepts(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" users="*" permissions="Read" />
        </authorization></security>
        """, caption: "nobody is meant to upload"),
      .accepts(
        .configuration,
        """
        <system.ftpServer><security><authorization>
          <add accessType="Allow" roles="Partners" permissions="Read" />
          <add accessType="Allow" users="eve" permissions="Write" />
        </authorization></security></system.ftpServer>
        """, caption: "each permission is granted to somebody"),
    ],
    check: .site { site, context in
      // Nothing else is asked of most of tens of thousands of sites.
      let identity = context.server.deployment.identity
      if context.server.deployment.requiredOperations.isEmpty, site.grants(.read, to: identity) { return }
      let options = context.deployment
      for operation in FTPOperation.allCases {
        let isRequired = options.requiredOperations.contains(operation)
        guard isRequired || operation == .list,
          let refusal = site.refusal(of: operation, to: identity, isRequired: isRequired),
          site.grantOfLogon(to: identity).isGranted
        else { continue }
        context.report(
          "\(operation.phrase) are refused: \(refusal.reason)", at: refusal.range,
          severity: isRequired ? .error : .note,
          notes: [isRequired ? "--require-operation \(code: operation.rawValue) asks for them" : dropBox],
          help: refusal.help, stops: options.requires(operation) ? StoppedSessions(at: .transfer) : nil)
      }
    })

  private static let dropBox: Message = "users may leave files, and see none: so it should be if this is a drop box"
}

extension FTPSite {
  /// Why nobody gets something: no rule grants it or, where somebody must get it, command filtering denies its commands.
  fileprivate func refusal(
    of operation: FTPOperation, to identity: UserIdentity?, isRequired: Bool
  ) -> (reason: Message, range: ByteRange, help: Message)? {
    if !grants(operation.permission, to: identity),
      case .refused(let reason, let range) = grant(of: operation.permission, to: identity)
    {
      return (reason, range, "grant the permission if users are to have \(operation.phrase)")
    }
    guard isRequired else { return nil }
    let filter = CommandFilter(self)
    guard operation.commands.allSatisfy(filter.denies) else { return nil }
    return (
      "command filtering denies \(code: operation.usualCommand)",
      filter.place(of: operation.usualCommand) ?? settingsRange, "allow the command in commandFiltering"
    )
  }
}
