internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

extension FirewallPlan {
  /// Refuses bindings at public addresses that Azure keeps to itself: nothing that comes in is for these.
  ///
  /// Azure translates the public address before anything at the server sees it (Azure documentation, "Public IP addresses").
  static func checkAddresses(_ sites: [FTPSite], _ surroundings: PlanSurroundings) throws(Refusal) {
    let own = surroundings.serverAddresses
    guard !own.isEmpty else { return }
    for site in sites {
      for address in site.bindings.compactMap(\.endpoint?.address) where address.isPublicIPv4 && !own.contains(address)
      {
        throw .unsound(
          """
          site \(quoted: site.name) has a binding at \(address), a public address that the server does not have (it has \(list: own.map { "\($0)" })), so \
          that it answers nobody
          """,
          help: "bind the site to the server's own address or to *, and announce \(address) as externalIp4Address")
      }
    }
  }
}
