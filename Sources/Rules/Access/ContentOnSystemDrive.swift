internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let contentOnSystemDrive = Rule(
    id: "content-on-system-drive", topic: .access, severity: .note, concern: .hardening,
    summary: "The site's root folder is on the system drive.",
    rationale: """
      Where users may upload, they can fill the drive, and a full system drive stops more than FTP. A mistake in NTFS \
      permissions or in a virtual directory also is worse where Windows itself is near. IIS's own default, \
      `%SystemDrive%\\inetpub\\ftproot`, is on that drive. `C:` is taken for the system drive, which it nearly always is.

      Put the content on a drive of its own.

      Source: DISA STIG for Windows Server, WN22-00-000430 (FTP must prevent access to the system drive).
      """,
    examples: [
      .rejects(
        .site,
        """
        <application path="/">
          <virtualDirectory path="/" physicalPath="▸%SystemDrive%\\inetpub\\ftproot◂" />
        </application>
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        """),
      .rejects(
        .site,
        """
        <application path="/"><virtualDirectory path="/" physicalPath="▸c:\\ftp◂" /></application>
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        """),
      .accepts(
        .site,
        """
        <application path="/">
          <virtualDirectory path="/" physicalPath="D:\\ftp" />
          <virtualDirectory path="/tools" physicalPath="C:\\Tools" />
        </application>
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        """, caption: "only the root counts"),
      .accepts(
        .site,
        """
        <application path="/"><virtualDirectory path="/" physicalPath="\\\\server\\C:\\share" /></application>
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        """),
    ],
    check: .site { site, context in
      guard let folder = site.site.rootFolder, isOnSystemDrive(folder.value) else { return }
      context.report(
        "the site's root folder is on the system drive", at: folder.range,
        notes: ["uploads can fill the drive that Windows runs from"], help: "put the content on a drive of its own")
    })
}

private func isOnSystemDrive(_ path: String) -> Bool {
  switch path.utf8.first {
  case UInt8(ascii: "C"), UInt8(ascii: "c"): path.utf8.dropFirst().first == UInt8(ascii: ":")
  case UInt8(ascii: "%"): path.prefix(13).lowercased() == "%systemdrive%"
  default: false
  }
}
