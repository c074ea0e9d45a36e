import Testing
import TestSupport
@testable import IISConfiguration

/// A setting is written as whoever wrote the file would: with its quotes, its indentation and its line ends.
@Suite(.timeLimited) struct SettingEditTests {
  /// A file with this in its one site, which is the second of two lines of the list.
  private func wrapped(_ site: String, rest: String = "") -> String {
    """
    <configuration>
      <system.applicationHost>
      <sites>
        \(site)
      </sites>
      </system.applicationHost>\(rest)
    </configuration>
    """
  }

  private func edited(
    _ text: String, _ level: SettingChange.Level = .site(0, name: "A"),
    _ path: String = "ftpServer/firewallSupport",
    _ values: KeyValuePairs<String, String> = ["externalIp4Address": "20.40.60.80"]
  ) throws -> String? {
    let configuration = try read(text)
    let change = SettingChange(at: level, of: path, values.map { SettingChange.Value($0.key, $0.value) })
    return try configuration.edits(for: change).map {
      String(decoding: try #require(TextEdits($0)).applied(to: configuration.source.text), as: UTF8.self)
    }
  }

  private static let binding = "<bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings>"

  @Test(arguments: [
    // A value that is there is replaced, and nothing else.
    (
      "<site name='A'><ftpServer><firewallSupport\texternalIp4Address = '10.0.0.4'/></ftpServer></site>",
      "<site name='A'><ftpServer><firewallSupport\texternalIp4Address = '20.40.60.80'/></ftpServer></site>"
    ),
    // An element that is there gets an attribute, with the quotes of its last.
    (
      "<site name='A'><ftpServer><firewallSupport lockItem='true'  /></ftpServer></site>",
      "<site name='A'><ftpServer><firewallSupport lockItem='true' externalIp4Address='20.40.60.80'  /></ftpServer></site>"
    ),
    (
      "<site name=\"A\"><ftpServer><firewallSupport/></ftpServer></site>",
      "<site name=\"A\"><ftpServer><firewallSupport externalIp4Address=\"20.40.60.80\"/></ftpServer></site>"
    ),
    // Attributes on lines of their own stay so.
    (
      "<site name=\"A\"><ftpServer><firewallSupport\n    lockItem=\"true\"\n/></ftpServer></site>",
      "<site name=\"A\"><ftpServer><firewallSupport\n    lockItem=\"true\"\n    externalIp4Address=\"20.40.60.80\"\n/></ftpServer></site>"
    ),
    // All on one line stays so.
    (
      "<site name=\"A\">\(binding)</site>",
      "<site name=\"A\">\(binding)<ftpServer><firewallSupport externalIp4Address=\"20.40.60.80\" /></ftpServer></site>"
    ),
    (
      "<site name=\"A\">\(binding)<ftpServer/></site>",
      "<site name=\"A\">\(binding)<ftpServer><firewallSupport externalIp4Address=\"20.40.60.80\" /></ftpServer></site>"
    ),
    // Lines and their indentation are carried on, behind what is there, be it a comment with tags in it.
    (
      """
      <site name="A">
            <ftpServer>
              <security />
              <!-- </ftpServer> -->
            </ftpServer>
          </site>
      """,
      """
      <site name="A">
            <ftpServer>
              <security />
              <!-- </ftpServer> -->
              <firewallSupport externalIp4Address="20.40.60.80" />
            </ftpServer>
          </site>
      """
    ),
    (
      """
      <site name="A">
      \t\(binding)
          </site>
      """,
      """
      <site name="A">
      \t\(binding)
      \t<ftpServer>
      \t  <firewallSupport externalIp4Address="20.40.60.80" />
      \t</ftpServer>
          </site>
      """
    ),
    (
      """
      <site name="A">
            <ftpServer serverAutoStart="false" />
          </site>
      """,
      """
      <site name="A">
            <ftpServer serverAutoStart="false">
              <firewallSupport externalIp4Address="20.40.60.80" />
            </ftpServer>
          </site>
      """
    ),
    (
      """
      <site name="A">
            <ftpServer>
            </ftpServer>
          </site>
      """,
      """
      <site name="A">
            <ftpServer>
              <firewallSupport externalIp4Address="20.40.60.80" />
            </ftpServer>
          </site>
      """
    ),
  ]) func whatIsWrittenLooksLikeTheRest(_ site: String, _ expected: String) throws {
    #expect(try edited(wrapped(site)) == wrapped(expected))
    let crlf = { (text: String) in text.replacing("\n", with: "\r\n") }
    #expect(try edited(crlf(wrapped(site))) == crlf(wrapped(expected)))
  }

  @Test func twoAttributesOfOneElementAreOneEdit() throws {
    let site = "<site name=\"A\">\(Self.binding)</site>"
    let ports: KeyValuePairs = ["lowDataChannelPort": "50000", "highDataChannelPort": "50100"]
    let at = { try edited($0, .server, "system.ftpServer/firewallSupport", ports) }
    #expect(
      try at(wrapped(site, rest: "\n  <system.ftpServer>\n  </system.ftpServer>"))
        == wrapped(
          site,
          rest: """

              <system.ftpServer>
                <firewallSupport lowDataChannelPort="50000" highDataChannelPort="50100" />
              </system.ftpServer>
            """))
    #expect(
      try at(wrapped(site))
        == wrapped(
          site,
          rest: """

              <system.ftpServer>
                <firewallSupport lowDataChannelPort="50000" highDataChannelPort="50100" />
              </system.ftpServer>
            """))
    #expect(
      try at(wrapped(site, rest: "<system.ftpServer><firewallSupport highDataChannelPort=\"1\"/></system.ftpServer>"))
        == wrapped(
          site,
          rest:
            "<system.ftpServer><firewallSupport highDataChannelPort=\"50100\" lowDataChannelPort=\"50000\"/></system.ftpServer>"
        ))
  }

  @Test func aSectionThatTheFileDoesNotDeclareIsNotMade() throws {
    let text = """
      <configuration><configSections><sectionGroup name="system.webServer" /></configSections><system.applicationHost>
      <sites><site name="A">\(Self.binding)</site></sites></system.applicationHost></configuration>
      """
    #expect(try edited(text, .server, "system.ftpServer/firewallSupport", ["lowDataChannelPort": "1"]) == nil)
    let declared = text.replacing("system.webServer", with: "system.ftpServer")
    #expect(try edited(declared, .server, "system.ftpServer/firewallSupport", ["lowDataChannelPort": "1"]) != nil)
  }

  @Test func whatStandsInAnotherFileIsNotWrittenHere() throws {
    let site = "<site name=\"A\">\(Self.binding)<ftpServer configSource=\"ftp.config\" /></site>"
    #expect(try edited(wrapped(site)) == nil)
  }

  @Test func aValueIsEscapedForItsQuotes() throws {
    let site = "<site name='A'><ftpServer><firewallSupport externalIp4Address='' /></ftpServer></site>"
    #expect(
      try edited(wrapped(site), values: ["externalIp4Address": "<&'\">"])
        == wrapped(site.replacing("Address=''", with: "Address='&lt;&amp;&apos;\">'")))
  }

  private func edited(_ text: String, values: KeyValuePairs<String, String>) throws -> String? {
    try edited(text, .site(0, name: "A"), "ftpServer/firewallSupport", values)
  }

  @Test func anElementIsRenamedAtBothEnds() throws {
    let text = wrapped("<site name=\"A\"><ftp a='>'><ftp/><ftp>1</ftp><!-- </ftp> --></ftp ><ftp/></site>")
    let configuration = try read(text)
    let place = try #require(Array(text.utf8).firstRange(of: Array("<ftp".utf8))).lowerBound
    let edits = try #require(
      configuration.renaming(elementAt: ByteRange(place, place + 4), to: "ftpServer").flatMap { TextEdits($0) })
    #expect(
      String(decoding: edits.applied(to: configuration.source.text), as: UTF8.self)
        == text.replacing("<ftp a", with: "<ftpServer a").replacing("</ftp >", with: "</ftpServer >"))
  }
}
