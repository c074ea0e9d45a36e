/// The `<bindings>` of a site with one binding, for examples.
func bindings(_ protocolName: String, _ information: String) -> String {
  "<bindings><binding protocol=\"\(protocolName)\" bindingInformation=\"\(information)\" /></bindings>"
}

/// The `<ftpServer>` of a site with this `<ssl>`, for examples.
func ftpServer(ssl: String) -> String {
  "<ftpServer><security><ssl \(ssl) /></security></ftpServer>"
}

/// A thumbprint, for examples.
let thumbprint = "serverCertHash=\"0123456789ABCDEF0123456789ABCDEF01234567\""

/// The policies of an `<ssl>` that asks for no TLS, for examples.
let withoutTLS = "controlChannelPolicy=\"SslAllow\" dataChannelPolicy=\"SslAllow\""
