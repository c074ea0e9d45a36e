internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let unusualXMLDeclaration = Rule(
    id: "unusual-xml-declaration", topic: .reading, severity: .warning,
    summary: "The file declares an encoding that it is not in, a rare one, or another version of XML than 1.0.",
    rationale: """
      IIS writes `<?xml version="1.0" encoding="UTF-8"?>` and UTF-8. A file that declares another encoding than its bytes \
      or its byte order mark show is no well-formed XML (XML 1.0, section 4.3.3, calls it a fatal error); editors and \
      scripts that save a file anew without changing its first line leave such files behind. For other encodings than \
      UTF-8 and UTF-16, and for XML 1.1, processors are free to refuse. Which of these IIS reads is not documented; where \
      it does not, no site of the server starts.

      Save the file as UTF-8, and declare that, or nothing. Here the file is read by its byte order mark and its bytes, \
      else as it declares.

      Sources: [XML 1.0](https://www.w3.org/TR/xml/#charencoding), sections 2.8 and 4.3.3.
      """,
    examples: [
      .rejects(.file, file("version=\"1.0\" encoding=\"▸UTF-16◂\""), .error, caption: "the file is in UTF-8"),
      .rejects(.file, file("version=\"▸1.1◂\" encoding=\"UTF-8\"")),
      .rejects(.file, file("version='1.0' encoding='▸UTF-7◂'")),
      .accepts(.file, file("version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"")),
      .accepts(.file, file("version=\"1.0\" encoding=\"us-ascii\""), caption: "all of it is ASCII"),
    ],
    check: .file { configuration, context in
      for fault in configuration.declarationFaults {
        let name = fault.value.value
        let stops = StoppedSessions(at: .controlConnection)
        switch fault.kind {
        case .version:
          context.report(
            "the file declares XML \(name: name)", at: fault.value.range,
            notes: ["whether IIS reads another version than 1.0 is not documented"], help: "declare version=\"1.0\"",
            fix: context.replacement(at: fault.value.range, "1.0", "declare version=\"1.0\"", .unsafe))
        case .contradiction(let encoding):
          context.report(
            "the file declares \(name: name), and is in \(code: "\(encoding)")", at: fault.value.range,
            severity: .error,
            notes: ["XML calls this a fatal error; what IIS does with the file is not documented"],
            help: "save the file as UTF-8, and declare encoding=\"UTF-8\"",
            fix: encoding == .utf8
              ? context.replacement(at: fault.value.range, "UTF-8", "declare the encoding that the file is in", .safe)
              : nil,
            stops: stops)
        case .encoding:
          context.report(
            "the file declares the encoding \(name: name)", at: fault.value.range,
            notes: ["XML processors need only know UTF-8 and UTF-16; which others IIS reads is not documented"],
            help: "save the file as UTF-8, and declare encoding=\"UTF-8\"")
        }
      }
    })

  private static func file(_ declaration: String) -> String {
    "<?xml \(declaration)?>\n<configuration><system.applicationHost/></configuration>"
  }
}
