internal import Inet

/// The four axes of a flow, each cut where one of some flows inside it begins or ends.
struct FlowAxes {
  /// The axes' number.
  static let count = 4

  private let flow: Flow
  private let remoteAddresses: ElementaryAddressIntervals
  private let localAddresses: ElementaryAddressIntervals
  private let remotePorts: ElementaryPortIntervals
  private let localPorts: ElementaryPortIntervals
  /// For each axis, the pieces of the flow.
  let whole: [[Range<Int>]]
  /// For each flow inside and each axis, its pieces; nothing where it has all of them.
  let runs: [[[Range<Int>]?]]
  /// For each axis, how many pieces there are.
  let sizes: [Int]
  /// The axes on which not everything is whole, the one that takes most work to split last, which is not split.
  let order: [Int]

  init(_ flow: Flow, _ inner: [Flow]) {
    self.flow = flow
    // Most rules name the same few sets.
    let remoteAddresses = ElementaryAddressIntervals(Set(inner.map(\.remoteAddresses)).union([flow.remoteAddresses]))
    let localAddresses = ElementaryAddressIntervals(Set(inner.map(\.localAddresses)).union([flow.localAddresses]))
    let remotePorts = ElementaryPortIntervals(Set(inner.map(\.remotePorts)).union([flow.remotePorts]))
    let localPorts = ElementaryPortIntervals(Set(inner.map(\.localPorts)).union([flow.localPorts]))
    whole = [
      remoteAddresses.pieces(of: flow.remoteAddresses), localAddresses.pieces(of: flow.localAddresses),
      remotePorts.pieces(of: flow.remotePorts), localPorts.pieces(of: flow.localPorts),
    ]
    runs = inner.map { part in
      [
        part.remoteAddresses == flow.remoteAddresses ? nil : remoteAddresses.pieces(of: part.remoteAddresses),
        part.localAddresses == flow.localAddresses ? nil : localAddresses.pieces(of: part.localAddresses),
        part.remotePorts == flow.remotePorts ? nil : remotePorts.pieces(of: part.remotePorts),
        part.localPorts == flow.localPorts ? nil : localPorts.pieces(of: part.localPorts),
      ]
    }
    sizes = [remoteAddresses.count, localAddresses.count, remotePorts.count, localPorts.count]
    let costs = Self.costs(whole, runs)
    order = costs.indices.filter { costs[$0] != nil }.sorted { costs[$0] ?? 0 < costs[$1] ?? 0 }
    self.remoteAddresses = remoteAddresses
    self.localAddresses = localAddresses
    self.remotePorts = remotePorts
    self.localPorts = localPorts
  }

  /// For each axis what it takes to split it, nothing where all flows inside have all of it.
  ///
  /// Each piece takes some work, and in each piece each flow that has it. So sources that lie in one another
  /// like the skins of an onion are not split where ports can be, however many of either there are.
  private static func costs(_ whole: [[Range<Int>]], _ runs: [[[Range<Int>]?]]) -> [Int?] {
    (0..<count).map { axis in
      guard runs.contains(where: { $0[axis] != nil }) else { return nil }
      let all = whole[axis].reduce(0) { $0 + $1.count }
      return runs.reduce(32 * all) { cost, flow in cost + (flow[axis].map { $0.reduce(0) { $0 + $1.count } } ?? all) }
    }
  }

  /// The flow of some pieces, given for the axes of ``order``.
  func flow(_ pieces: [[Range<Int>]]) -> Flow {
    var part = flow
    for (axis, pieces) in zip(order, pieces) {
      switch axis {
      case 0: part.remoteAddresses = remoteAddresses.set(of: pieces)
      case 1: part.localAddresses = localAddresses.set(of: pieces)
      case 2: part.remotePorts = remotePorts.set(of: pieces)
      default: part.localPorts = localPorts.set(of: pieces)
      }
    }
    return part
  }
}
