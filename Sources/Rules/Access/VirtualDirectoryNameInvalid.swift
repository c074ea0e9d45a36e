internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let virtualDirectoryNameInvalid = Rule(
    id: "virtual-directory-name-invalid", topic: .access, severity: .warning,
    summary: "The path of a virtual directory has a character that Windows takes in no file name.",
    rationale: """
      The schema takes any path, and IIS loads it. Users who go there, or list what is above, get `550 The parameter \
      is incorrect.`: Windows takes none of `< > : " \\ | ? *` in a file name, a colon least of all. The physical path \
      behind it may be sound.

      Give the virtual directory another name.

      Sources: Microsoft KB 2505017; [Naming files, paths, and namespaces]\
      (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
      """,
    examples: [
      .rejects(.site, site("▸/Archive:2024◂")),
      .rejects(.site, site("▸/LocalUser/eve/what?◂")),
      .accepts(.site, site("/Archive-2024")),
      .accepts(.site, site("/Müller &amp; Söhne"), caption: "a legal name"),
    ],
    check: .site { site, context in
      for path in site.site.virtualDirectories {
        guard let character = path.value.utf8.first(where: isForbidden) else { continue }
        context.report(
          "the virtual directory \(quoted: path.value) has \(quoted: String(UnicodeScalar(character))) in its path",
          at: path.range, notes: ["users who go there get \"550 The parameter is incorrect.\""],
          help: "give it a name without < > : \" \\ | ? *")
      }
    })

  private static func site(_ path: String) -> String {
    """
    <application path="/">
      <virtualDirectory path="/" physicalPath="D:\\Ftp" /><virtualDirectory path="\(path)" physicalPath="E:\\Data" />
    </application>
    <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
    """
  }
}

/// Whether Windows takes a character in no file name.
private func isForbidden(_ character: UInt8) -> Bool {
  switch character {
  case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "\\"),
    UInt8(ascii: "|"),
    UInt8(ascii: "?"), UInt8(ascii: "*"), 0..<0x20:
    true
  default: false
  }
}
