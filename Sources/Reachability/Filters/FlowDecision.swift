public import Inet

/// Connections that have one verdict.
public struct FlowPart: Hashable, Sendable {
  /// The connections.
  public let flow: Flow
  /// What becomes of them.
  public let verdict: FilterVerdict

  /// Some connections and what becomes of them.
  public init(_ flow: Flow, _ verdict: FilterVerdict) {
    self.flow = flow
    self.verdict = verdict
  }
}

/// What becomes of the connections of a flow: the flow, taken to pieces that do not overlap, each with one verdict.
public struct FlowDecision: Hashable, Sendable {
  /// The pieces, in the order of the filters and of their rules, defaults last; together they are the flow.
  public let parts: [FlowPart]

  /// A decision made of pieces that do not overlap.
  public init(_ parts: [FlowPart]) {
    self.parts = parts
  }

  /// Whether all of it gets through.
  public var isAllowed: Bool { parts.allSatisfy(\.verdict.isAllowed) }

  /// The pieces that get through.
  public var allowed: [FlowPart] { parts.filter(\.verdict.isAllowed) }

  /// The pieces that are stopped.
  public var blocked: [FlowPart] { parts.filter(\.verdict.isBlocked) }

  /// The pieces of which it is not known.
  public var unknown: [FlowPart] { parts.filter(\.verdict.isUnknown) }
}

extension FlowDecision {
  /// The decision for a server that has one of the flow's local addresses, it not being known which.
  ///
  /// What holds for all of them still holds; where two would differ it is not known.
  public func forOneLocalAddress(of flow: Flow) -> FlowDecision {
    FlowDecision(
      parts.flatMap { part -> [FlowPart] in
        guard part.flow.localAddresses != flow.localAddresses else { return [part] }
        let others = parts.filter { !$0.verdict.isAlike(part.verdict) }.map { other -> FilterRule in
          var anywhere = other.flow
          anywhere.localAddresses = flow.localAddresses
          return FilterRule("", .block, anywhere)
        }
        let unknown = FilterVerdict.unknown(
          reason: "it depends on the server's own address, which is in no file", at: part.verdict.ruling)
        return FlowPartition(part.flow, rules: others, fallback: .allow).pieces.map { piece in
          FlowPart(piece.flow, piece.decider == .fallback ? part.verdict : unknown)
        }
      })
  }
}

extension Sequence where Element == FlowPart {
  /// The server's ports that occur in any of the pieces: `decision.blocked.localPorts`.
  public var localPorts: PortSet { reduce(PortSet()) { $0.union($1.flow.localPorts) } }

  /// The ports on the other side that occur in any of the pieces.
  public var remotePorts: PortSet { reduce(PortSet()) { $0.union($1.flow.remotePorts) } }

  /// The addresses on the other side that occur in any of the pieces.
  public var remoteAddresses: IPAddressSet { reduce(IPAddressSet()) { $0.union($1.flow.remoteAddresses) } }
}
