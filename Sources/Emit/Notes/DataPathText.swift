internal import Inet
internal import Reachability

/// What becomes of data connections, in words.
enum DataPathText {
  /// The phrase where nothing is in the way.
  static let works = "works"

  /// The phrase for a table's cell.
  static func phrase(_ paths: Set<DataPath>, _ advertisement: PASVAdvertisement) -> String {
    if paths.isEmpty { return "no passive mode" }
    if paths.contains(.unknown) { return paths == [.unknown] ? "depends on the library inside" : "not documented" }
    if paths.count > 1, paths.contains(.reached) { return "depends on the private network" }
    switch paths.sorted(by: { rank($0) < rank($1) }).first {
    case .reached, nil: return works
    case .reachedAfterTimeout(let address):
      if case .publicAddress = advertisement { return "tries \(address) first, then works" }
      return "works, each transfer after a timeout"
    case .elsewhere(let address): return elsewhere(address, advertisement)
    case .aborted: return "**fails**: gives up, since the two addresses differ"
    case .neverPassive: return "has no passive mode"
    case .unknown: return "not documented"
    }
  }

  private static func elsewhere(_ address: IPv4Address, _ advertisement: PASVAdvertisement) -> String {
    switch advertisement {
    case .publicAddress: "connects to \(address), see below"
    case .placeholder: "**fails**: connects to \(address)"
    case .ownAddress, .unusable, .none: "**fails**: connects to the server's private address"
    }
  }

  private static func rank(_ path: DataPath) -> Int {
    switch path {
    case .unknown: 0
    case .aborted: 1
    case .elsewhere: 2
    case .reachedAfterTimeout: 3
    case .neverPassive: 4
    case .reached: 5
    }
  }
}
