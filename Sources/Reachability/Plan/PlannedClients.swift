internal import Inet
internal import Text

extension [ClientSource] {
  /// All of these together, tags by their names; everybody where nobody is named.
  var remoteSide: RemoteSide {
    guard !isEmpty else { return .anyone }
    return reduce(RemoteSide(IPAddressSet())) { side, clients in
      if case .serviceTag(let name, _) = clients {
        return side.union(RemoteSide(IPAddressSet(), serviceTags: [name]))
      }
      return side.union(RemoteSide(clients.addresses))
    }
  }
}

extension FirewallPlan {
  /// Whether each of the clients was named, so that one who is kept out is a failure.
  var hasNamedClients: Bool {
    !clients.isEmpty && surroundings.translator == nil
      && clients.allSatisfy { if case .network = $0 { true } else { false } }
  }

  /// What to do where something before the server hides who the clients are.
  static let helpAgainstBlindness: Message = """
    name the clients in the rules of what translates and leave --from out, or give --environment a file that has its subnet (az \
    network vnet list)
    """
}
