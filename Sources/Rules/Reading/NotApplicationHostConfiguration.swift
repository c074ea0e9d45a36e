internal import IISConfiguration
internal import Linter

extension Rule {
  static let notApplicationHostConfiguration = Rule(
    id: "not-application-host-configuration", topic: .reading, severity: .error,
    summary: "The file is well-formed XML, but another kind of file than applicationHost.config.",
    rationale: """
      FTP sites are configured in `applicationHost.config` and nowhere else. `administration.config` configures IIS \
      Manager, `redirection.config` says where the configuration really is, a `web.config` cannot hold FTP settings, \
      and a schema file describes settings without setting any. It is the file's only finding, and the exit status \
      is 2.

      Give the file in `%windir%\\System32\\inetsrv\\config`. A 32-bit program that opens this path is shown the \
      folder below `SysWOW64` instead, so take care that it is the one that IIS reads.

      Sources: [IIS configuration reference, ftpServer]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/), \
      [configurationRedirection](https://learn.microsoft.com/iis/configuration/configurationredirection/).
      """,
    examples: [
      .rejects(.file, "<?xml version=\"1.0\"?>\n▸<configuration◂><system.webServer /></configuration>"),
      .rejects(
        .file, "▸<configuration◂><configurationRedirection enabled=\"true\" path=\"\\\\share\\iis\" /></configuration>",
        caption: "redirection.config: the real file is in the folder that it names"),
      .rejects(.file, "▸<configuration◂><moduleProviders /></configuration>", caption: "administration.config"),
      .rejects(.file, "▸<configSchema◂><sectionSchema name=\"system.ftpServer/log\" /></configSchema>"),
      .rejects(.file, "▸<site◂ name=\"FTP\" id=\"1\" />", caption: "a fragment"),
      .accepts(
        .file, "<configuration><system.applicationHost /><system.webServer /></configuration>",
        caption: "a server without FTP is still a server"),
      .accepts(
        .file,
        "<configuration><location path=\".\"><system.applicationHost><sites /></system.applicationHost></location></configuration>"
      ),
    ],
    check: .failure(.otherFile))
}
