internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let authorizationConflict = Rule(
    id: "authorization-conflict", topic: .access, severity: .error,
    summary: "An Allow and a Deny rule have the same users, roles and permissions.",
    rationale: """
      In IIS's schema the key of an authorization rule is made of `users`, `roles` and `permissions`; `accessType` is \
      no part of it, and duplicate keys are not allowed. An Allow and a Deny rule with the same three are therefore \
      the same entry twice. It is so across levels as well: a rule of a site or folder that repeats an inherited one \
      needs a `<remove>` of it, or a `<clear/>`, before it.

      Remove one of the two rules, or change what it is about.

      Sources: \(authorizationSource); \
      Ftp_schema.xml of IIS 8.5 and 10, `system.ftpServer/security/authorization`.
      """,
    examples: [
      .rejects(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" users="eve" permissions="Read, Write" />
          ▸<add◂ accessType="Deny" users="Eve" permissions="Write,Read" />
        </authorization></security>
        """),
      .rejects(
        .configuration,
        """
        <system.ftpServer><security><authorization>
          <add accessType="Allow" users="*" permissions="Read" />
        </authorization></security></system.ftpServer>
        <location path="FTP/private"><system.ftpServer><security><authorization>
          ▸<add◂ accessType="Deny" users="*" permissions="Read" />
        </authorization></security></system.ftpServer></location>
        """, caption: "a folder repeats what it inherits"),
      .accepts(
        .configuration,
        """
        <system.ftpServer><security><authorization>
          <add accessType="Allow" users="*" permissions="Read" />
        </authorization></security></system.ftpServer>
        <location path="FTP/private"><system.ftpServer><security><authorization>
          <remove users="*" roles="" permissions="Read" />
          <add accessType="Deny" users="*" permissions="Read" />
        </authorization></security></system.ftpServer></location>
        """, caption: "the inherited rule is removed first"),
      .accepts(
        .server,
        """
        <security><authorization>
          <add accessType="Allow" users="*" permissions="Read" />
          <add accessType="Deny" users="*" permissions="Write" />
        </authorization></security>
        """),
      .accepts(
        .configuration,
        """
        <location path="FTP/a"><system.ftpServer><security><authorization>
          <add accessType="Allow" users="eve" permissions="Read" />
        </authorization></security></system.ftpServer></location>
        <location path="FTP/b"><system.ftpServer><security><authorization>
          <add accessType="Deny" users="eve" permissions="Read" />
        </authorization></security></system.ftpServer></location>
        """, caption: "two folders, each with a rule of its own"),
    ],
    check: .site { site, context in
      // What is refused in a folder leaves the listing of the root alone.
      for conflict in site.effectiveAuthorization.conflicts { add(conflict, StoppedSessions(at: .logon), to: &context) }
      for conflict in site.folderAuthorizationConflicts { add(conflict, nil, to: &context) }
    })
}

private func add(_ conflict: AuthorizationConflict, _ stops: StoppedSessions?, to context: inout RuleContext) {
  context.report(
    "an Allow and a Deny rule have the same users, roles and permissions", at: conflict.second.range,
    related: [(conflict.first.range, "the other rule")],
    notes: ["accessType is no part of a rule's key, so to IIS the second rule is a duplicate entry"],
    help: "remove one of the two rules, or change what it is about", stops: stops)
}
