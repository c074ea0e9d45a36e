internal import Inet

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
