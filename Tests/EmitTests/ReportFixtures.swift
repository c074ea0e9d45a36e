import Emit
import Testing
@testable import IISConfiguration
@testable import Linter

/// Findings made by hand, so that what rules say never changes what the report tests expect.
enum ReportFixtures {
  static let tool = Tool(name: "ftpsgate", version: "0.0.0")

  static let configuration = """
    <?xml version="1.0" encoding="UTF-8"?>
    <configuration>
      <system.applicationHost>
        <sites>
          <site name="Default FTP Site" id="1">
            <bindings>
              <binding protocol="ftp" bindingInformation="*:21:" />
            </bindings>
            <ftpServer>
              <firewallSupport externalIp4Address="104.41.173.83" />
              <security>
    \t\t\t<ssl serverCertHash="" controlChannelPolicy="SslAllow" />
                <authentication><anonymousAuthentication enabled="true" userName="IUSR" password="hunter2" /></authentication>
              </security>
            </ftpServer>
          </site>
          <site name="日本語 サイト" id="2">
            <bindings><binding protocol="ftp" bindingInformation="*:2121:ftp.example" /></bindings>
          </site>
        </sites>
      </system.applicationHost>
    </configuration>

    """

  /// A file that shows every part of a report.
  static var report: FileReport {
    let source = SourceFile(path: "config/applicationHost.config", bytes: Array(configuration.utf8))
    return report(
      on: source, ftpSites: 2,
      [
        Finding(
          rule: "passive-range-unset", severity: .warning, message: "no passive port range is set", notes: [],
          help: "set lowDataChannelPort and highDataChannelPort, and restart ftpsvc", sites: [], range: nil),
        Finding(
          rule: "external-address-stale", severity: .error,
          message: "the external address is 104.41.173.83, the server's public address is 20.40.60.80",
          notes: [
            "PASV replies tell clients to connect to 104.41.173.83 for data; nothing answers there, so listings time out"
          ],
          help: "set it to 20.40.60.80, and give the VM a static public address", sites: ["Default FTP Site"],
          range: source.range(of: "104.41.173.83")),
        Finding(
          rule: "plaintext-control-channel", severity: .error, message: "the control channel does not require TLS",
          notes: ["a client that is not set to TLS sends its user name and password in clear text"],
          help: "set controlChannelPolicy to SslRequire", sites: ["Default FTP Site", "日本語 サイト"],
          range: source.range(of: "SslAllow")),
        Finding(
          rule: "cleartext-password", severity: .error, message: "a password stands in clear text", notes: [],
          help: nil, sites: (1...12).map { "site \($0)" }, range: source.range(of: "password")),
        Finding(
          rule: "duplicate-site", severity: .note, message: "a site over several lines", notes: [], help: nil,
          sites: ["日本語 サイト"],
          range: ByteRange(
            source.range(of: "<site name=\"日本語").start, source.range(of: "</sites>").start)),
        Finding(
          rule: "custom-control-port", severity: .note, message: "port 2121 is no usual FTP port", notes: [],
          help: nil, sites: ["日本語 サイト"], range: source.range(of: "*:2121:ftp.example")),
      ])
  }

  static func report(
    on source: SourceFile, ftpSites: Int = 1, wasRead: Bool = true, _ findings: [Finding]
  ) -> FileReport {
    FileReport(source: source, ftpSites: ftpSites, findings: findings, wasRead: wasRead)
  }

  /// A finding on a part of a text, which is marked as in a rule's examples or given in full.
  static func report(
    on text: String, at part: String, path: String = "a.config", sites: [String] = ["FTP"]
  ) -> FileReport {
    let source = SourceFile(path: path, bytes: Array(text.utf8))
    return report(on: source, [finding(at: source.range(of: part), sites: sites)])
  }

  static func finding(
    _ message: String = "something is wrong", at range: ByteRange?, rule: String = "some-rule",
    severity: Severity = .warning, notes: [String] = [], help: String? = nil, sites: [String] = ["FTP"]
  ) -> Finding {
    Finding(
      rule: rule, severity: severity, message: message, notes: notes, help: help, sites: sites, range: range)
  }

  /// A rule that never runs, for SARIF to describe.
  static func rule(_ id: String, _ severity: Severity = .error) -> Rule {
    Rule(
      id: id, topic: .tls, severity: severity, summary: "The summary of \(id).",
      rationale: """
        Why `\(id)` matters.

        More words.

        Source: [a page](https://example.com/page).
        """,
      examples: [], check: .failure { _, _ in })
  }

  static func render(
    _ reports: [FileReport], _ format: ReportFormat, rules: [Rule] = [], style: TextStyle = .plain,
    currentFolder: String = "/srv/repository"
  ) -> String {
    let reporter = format.reporter(
      ReportContext(tool: tool, rules: rules, style: style, currentFolder: currentFolder))
    // Both ways to make a part must give the same bytes.
    let (direct, rendered) = (
      write(reports.map { reporter.part(on: $0) }, reporter),
      write(reports.map { reporter.part(on: $0).rendered }, reporter)
    )
    #expect(direct == rendered)
    return String(decoding: direct, as: UTF8.self)
  }

  private static func write(_ parts: [ReportPart], _ reporter: any Reporter) -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = ReportWriter(reporter) { bytes += $0 }
    for part in parts { writer.add(part) }
    writer.finish()
    return bytes
  }
}

extension SourceFile {
  /// The first place of a text; an empty range at the end where there is none.
  func range(of part: String) -> ByteRange {
    let text = String(decoding: text, as: UTF8.self)
    let start = text.firstRange(of: part).map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) }
    return ByteRange(start ?? text.utf8.count, (start ?? text.utf8.count) + (start == nil ? 0 : part.utf8.count))
  }
}
