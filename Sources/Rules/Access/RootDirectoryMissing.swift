internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let rootDirectoryMissing = Rule(
    id: "root-directory-missing", topic: .access, severity: .warning,
    summary: "A site without a root directory: no application at /, or none with a folder.",
    rationale: """
      IIS asks each site for an application at `/`, and each application for a virtual directory at `/`, which has the \
      folder that users see first. IIS Manager makes both; `appcmd add site` without `/physicalPath` makes neither, and \
      whoever writes the file may forget them. What the FTP service does with such a site is not documented; there is a \
      substatus *Invalid site configuration* (17). So what becomes of its users is not known, and `matrix` says so.

      Where a `virtualDirectoryDefaults` has a `physicalPath`, a virtual directory needs none.

      Sources: \(siteStructureSource); \(statusCodesSource); \(schemaSource).
      """,
    examples: [
      .rejects(.file, file("▸<site◂ name=\"FTP\" id=\"1\">\(binding)</site>"), caption: "no application at all"),
      .rejects(
        .site,
        """
        ▸<application◂ path="/" />
        \(binding)
        """),
      .rejects(
        .site,
        """
        ▸<application◂ path="/"><virtualDirectory path="/Images" physicalPath="D:\\Images" /></application>
        \(binding)
        """, caption: "a virtual directory, but not the root"),
      .rejects(
        .site,
        """
        <application path="/">▸<virtualDirectory◂ path="/" /></application>
        \(binding)
        """),
      .accepts(
        .site,
        """
        <application path="/"><virtualDirectory path="/" physicalPath="D:\\Ftp" /></application>
        \(binding)
        """),
      .accepts(
        .file,
        file(
          """
          <site name="FTP" id="1">
            <application path="/"><virtualDirectory path="/" /></application>
            \(binding)
          </site>
          <virtualDirectoryDefaults physicalPath="D:\\Ftp" />
          """), caption: "defaults have the folder"),
    ],
    check: .site { site, context in
      guard let gap = site.site.rootDirectoryGap else { return }
      context.report(
        gap.sentence, at: gap.range,
        notes: ["IIS asks each site for it, and what its FTP service does without is not documented"], help: help(gap))
    })

  private static func help(_ gap: RootDirectoryGap) -> Message {
    switch gap.part {
    case .application:
      """
      add <application path="/"> with a <virtualDirectory path="/"> whose physicalPath is the folder that users see first
      """
    case .virtualDirectory:
      "add <virtualDirectory path=\"/\"> whose physicalPath is the folder that users see first"
    case .physicalPath: "add physicalPath with the folder that users see first"
    }
  }

  private static let binding = "<bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings>"

  private static func file(_ sites: String) -> String {
    """
    <configuration>
      <system.applicationHost><sites>
    \(sites)
      </sites></system.applicationHost>
    </configuration>
    """
  }
}
