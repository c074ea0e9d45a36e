extension IPAddressSet {
  /// The addresses of clients on the Internet: IPv4 with a public ``AddressScope``, and IPv6 `2000::/3` (RFC 4291).
  public static let internet = IPAddressSet.anyV4.subtracting(special).union(prefixes(["2000::/3"]))

  /// The addresses of private networks: RFC 1918, and IPv6 `fc00::/7` (RFC 4193).
  public static let privateUse = prefixes(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"])

  /// Every IPv4 address that ``AddressScope`` calls anything but public.
  private static let special = prefixes([
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.168.0.0/16", "224.0.0.0/3",
  ])

  private static func prefixes(_ texts: [String]) -> IPAddressSet {
    IPAddressSet(texts.compactMap { IPPrefix($0) })
  }
}
