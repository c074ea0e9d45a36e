internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let cleartextPassword = Rule(
    id: "cleartext-password", topic: .reading, severity: .error, concern: .hardening,
    summary: "A password stands in the file in clear text.",
    rationale: """
      IIS Manager encrypts the passwords that it writes: `[enc:AesProvider:…:enc]`. One in clear text was typed into \
      the file, and everybody who can read the file or a backup of it can read the password. Files with \
      such passwords end up in version control and in support tickets.

      Change the password where it is known, then set the new one with IIS Manager, which encrypts it. The value is \
      never printed, in any format.

      Source: [Using encryption to protect passwords]\
      (https://learn.microsoft.com/iis/manage/configuring-security/using-encryption-to-protect-passwords).
      """,
    examples: [
      .rejects(
        .ftpServer,
        """
        <userIsolation mode="ActiveDirectory">
          <activeDirectory adUserName="CORP\\ftp" ▸adPassword◂="example" />
        </userIsolation>
        """),
      .rejects(
        .configuration,
        "<system.webServer><vendor ▸Password◂ = 'example' /></system.webServer>",
        caption: "in any section of the file"),
      .accepts(
        .ftpServer,
        """
        <userIsolation mode="ActiveDirectory">
          <activeDirectory adUserName="CORP\\ftp" adPassword="[enc:AesProvider:dGhpcyBpcyBub25l:enc]" />
        </userIsolation>
        """),
      .accepts(
        .ftpServer,
        """
        <security><authentication>
          <anonymousAuthentication enabled="true" userName="IUSR" password="" />
        </authentication></security>
        """),
      .accepts(.server, "<!-- <add password=\"example\" /> -->"),
    ],
    check: .file { configuration, context in
      for name in configuration.exposedPasswords {
        context.report(
          "the value of \(quoted: name.value) is a password in clear text", at: name.range, sites: [],
          notes: ["everybody who can read this file, or a backup of it, can read the password"],
          help: "change the password, and set the new one with IIS Manager, which encrypts it")
      }
    })
}
