internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Reads `server.json`, in which `Export-FtpsEnvironment.ps1` writes the addresses of a server and the kinds of its networks.
///
/// ```
/// {"ftpsgateEnvironment": 1, "addresses": [{"address": "10.0.0.4", "prefixLength": 24}], "networkCategories": ["Public"]}
/// ```
struct ServerFacts {
  private(set) var addresses: [InterfaceAddress] = []
  /// The profiles of Windows Firewall that are active; none when the file does not tell.
  private(set) var activeProfiles: [WindowsFirewallProfile.Kind] = []

  /// The facts in a JSON text.
  init(_ root: JSONValue, _ file: inout FileReading) {
    if let version = root["ftpsgateEnvironment"], version.integer?.value != 1 {
      file.note("the version of this file is not 1: what newer versions add is not read", at: version.range)
    }
    for entry in root["addresses"]?.elements ?? [] { readAddress(entry, &file) }
    for category in root["networkCategories"]?.elements ?? [] {
      guard let text = category.string, let kind = Self.kind(text.value) else {
        // Then any profile may be active.
        file.note("this is no kind of network", at: category.range)
        activeProfiles = []
        break
      }
      if !activeProfiles.contains(kind) { activeProfiles.append(kind) }
    }
  }

  private mutating func readAddress(_ entry: JSONValue, _ file: inout FileReading) {
    // A link-local address of IPv6 comes with a zone: fe80::1%4.
    guard let text = (entry["address"] ?? entry).string,
      let address = IPAddress(text.value.split(separator: "%", omittingEmptySubsequences: false)[0])
    else {
      file.note("this is no IP address", at: entry.range)
      return
    }
    let network = entry["prefixLength"]?.integer.flatMap { IPPrefix(address, length: $0.value) }
    addresses.append(
      InterfaceAddress(path: file.path, address: Located(address, at: text.range), network: network))
  }

  /// The kinds of networks as `Get-NetConnectionProfile` calls them.
  private static func kind(_ category: String) -> WindowsFirewallProfile.Kind? {
    switch category.lowercased() {
    case "domainauthenticated", "domain": .domain
    case "private": .private
    case "public": .public
    default: nil
    }
  }
}
