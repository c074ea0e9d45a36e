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
    let endpoint = try #require(BindingEndpoint(text))
    #expect(endpoint.address.description == address)
    #expect(endpoint.port == port)
    #expect(endpoint.host == host)
  }

  @Test(arguments: [
    "", "*", "21", "*:21", "808:*", "localhost", "*:0:", "*:65536:", "*:161902:x", "*:localhost:x", "*:-1:", "*: 21:",
    "*::", "::", "ftp.example.com:21:", "10.0.0:21:", "1.1.1:21:", "10.0.0.256:21:", "2001:db8::1:21:",
    "[2001:db8::1:21:", "[]:21:", "[10.0.0.4]:21:", "[fe80::1%2]:21:", " *:21:", "*:21: ", "*:٢١:", "+:21:",
  ]) func refusesAnythingElse(_ text: String) {
    #expect(BindingEndpoint(text) == nil)
  }

  @Test func onlyPort990IsImplicit() {
    #expect(BindingEndpoint("*:990:")?.isImplicitPort == true)
    #expect(BindingEndpoint("*:21:")?.isImplicitPort == false)
    #expect(BindingEndpoint("*:9900:")?.isImplicitPort == false)
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
    #expect(bindings.map(\.sslFlagBits) == [0, 0, 0, 1, 1])
    #expect(configuration.problemPlaces == ["0x1"])
  }

  @Test(arguments: [("ftp", false), ("FTPS", true), ("ftpes", true), ("sftp", true), ("https", false), ("tftp", false)])
  func knowsTheProtocolsThatIISDoesNot(_ name: String, _ isUnknown: Bool) throws {
    let configuration = try read(
      file(
        sites:
          "<site name='A' id='1'><bindings><binding protocol='\(name)' bindingInformation='*:21:'/></bindings></site>"))
    #expect(configuration.sites[0].bindings[0].hasUnknownFTPProtocol == isUnknown)
  }
}
