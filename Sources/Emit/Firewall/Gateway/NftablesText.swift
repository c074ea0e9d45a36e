internal import Inet

/// How nft reads the text of a ruleset (nft(8), "Input file formats").
enum NftablesText {
  /// A comment line, in visible ASCII; nft reads it to the end of its line, a backslash there included.
  static func comment(_ line: String) -> String {
    line.isEmpty ? "#" : "# " + visibleASCII(line)
  }

  /// One word, or several as an anonymous set.
  static func set(_ words: [String]) -> String {
    words.count == 1 ? words.joined() : "{ " + words.joined(separator: ", ") + " }"
  }

  /// Addresses, as networks and as ranges of what is no network.
  static func set(_ addresses: IPAddressSet) -> String {
    set(
      addresses.spans.map { first, last in
        let networks = IPAddressSet(from: first, through: last)?.prefixes ?? []
        return networks.count == 1 ? networks.map(\.description).joined() : "\(first)-\(last)"
      })
  }

  /// Ports, in decimal numbers.
  static func set(_ ports: PortSet) -> String {
    set(ports.ranges.map(\.description))
  }
}
