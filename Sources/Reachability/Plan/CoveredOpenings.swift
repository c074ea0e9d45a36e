internal import Inet
internal import NetworkModel

extension [Opening] {
  /// The openings in order, without those that another one covers.
  ///
  /// One for any address covers one for an address, and a range the ports in it, if both let the same clients in. Which
  /// settings these come from is said of the other one.
  var withoutCovered: [Opening] {
    var cover = OpeningCover()
    for opening in sorted(by: Opening.comesBefore) { cover.add(opening) }
    return cover.openings
  }
}

/// Openings of which none covers another, as far as they are known; quick to ask, as thousands of bindings may want one.
private struct OpeningCover {
  private struct Way: Hashable {
    let direction: FlowDirection
    let address: LocalAddress
    let remote: RemoteSide
  }

  private var kept: [Opening] = []
  // Origins are joined at the end: thousands of host-named sites can share one opening.
  private var origins: [[String]] = []
  /// Which of those that are kept are on a way; their first ports go up, and so do their last ones.
  private var byWay: [Way: [Int]] = [:]

  /// Adds an opening; all before it come before it in order.
  mutating func add(_ opening: Opening) {
    let own = Way(direction: opening.direction, address: opening.localAddress, remote: opening.remote)
    let any = Way(direction: opening.direction, address: .any, remote: opening.remote)
    if let index = covering(opening, on: own) ?? covering(opening, on: any) {
      origins[index] += opening.origins
      return
    }
    byWay[own, default: []].append(kept.count)
    kept.append(opening)
    origins.append(opening.origins)
  }

  /// What is kept, with the settings that it comes from, each once.
  var openings: [Opening] {
    zip(kept, origins).map { opening, origins in
      var seen: Set<String> = []
      return Opening(
        direction: opening.direction, localPorts: opening.localPorts, localAddress: opening.localAddress,
        remote: opening.remote, purpose: opening.purpose, origins: origins.filter { seen.insert($0).inserted })
    }
  }

  /// The last that begins at the opening's first port or before it also ends last of these.
  private func covering(_ opening: Opening, on way: Way) -> Int? {
    let indices = byWay[way] ?? []
    var low = 0
    var high = indices.count
    while low < high {
      let middle = (low + high) / 2
      if kept[indices[middle]].localPorts.first <= opening.localPorts.first { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let index = indices[low - 1]
    return kept[index].localPorts.last >= opening.localPorts.last ? index : nil
  }
}

extension Opening {
  /// As in order, but of two that begin at one port the longer one first.
  fileprivate static func comesBefore(_ left: Opening, _ right: Opening) -> Bool {
    if left.direction == right.direction, left.localAddress == right.localAddress,
      left.localPorts.first == right.localPorts.first
    {
      return left.localPorts.last > right.localPorts.last
    }
    return left < right
  }
}
