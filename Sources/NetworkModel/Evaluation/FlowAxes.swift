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
  /// For each flow inside its pieces on each axis; nothing where it has all of them.
  private let runs: [[Range<Int>]?]
  /// For each axis, how many pieces there are.
  let sizes: [Int]
  /// The axes on which not everything is whole, the one that takes most work to split last, which is not split.
  let order: [Int]

  init(_ flow: Flow, _ inner: [FlowPartition.Claim]) {
    self.flow = flow
    let remoteAddresses = ElementaryAddressIntervals(inner.map(\.flow.remoteAddresses) + [flow.remoteAddresses])
    let localAddresses = ElementaryAddressIntervals(inner.map(\.flow.localAddresses) + [flow.localAddresses])
    let remotePorts = ElementaryPortIntervals(inner.map(\.flow.remotePorts) + [flow.remotePorts])
    let localPorts = ElementaryPortIntervals(inner.map(\.flow.localPorts) + [flow.localPorts])
    whole = [
      remoteAddresses.pieces(of: flow.remoteAddresses), localAddresses.pieces(of: flow.localAddresses),
      remotePorts.pieces(of: flow.remotePorts), localPorts.pieces(of: flow.localPorts),
    ]
    var runs: [[Range<Int>]?] = []
    runs.reserveCapacity(inner.count * Self.count)
    for part in inner.lazy.map(\.flow) {
      runs.append(
        part.remoteAddresses == flow.remoteAddresses ? nil : remoteAddresses.pieces(of: part.remoteAddresses))
      runs.append(part.localAddresses == flow.localAddresses ? nil : localAddresses.pieces(of: part.localAddresses))
      runs.append(part.remotePorts == flow.remotePorts ? nil : remotePorts.pieces(of: part.remotePorts))
      runs.append(part.localPorts == flow.localPorts ? nil : localPorts.pieces(of: part.localPorts))
    }
    self.runs = runs
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
  private static func costs(_ whole: [[Range<Int>]], _ runs: [[Range<Int>]?]) -> [Int?] {
    (0..<count).map { axis in
      let all = whole[axis].size
      var cost = 32 * all
      var isWhole = true
      for index in stride(from: axis, to: runs.count, by: count) {
        if runs[index] != nil { isWhole = false }
        cost += runs[index]?.size ?? all
      }
      return isWhole ? nil : cost
    }
  }

  /// The pieces of a flow inside on an axis; nothing where it has all of them.
  func runs(of inner: Int, on axis: Int) -> [Range<Int>]? { runs[inner * Self.count + axis] }

  /// The pieces of a flow inside on an axis, all of them too.
  func pieces(of inner: Int, on axis: Int) -> [Range<Int>] { runs(of: inner, on: axis) ?? whole[axis] }

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

extension [Range<Int>] {
  /// How many pieces there are in all.
  fileprivate var size: Int { reduce(0) { $0 + $1.count } }
}
