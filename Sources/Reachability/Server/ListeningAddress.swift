internal import IISConfiguration
public import Inet

/// Why nobody from outside reaches a binding, whatever filters let through.
public enum UnreachableBinding: Hashable, Sendable {
  /// It is on an address of the machine for itself, such as `127.0.0.1`.
  case loopback
  /// It is on a public address, which no machine in Azure has itself: Azure translates it to a private one.
  case publicAddressInAzure
  /// It is on an address that the server does not have, as far as files tell.
  case foreignAddress
}

extension Server {
  /// Why nobody from outside reaches a local address; nothing where that hangs on other things.
  public func unreachability(of address: LocalAddress) -> UnreachableBinding? {
    switch address {
    case .any: return nil
    case .v6(let address): return address.isLoopback ? .loopback : nil
    case .v4(let address):
      if address.scope == .loopback { return .loopback }
      // Where packets keep a load balancer's address, the machine has it on a loopback interface.
      guard !machineAddresses.contains(address), !floatingAddresses.contains(address) else { return nil }
      if address.scope == .publicUse, isInAzure { return .publicAddressInAzure }
      return machineAddresses.isEmpty ? nil : .foreignAddress
    }
  }
}

extension Server {
  /// The server's public addresses, where Azure translates each of them to another private address than this one, so that
  /// nobody on the Internet reaches it; none where one leads to it, or may.
  public func publicAddressesMissing(_ address: LocalAddress) -> [IPv4Address] {
    guard case .v4(let own) = address, !translatedAddresses.isEmpty else { return [] }
    return publicAddresses(leadingTo: own).isEmpty ? dialledAddresses : []
  }

  /// The public addresses that lead to a private one, or may.
  func publicAddresses(leadingTo own: IPv4Address?) -> [IPv4Address] {
    guard let own else { return dialledAddresses }
    return dialledAddresses.filter { translatedAddresses[$0].map { $0 == own } ?? true }
  }
}
