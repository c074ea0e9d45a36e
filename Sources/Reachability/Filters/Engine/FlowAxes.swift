internal import Inet

/// The four axes of a flow, each cut where one of some flows inside it begins or ends.
struct FlowAxes {
  /// The axes' number.
  static let count = 4

  private let flow: Flow
  private let remoteAddresses: AddressAtoms
  private let localAddresses: AddressAtoms
  private let remotePorts: PortAtoms
  private let localPorts: PortAtoms
  /// For each axis, the pieces of the flow.
  let whole: [[Range<Int>]]
  /// For each flow inside and each axis, its pieces; nothing where it has all of them.
  let runs: [[[Range<Int>]?]]
  /// For each axis, how many pieces there are.
  let sizes: [Int]
  /// The axes on which not everything is whole, the one with the most pieces last.
  let order: [Int]

  init(_ flow: Flow, _ inner: [Flow]) {
    self.flow = flow
    // Most rules name the same few sets.
    let remoteAddresses = AddressAtoms(Set(inner.map(\.remoteAddresses)).union([flow.remoteAddresses]))
    let localAddresses = AddressAtoms(Set(inner.map(\.localAddresses)).union([flow.localAddresses]))
    let remotePorts = PortAtoms(Set(inner.map(\.remotePorts)).union([flow.remotePorts]))
    let localPorts = PortAtoms(Set(inner.map(\.localPorts)).union([flow.localPorts]))
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
    let sizes = [remoteAddresses.count, localAddresses.count, remotePorts.count, localPorts.count]
    let runs = runs
    order = (0..<Self.count).filter { axis in runs.contains { $0[axis] != nil } }.sorted { sizes[$0] < sizes[$1] }
    self.sizes = sizes
    self.remoteAddresses = remoteAddresses
    self.localAddresses = localAddresses
    self.remotePorts = remotePorts
    self.localPorts = localPorts
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
