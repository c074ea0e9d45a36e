public import Reachability

/// A configuration, or the part of one that matters, with the places at which a rule must speak.
///
/// In a rejected example `▸` stands before each finding and `◂` behind it where the end matters too.
public struct Example: Sendable {
  /// Which part of a file the fragment is; the rest is filled in.
  public enum Part: Sendable {
    /// The whole file.
    case file
    /// What stands in `<sites>`, but for the root directories of sites that have no application.
    case sites
    /// What stands in the one `<site name="FTP" id="1">`, but for the root directory if it has no application.
    case site
    /// What stands in the `<ftpServer>` of a site bound to `*:21:`.
    case ftpServer
    /// What stands in `<system.ftpServer>`, beside a site bound to `*:21:`.
    case server
    /// What stands in `<configuration>` behind a site bound to `*:21:` and named `FTP`.
    case configuration
  }

  /// A file of the environment beside the configuration.
  public struct Neighbour: Sendable {
    /// The file's name.
    public let name: String
    /// What stands in it, with marks.
    public let marked: String

    /// What stands in it.
    public var text: String { unmarked(marked) }
  }

  /// Which part of a file the fragment is.
  public let part: Part
  /// The fragment as it is shown, with marks.
  public let marked: String
  /// Whether the rule must speak.
  public let isRejected: Bool
  /// How bad each finding must be; nothing where that is the rule's own severity.
  public let severity: Severity?
  /// What is said of the server's surroundings.
  public let deployment: DeploymentOptions
  /// The files that describe the environment; the rule speaks only if there is one.
  public let environment: [Neighbour]
  /// What the example shows, where that is not plain.
  public let caption: String?
  /// Where the example stands in the rule's source, so that a failing test can point there.
  public let line: UInt

  /// A configuration that the rule must reject, with findings exactly at the marks.
  public static func rejects(
    _ part: Part, _ marked: String, _ severity: Severity? = nil, with deployment: DeploymentOptions = .init(),
    environment: KeyValuePairs<String, String> = [:], caption: String? = nil, line: UInt = #line
  ) -> Self {
    Self(
      part: part, marked: marked, isRejected: true, severity: severity, deployment: deployment,
      environment: environment.map(Neighbour.init), caption: caption, line: line)
  }

  /// A near miss, which the rule must accept.
  public static func accepts(
    _ part: Part, _ fragment: String, with deployment: DeploymentOptions = .init(),
    environment: KeyValuePairs<String, String> = [:], caption: String? = nil, line: UInt = #line
  ) -> Self {
    Self(
      part: part, marked: fragment, isRejected: false, severity: nil, deployment: deployment,
      environment: environment.map(Neighbour.init), caption: caption, line: line)
  }
}

extension Example {
  /// The fragment without its marks.
  public var text: String { unmarked(marked) }

  /// A whole file around a text of this part.
  public func file(around text: String) -> String {
    switch part {
    case .file: text
    case .sites: Self.file(sites: text)
    case .site: Self.file(sites: Self.site(text))
    case .ftpServer: Self.file(sites: Self.site(Self.binding + "<ftpServer>\n\(text)\n</ftpServer>"))
    case .server:
      Self.file(sites: Self.site(Self.binding), rest: "<system.ftpServer>\n\(text)\n</system.ftpServer>")
    case .configuration: Self.file(sites: Self.site(Self.binding), rest: text)
    }
  }

  private static let binding = """
    <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>

    """

  /// What IIS asks of each site, and hardly an example is about.
  private static let rootDirectory =
    "<application path=\"/\"><virtualDirectory path=\"/\" physicalPath=\"D:\\Ftp\" /></application>"

  /// Sites with a root directory each, as far as they have no application; where it moves nothing else.
  private static func withRootDirectories(_ sites: String) -> String {
    let parts = sites.split(separator: "</site>", omittingEmptySubsequences: false)
    return parts.dropLast().map { "\($0)\($0.contains("<application") ? "" : rootDirectory)</site>" }.joined()
      + (parts.last ?? "")
  }

  private static func site(_ text: String) -> String {
    "<site name=\"FTP\" id=\"1\">\n\(text)\n</site>"
  }

  private static func file(sites: String, rest: String = "") -> String {
    """
    <configuration>
    <system.applicationHost><sites>
    \(withRootDirectories(sites))
    </sites></system.applicationHost>
    \(rest)
    </configuration>

    """
  }
}

private func unmarked(_ text: String) -> String { text.filter { $0 != "▸" && $0 != "◂" } }
