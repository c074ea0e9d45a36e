import Emit
import Testing
import Text
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
        finding(
          "no passive port range is set", at: nil, rule: "passive-range-unset",
          help: "set lowDataChannelPort and highDataChannelPort, and restart ftpsvc", sites: []),
        finding(
          "the external address is \(code: "104.41.173.83"), the server's public address is \(code: "20.40.60.80")",
          at: source.range(of: "104.41.173.83"), rule: "external-address-stale", severity: .error,
          notes: [
            "PASV replies tell clients to connect to 104.41.173.83 for data; nothing answers there, so listings time out"
          ],
          help: "set it to 20.40.60.80, and give the VM a static public address", sites: ["Default FTP Site"]),
        finding(
          "the control channel does not require TLS", at: source.range(of: "SslAllow"),
          rule: "plaintext-control-channel", severity: .error,
          notes: ["a client that is not set to TLS sends its user name and password in clear text"],
          help: "set controlChannelPolicy to SslRequire", sites: ["Default FTP Site", "日本語 サイト"]),
        finding(
          "a password stands in clear text", at: source.range(of: "password"), rule: "cleartext-password",
          severity: .error, sites: (1...12).map { "site \($0)" }),
        finding(
          "a site over several lines",
          at: ByteRange(source.range(of: "<site name=\"日本語").start, source.range(of: "</sites>").start),
          rule: "duplicate-site", severity: .note, sites: ["日本語 サイト"]),
        finding(
          "port 2121 is no usual FTP port", at: source.range(of: "*:2121:ftp.example"), rule: "custom-control-port",
          severity: .note, sites: ["日本語 サイト"],
          related: [
            RelatedLocation(Location(source.path, source.range(of: "*:21:")), "a usual one is bound here"),
            RelatedLocation(Location(source.path, source.range(of: "hunter2")), "a secret"),
          ],
          fixes: [
            Fix(
              "bind to port 21",
              [Fix.Edit(Location(source.path, source.range(of: "2121")), "21")], .unsafe)
          ]),
      ])
  }

  /// A name that means something to shells, XML, Markdown, GitHub, Azure Pipelines and terminals.
  static let hostileName =
    "A|B <b>`x`</b> \"@octocat\" #1 [l](https://a.example) ##vso[task.complete]; %0A\u{202E}::error::"

  /// A file with an error, a warning and a note, one from standard input, and one that cannot be read.
  static var sample: [FileReport] {
    let text = "<site name=\"FTP\">\n  <ssl controlChannelPolicy=\"SslAllow\" />\n</site>\n"
    let source = SourceFile(path: "web 1/applicationHost.config", bytes: Array(text.utf8))
    let first = report(
      on: source,
      [
        finding(
          "no passive port range is set", at: nil, rule: "passive-range-unset", severity: .warning,
          help: "set lowDataChannelPort and highDataChannelPort, and restart ftpsvc", sites: []),
        finding(
          "port 2121 is no usual FTP port", at: source.range(of: "FTP"), rule: "custom-control-port", severity: .note,
          sites: [hostileName]),
        finding(
          "\(code: "controlChannelPolicy") is \(quoted: "SslAllow")", at: source.range(of: "SslAllow"),
          rule: "plaintext-control-channel", severity: .error,
          notes: ["a client of \(name: hostileName) sends its password in clear text"],
          help: "set controlChannelPolicy to SslRequire", sites: [hostileName]),
      ])
    let input = report(on: "<x a=\"v\"/>", at: "v", path: "-")
    let unread = report(
      on: SourceFile(path: "broken.config", bytes: []), ftpSites: 0, wasRead: false,
      [finding("the file is empty", at: nil, rule: "malformed-xml", severity: .error, sites: [])])
    return [first, input, unread]
  }

  static func report(
    on source: SourceFile, ftpSites: Int = 1, stoppedSites: Int = 0, wasRead: Bool = true, _ findings: [Finding]
  ) -> FileReport {
    let findings = findings.map { finding in
      guard let location = finding.location, location.path.isEmpty else { return finding }
      return Finding(
        rule: finding.rule, number: finding.number, severity: finding.severity, statement: finding.statement,
        sites: finding.sites, location: Location(source.path, location.range), related: finding.related,
        fixes: finding.fixes, concern: finding.concern, counts: finding.counts, waiver: finding.waiver)
    }
    return FileReport(
      source: source, ftpSites: ftpSites, stoppedSites: stoppedSites, findings: findings, wasRead: wasRead)
  }

  /// A finding on a part of a text, which is marked as in a rule's examples or given in full.
  static func report(
    on text: String, at part: String, path: String = "a.config", sites: [String] = ["FTP"]
  ) -> FileReport {
    let source = SourceFile(path: path, bytes: Array(text.utf8))
    return report(on: source, [finding(at: source.range(of: part), sites: sites)])
  }

  /// A finding, without a path in the file of the report.
  static func finding(
    _ message: Message = "something is wrong", at range: ByteRange?, in path: String = "", rule: String = "some-rule",
    severity: Severity = .warning, notes: [Message] = [], help: Message? = nil, sites: [String] = ["FTP"],
    related: [RelatedLocation] = [], fixes: [Fix] = [], concern: Concern = .reachability, waiver: Waiver? = nil
  ) -> Finding {
    Finding(
      rule: rule, number: 0, severity: severity, statement: Statement(message, notes: notes, help: help), sites: sites,
      location: range.map { Location(path, $0) }, related: related, fixes: fixes, stops: [],
      concern: concern, counts: waiver == nil && concern == .reachability, waiver: waiver)
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
      examples: [], check: .failure(.malformed))
  }

  static func render(
    _ reports: [FileReport], _ format: ReportFormat, rules: [Rule] = [], style: TextStyle = .plain,
    currentFolder: String = "/srv/repository", view: ReportView = ReportView(), width: Int? = nil, isQuiet: Bool = false
  ) -> String {
    var context = ReportContext(tool: tool, rules: rules, style: style, currentFolder: currentFolder)
    context.width = width
    context.isQuiet = isQuiet
    let reporter = format.reporter(context)
    // Both ways to make a part must give the same bytes.
    let (direct, rendered) = (
      write(reports.map { reporter.part(on: $0, view) }, reporter),
      write(reports.map { reporter.part(on: $0, view).rendered }, reporter)
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
