internal import IISConfiguration
internal import Linter

extension Rule {
  static let malformedXML = Rule(
    id: "malformed-xml", topic: .reading, severity: .error,
    summary:
      "The file is empty, binary, not well-formed, not decodable, too large, too deeply nested, or has a DOCTYPE.",
    rationale: """
      IIS loads `applicationHost.config` as a whole: with a file that is not well-formed XML, no site of the server \
      starts. It is the file's only finding, and the exit status is 2.

      The parser's own message is given with the place at which it stopped; the mistake is there or shortly before. \
      A document type declaration is refused because IIS never writes one and entities declared in it are a way to \
      attack a parser. Elements nested more than 128 deep, and a start tag with more than 1,000 attributes, are refused \
      for the same reason; more than 32 bindings in `siteDefaults`, as every site inherits every one. IIS keeps earlier versions of the file in `%SystemDrive%\\inetpub\\history`.

      Sources: [XML 1.0](https://www.w3.org/TR/xml/), [IIS configuration history]\
      (https://learn.microsoft.com/iis/get-started/planning-your-iis-architecture/using-iis-configuration-history).
      """,
    examples: [
      .rejects(.file, "<configuration><system.applicationHost>▸</configuration>"),
      .rejects(.file, "<configuration><system.applicationHost>▸</system.ftpServer></configuration>"),
      .rejects(.file, "▸<!DOCTYPE◂ configuration><configuration/>"),
      .accepts(.file, "<?xml version=\"1.0\"?>\n<configuration><system.applicationHost/></configuration>"),
    ],
    check: .failure(.malformed))
}
