internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let authorizationByProvider = Rule(
    id: "authorization-by-provider", topic: .access, severity: .note,
    summary: "A custom provider decides who is authorized, so that nobody can tell from files who is.",
    rationale: """
      With a custom authorization provider (IIS 8.0 and later) the built-in authorization rules are not used: a \
      program decides, for each user and path. Whether anybody gets in, and what for, stands in no file; sessions \
      are *unknown* from the logon on.

      Try a logon of a user of each kind, and ask the provider's documentation.

      Sources: [IIS configuration reference, customAuthorization]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/security/\
      customauthorization/).
      """,
    examples: [
      .rejects(
        .ftpServer,
        "<security><customAuthorization><provider name=\"▸MyAuthorization◂\" /></customAuthorization></security>"),
      .accepts(
        .ftpServer,
        """
        <security><customAuthorization>
          <provider name="MyAuthorization" enabled="false" />
        </customAuthorization></security>
        """),
    ],
    check: .site { site, context in
      guard let provider = site.customAuthorizationProvider, provider.isEnabled else { return }
      context.report(
        "the provider \(quoted: provider.name.value) decides who is authorized", at: provider.name.range,
        notes: [
          site.authorization.isEmpty
            ? "who gets in stands in no file"
            : "the authorization rules are not used, and who gets in stands in no file"
        ],
        help: "try a logon of a user of each kind")
    })
}
