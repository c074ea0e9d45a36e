import IISConfiguration
import Inet
import Testing
import TestSupport

@Suite(.timeLimited) struct BindingTests {
  @Test(arguments: [
    ("*:21:", "*", 21, ""), (":21:", "*", 21, ""), ("0.0.0.0:21:", "*", 21, ""), ("[::]:21:", "*", 21, ""),
    ("*:210:localhost", "*", 210, "localhost"), (":8080:localhost", "*", 8080, "localhost"),
    ("*:443:*.example", "*", 443, "*.example"), ("10.0.0.4:990:", "10.0.0.4", 990, ""),
    ("[2001:DB8::1]:21:", "2001:db8::1", 21, ""), ("[2001:db8:0:0::1]:65535:h", "2001:db8::1", 65535, "h"),
  ]) func splitsAtTheLastTwoColons(_ text: String, _ address: String, _ port: Port, _ host: String) throws {
    let endpoint = try BindingEndpoint(text)
    #expect(endpoint.address.description == address)
    #expect(endpoint.port == port)
    #expect(endpoint.host == host)
  }

  @Test(
    arguments: [
      ("", .empty), ("*", .tooFewColons), ("21", .tooFewColons), ("*:21", .tooFewColons), ("808:*", .tooFewColons),
      ("localhost", .tooFewColons), ("*::", .noPort), ("::", .noPort), ("*:localhost:x", .noNumber("localhost")),
      ("*:-1:", .noNumber("-1")), ("*: 21:", .noNumber(" 21")), ("*:٢١:", .noNumber("٢١")),
      ("*:0:", .portOutOfRange("0")), ("*:65536:", .portOutOfRange("65536")), ("*:161902:x", .portOutOfRange("161902")),
      ("*:21: ", .blanksInHost), ("x:21:a b", .blanksInHost), ("2001:db8::1:21:", .bareIPv6),
      ("ftp.example.com:21:", .noAddress("ftp.example.com")), ("10.0.0:21:", .noAddress("10.0.0")),
      ("1.1.1:21:", .noAddress("1.1.1")), ("10.0.0.256:21:", .noAddress("10.0.0.256")),
      ("[2001:db8::1:21:", .noAddress("[2001:db8::1")), ("[]:21:", .noAddress("[]")),
      ("[10.0.0.4]:21:", .noAddress("[10.0.0.4]")), ("[fe80::1%2]:21:", .noAddress("[fe80::1%2]")),
      (" *:21:", .noAddress(" *")), ("+:21:", .noAddress("+")),
    ] as [(String, BindingEndpoint.Fault)])
  func tellsWhyAnythingElseIsNone(_ text: String, _ fault: BindingEndpoint.Fault) {
    #expect(throws: fault) { try BindingEndpoint(text) }
  }

  @Test func aFileSaysWhatTheTextSays() throws {
    let addresses = ["", "*", "**", "0.0.0.0", "10.0.0.4", "255.255.255.255", "10.0.0.256", "10.0.0", "1.2.3.4.5"]
    let odd = ["01.2.3.4", "10..0.4", ".10.0.0.4", "10.0.0.4.", "[::]", "[2001:db8::1]", "4294967296.0.0.1", "x"]
    let ports = ["21", "990", "65535", "65536", "0", "021", "", "99999999999999999999", "2.1", "-1", " 21"]
    let texts = (addresses + odd).flatMap { address in
      ports.flatMap { port in ["", "h", "7", ".", ":"].map { "\(address):\(port):\($0)" } + ["\(address):\(port)"] }
    }
    let bindings = texts.map { "<binding protocol=\"ftp\" bindingInformation=\"\($0)\" />" }.joined(separator: "\n")
    let configuration = try read(
      file(sites: "<site name=\"A\" id=\"1\"><bindings>\(bindings)</bindings></site>"))
    for (text, binding) in zip(texts, configuration.sites[0].bindings) {
      #expect(binding.endpoint == (try? BindingEndpoint(text)), "\(text)")
      #expect((binding.endpointFault == nil) == (binding.endpoint != nil), "\(text)")
    }
  }

  @Test func onlyPort990IsImplicit() throws {
    #expect(try BindingEndpoint("*:990:").isImplicitPort)
    #expect(try !BindingEndpoint("*:21:").isImplicitPort)
    #expect(try !BindingEndpoint("*:9900:").isImplicitPort)
  }

  @Test func otherProtocolsHaveOtherForms() throws {
    let configuration = try read(
      file(
        sites: """
          <site name="A" id="1"><bindings>
            <binding protocol="net.tcp" bindingInformation="808:*" />
            <binding protocol="net.pipe" bindingInformation="*" />
            <binding protocol="net.msmq" bindingInformation="localhost" />
            <binding protocol="https" bindingInformation="*:443:*.example" sslFlags="1" />
            <binding protocol="FTP" bindingInformation="*:21:" sslFlags="0x1" />
          </bindings></site>
          """))
    let bindings = configuration.sites[0].bindings
    #expect(bindings.map(\.port) == [808, nil, nil, 443, 21])
    #expect(bindings.map(\.isFTP) == [false, false, false, false, true])
    #expect(bindings.allSatisfy { $0.endpointFault == nil })
    #expect(bindings.map(\.sslFlagBits) == [0, 0, 0, 1, 1])
    #expect(configuration.problemPlaces == ["0x1"])
  }

  @Test(
    arguments: [
      ("ftp", nil), ("FTPS", .ftps), ("ftpes", .ftps), ("sftp", .sftp), ("https", nil), ("tftp", nil), ("net.tcp", nil),
      ("ftp ", .strayCharacters), ("\tFTP", .strayCharacters), ("ftp\u{A0}", .strayCharacters),
      ("ftp:", .strayCharacters),
      (" ftps", .ftps), ("", nil),
    ] as [(String, FTPProtocolFault?)])
  func knowsTheProtocolsThatIISDoesNot(_ name: String, _ fault: FTPProtocolFault?) throws {
    let configuration = try read(
      file(
        sites:
          "<site name='A' id='1'><bindings><binding protocol='\(name)' bindingInformation='*:21:'/></bindings></site>"))
    let binding = configuration.sites[0].bindings[0]
    #expect(binding.ftpProtocolFault == fault && binding.isFTP == (name == "ftp"))
  }
}
