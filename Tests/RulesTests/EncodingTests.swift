import IISConfiguration
import Linter
import Reachability
import TestSupport
import Testing
@testable import Rules

/// One file in four encodings: the same findings at the same lines and columns.
@Suite(.timeLimited) struct EncodingTests {
  private static let text = """
    <?xml version="1.0"?>
    <configuration>
      <system.applicationHost><sites>
        <site name="配布 😀 &amp; Dépôt" id="1">\t<bindings>
          <binding protocol='ftp' bindingInformation = "*:2121:
    " />
          <binding protocol="ftps" bindingInformation="*:990:" />
        </bindings><ftpServer allowUTF8="True"><ssl a="😀>" controlChannelPolicy="SslAllow" /></ftpServer></site>
      </sites></system.applicationHost>
      <location path="配布 😀 &#38; DÉPÔT"><ftpServer /></location>
    </configuration>
    """

  private static func utf16(_ text: String, mark: [UInt8], _ bytes: (UInt16) -> [UInt8]) -> [UInt8] {
    mark + text.utf16.flatMap(bytes)
  }

  private func findings(_ bytes: [UInt8]) -> [String] {
    let report = Lint(rules: Rule.all, deployment: DeploymentOptions()).run(
      SourceFile(path: "applicationHost.config", bytes: bytes))
    let table = LineTable(report.source)
    return report.findings.map { finding in
      let start = finding.range.map { table.position(of: $0.start) }
      let end = finding.range.map { table.position(of: $0.end) }
      return "\(finding.rule) \(start?.line ?? 0):\(start?.column ?? 0)-\(end?.line ?? 0):\(end?.column ?? 0) "
        + "\(finding.message) \(finding.sites)"
    }
  }

  @Test(arguments: ["\n", "\r\n"]) func findingsDoNotDependOnTheEncoding(_ lineEnd: String) {
    let text = Self.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    let expected = findings(Array(Self.text.utf8))
    #expect(expected.contains { $0.hasPrefix("unknown-ftp-protocol 7:26-7:30 ") }, "\(expected)")
    #expect(expected.contains { $0.hasPrefix("invalid-binding 5:53-6:1 ") }, "\(expected)")
    #expect(expected.contains { $0.hasPrefix("misplaced-setting 8:44-8:48 ") }, "\(expected)")
    #expect(expected.contains { $0.hasPrefix("misplaced-setting 10:37-10:47 ") }, "\(expected)")
    #expect(findings(Array(text.utf8)) == expected)
    #expect(findings([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == expected)
    #expect(findings(Self.utf16(text, mark: [0xFF, 0xFE]) { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == expected)
    #expect(findings(Self.utf16(text, mark: [0xFE, 0xFF]) { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }) == expected)
  }
}
