package import Inet
package import NetworkModel

extension PermitRule {
  /// Whether a name of the rule says that it is for FTP.
  package var isNamedFTP: Bool { name.namesFTP || displayName?.namesFTP == true }

  /// Whether it is the shipped rule for passive data.
  package var isPassive: Bool { isShipped && name.lowercased().hasPrefix("iis-webserverrole-ftp-passive-in-tcp") }

  /// Whether everybody on the Internet may come, with IPv4.
  package var isForAnySource: Bool {
    ServiceTags.internetClients.intersection(.anyV4).isSubset(of: remoteAddresses)
  }
}

extension ServerContext {
  /// The rules of a kind that certainly let connections in, as long as packets reach them and they can act.
  package func permitRules(_ isOfKind: (PermitRule) -> Bool) -> [PermitRule] {
    filters.numbers(.inbound).flatMap { filter -> [PermitRule] in
      let found = filters.permitRules(of: filter, .inbound).filter { rule in
        rule.isCertain && rule.remoteTerms.isAnyPort
          && !rule.localAddresses.isDisjoint(with: environment.localAddresses)
          && isOfKind(rule)
      }
      // What packets reach takes a look at all rules of the filter, so that it is asked last.
      guard !found.isEmpty else { return [] }
      let idle = filters.idleRules(of: filter, .inbound)
      return found.filter { !idle.contains($0.origin) }
    }
  }
}

extension PortSet {
  /// The ports from which IIS sends active data for 21 and 990; nothing listens there.
  package static let activeData = PortSet([PortRange(20), PortRange(989)])
}
