internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let locationWithoutSite = Rule(
    id: "location-without-site", topic: .reading, severity: .warning,
    summary: "A <location> with FTP settings is for a site that does not exist.",
    rationale: """
      The first segment of a `<location>`'s path is the name of a site. IIS loads a `<location>` for a site that does \
      not exist without complaint, and never applies it. It is left over from a deleted or renamed site, or its path \
      is misspelt: then the authorization rules in it are missing where they were meant, and logons there end in 530.

      Correct the path, or remove the `<location>`. Names are compared without regard to case.

      Sources: \(authorizationSource); \
      [deep dive into IIS configuration](https://learn.microsoft.com/iis/get-started/\
      planning-your-iis-architecture/deep-dive-into-iis-configuration-with-iis-7-and-iis-8).
      """,
    examples: [
      .rejects(
        .configuration,
        """
        <location path="▸FTP old/incoming◂"><system.ftpServer><security><authorization>
          <add accessType="Allow" users="*" permissions="Read" />
        </authorization></security></system.ftpServer></location>
        """),
      .accepts(
        .configuration,
        """
        <location path="ftp/incoming/"><system.ftpServer><security><authorization>
          <add accessType="Allow" users="*" permissions="Read" />
        </authorization></security></system.ftpServer></location>
        """, caption: "the site's name is FTP; case does not count"),
      .accepts(
        .configuration, "<location path=\"Old\"><system.webServer><handlers /></system.webServer></location>",
        caption: "no FTP settings"),
      .accepts(.configuration, "<location path=\"Old\"><system.ftpServer /></location>"),
      .accepts(
        .file,
        """
        <configuration>
        <system.applicationHost><sites configSource="sites.config" /></system.applicationHost>
        <location path="FTP"><system.ftpServer><security><ipSecurity allowUnlisted="false" /></security></system.ftpServer></location>
        </configuration>
        """, caption: "the sites are in another file"),
    ],
    check: .file { configuration, context in
      guard !configuration.sitesAreRedirected, !configuration.locations.isEmpty else { return }
      let names = Set(configuration.sites.lazy.map { CaselessName($0.name.value) })
      var suggestions = 0
      for location in configuration.locations where location.hasSettings {
        guard !names.contains(CaselessName(location.siteName)) else { continue }
        // Looking for the nearest of many names for each of many locations would take hours.
        suggestions += 1
        let nearest =
          suggestions > 16
          ? nil : nearestName(to: location.siteName, among: configuration.sites.lazy.map(\.name.value))
        context.report(
          "there is no site \(quoted: location.siteName), so the settings in this location never apply",
          at: location.path.range, sites: [],
          notes: ["IIS loads a location for a site that does not exist, and says nothing"],
          help: nearest.map { "did you mean the site \(quoted: $0)?" } ?? "correct the path, or remove the location")
      }
    })
}
