import IISConfiguration
import TestSupport
import Testing

/// Places have names that do not hang on lines: the path of elements, and the attribute.
@Suite(.timeLimited) struct OutlineTests {
  private static let marked = """
    <?xml version="1.0"?>
    ▸<configuration◂>
      <system.applicationHost><sites>
        ▸<site◂ ▸name◂="▸A◂" id='▸1◂'>
          <bindings><binding protocol="ftp" bindingInformation="▸*:21:◂" /></bindings>
          <ftpServer>▸<security◂><ssl serverCertHash="▸◂" /></security></ftpServer>
        </site>
      </sites></system.applicationHost>
    </configuration>
    """

  private func paths(_ marked: String) throws -> [String?] {
    let text = MarkedText(marked)
    let source = try ConfigurationReader.read(SourceFile(path: "a", bytes: Array(text.text.utf8))).source
    return text.places.map {
      source.outline?.place(of: ByteRange($0.start, $0.end ?? $0.start))?.path.names.reversed().joined(separator: "/")
    }
  }

  @Test func aPathNamesElementsAndTheAttribute() throws {
    let site = "configuration/system.applicationHost/sites/site"
    #expect(
      try paths(Self.marked) == [
        "configuration", site, site + "/@name", site + "/@name", site + "/@id",
        site + "/bindings/binding/@bindingInformation", site + "/ftpServer/security",
        site + "/ftpServer/security/ssl/@serverCertHash",
      ])
  }

  @Test func pathsSurviveEditsElsewhere() throws {
    let edited = Self.marked.replacing(
      "<system.app", with: "<!-- more -->\n\n<system.web><a b=\"c\" /></system.web>\n<system.app")
    #expect(try paths(edited) == paths(Self.marked))
  }
}
