internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let virtualDirectoryUnreachable = Rule(
    id: "virtual-directory-unreachable", topic: .access, severity: .warning,
    summary: "User isolation keeps users from a virtual directory.",
    rationale: """
      Which virtual directories users reach hangs on `userIsolation`:

      | mode | below the site's root | homes | below a home |
      | --- | --- | --- | --- |
      | `None`, `StartInUsersDirectory` | reached | folders or virtual directories | reached |
      | `IsolateRootDirectoryOnly` | reached | folders only | not documented |
      | `IsolateAllDirectories` | ignored | folders or virtual directories | reached |
      | `ActiveDirectory`, `Custom` | not documented | as Active Directory or the provider says | not documented |

      So with `IsolateAllDirectories` a folder that users share must be a virtual directory below the home of each, \
      `/LocalUser/<user>/Shared` or `/<DOMAIN>/<user>/Shared`; one at `/Shared` nobody sees. A folder in which homes \
      are, `/LocalUser` or that of a domain, is none of these: where the file names the domain, or the folder has \
      something below it, nothing is said. On a site that also serves HTTP the virtual directory may be meant for that \
      alone: then it is a note, unless a `<location>` has settings for FTP users there.

      Source: \(userIsolationSource).
      """,
    examples: [
      .rejects(.site, site("IsolateAllDirectories", "▸/Shared◂")),
      .rejects(
        .site, site("IsolateRootDirectoryOnly", "▸/LocalUser/eve◂"), caption: "a home that must be a folder"),
      .rejects(
        .site,
        """
        <application path="/"><virtualDirectory path="▸/Images◂" physicalPath="D:\\Images" /></application>
        <bindings>
          <binding protocol="http" bindingInformation="*:80:" /><binding protocol="ftp" bindingInformation="*:21:" />
        </bindings>
        <ftpServer><userIsolation mode="IsolateAllDirectories" /></ftpServer>
        """, .note, caption: "it may be there for HTTP alone"),
      .accepts(.site, site("IsolateAllDirectories", "/LocalUser/eve/Shared"), caption: "below a home"),
      .accepts(.site, site("IsolateAllDirectories", "/LocalUser/eve"), caption: "a home"),
      .accepts(.site, site("IsolateAllDirectories", "/LocalUser"), caption: "where homes are"),
      .accepts(
        .site,
        """
        <application path="/"><virtualDirectory path="/CONTOSO" physicalPath="D:\\Users" /></application>
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer>
          <security><authentication>
            <basicAuthentication enabled="true" defaultLogonDomain="contoso" />
          </authentication></security>
          <userIsolation mode="IsolateAllDirectories" />
        </ftpServer>
        """, caption: "where homes of a domain are"),
      .accepts(.site, site("IsolateRootDirectoryOnly", "/Shared"), caption: "global virtual directories can be used"),
      .accepts(.site, site("None", "/Shared")),
      .accepts(.site, site("ActiveDirectory", "/Shared"), caption: "what users then reach is not documented"),
    ],
    check: .site { site, context in
      for directory in site.unreachableVirtualDirectories {
        let path = directory.path.value
        let isForFTP = directory.isMeantForFTP || site.site.bindings.allSatisfy(\.isFTP)
        switch directory.reason {
        case .outsideHomes:
          context.report(
            "no user reaches the virtual directory \(quoted: path)", at: directory.path.range,
            severity: isForFTP ? .warning : .note,
            related: related(site),
            notes: [
              """
              IsolateAllDirectories shows users what is below their homes, and ignores virtual directories elsewhere; \
              unless this is the folder of a domain, in which homes are
              """
            ],
            help: "make a virtual directory to the same folder below each user's home, /LocalUser/USER or /DOMAIN/USER")
        case .isHome:
          context.report(
            "the home \(quoted: path) is a virtual directory", at: directory.path.range,
            severity: isForFTP ? .warning : .note,
            related: related(site),
            notes: ["with IsolateRootDirectoryOnly homes must be folders; what the user gets is not documented"],
            help: "make it a folder below the site's root, or set mode to IsolateAllDirectories")
        }
      }
    })

  private static func site(_ mode: String, _ path: String) -> String {
    """
    <application path="/">
      <virtualDirectory path="/" physicalPath="D:\\Ftp" /><virtualDirectory path="\(path)" physicalPath="E:\\Data" />
    </application>
    <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
    <ftpServer><userIsolation mode="\(mode)" /></ftpServer>
    """
  }

  private static func related(_ site: FTPSite) -> [(ByteRange, Message)] {
    guard let range = site.userIsolation.range else { return [] }
    return [(range, "the mode of isolation")]
  }
}
