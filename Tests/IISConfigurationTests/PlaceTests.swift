import IISConfiguration
import Testing
import TestSupport

/// Places are those of the raw values, names and tags, however they are written.
@Suite(.timeLimited) struct PlaceTests {
  private func address(_ attribute: String) throws -> (value: String, written: String?) {
    let configuration = try read(
      file(sites: site("A", id: 1, "<ftpServer><firewallSupport \(attribute) /></ftpServer>")))
    let setting = configuration.ftpSites[0].externalAddress
    return (setting.value.text, configuration.written(setting.range))
  }

  @Test(arguments: [
    ("externalIp4Address=\"198.51.100.10\"", "198.51.100.10", "198.51.100.10"),
    ("externalIp4Address='198.51.100.10'", "198.51.100.10", "198.51.100.10"),
    ("externalIp4Address \n =\t '198.51.100.10'", "198.51.100.10", "198.51.100.10"),
    ("externalIp4Address=\"198&#46;51.100.10\"", "198.51.100.10", "198&#46;51.100.10"),
    ("externalIp4Address=\"1\n2\"", "1 2", "1\n2"), ("externalIp4Address=\"1\r\n2\"", "1 2", "1\r\n2"),
    ("externalIp4Address=\"1&#xA;2\"", "1\n2", "1&#xA;2"), ("externalIp4Address=\"a>b='c'\"", "a>b='c'", "a>b='c'"),
    ("externalIp4Address='\"23.97.78.120\"'", "\"23.97.78.120\"", "\"23.97.78.120\""),
    ("externalIp4Address=\"&lt;&amp;&gt;&quot;&apos;\"", "<&>\"'", "&lt;&amp;&gt;&quot;&apos;"),
    ("externalIp4Address=\"アドレス😀\"", "アドレス😀", "アドレス😀"), ("externalIp4Address=\"\"", "", ""),
    ("lockItem=\"externalIp4Address='1\n'\" externalIp4Address='2\n'", "2 ", "2\n"),
  ]) func aValueStandsBetweenItsQuotes(_ attribute: String, _ value: String, _ written: String) throws {
    let found = try address(attribute)
    #expect(found.value == value)
    #expect(found.written == written)
  }

  @Test func aTagBeginsAtItsBracket() throws {
    let configuration = try read(
      file(
        sites: site(
          "A", id: 1, "<ftpServer\nallowUTF8 = 'true'\n>\n<security><unknown a='>'\n/></security></ftpServer>")))
    #expect(configuration.written(configuration.ftpSites[0].ftpServerRange) == "<ftpServer")
    #expect(configuration.problemPlaces == ["<unknown"])
  }

  @Test(arguments: ["bad=\"1\"", "bad = '1'", "\nbad\n=\n\"1\"", "bad=\"\n\"", "bad=\"&#x41;\n\""])
  func aNameStandsBeforeItsValue(_ attribute: String) throws {
    let configuration = try read(
      file(sites: site("A", id: 1, "<ftpServer allowUTF8='true' \(attribute) serverAutoStart=\"true\" />")))
    #expect(configuration.problemPlaces == ["bad"])
  }

  @Test func passwordsAreExposedByName() throws {
    let configuration = try read(
      file(
        sites: site(),
        rest: """
          <system.webServer><a password = 'x&amp;y' b="1" userPassword='[enc:X:Y:enc]' c:adPassword="[enc:enc]" \
          xmlns:c="c" encryptedValue="" /></system.webServer>
          """))
    #expect(configuration.exposedPasswords.map { configuration.written($0.range) } == ["password", "c:adPassword"])
  }
}
