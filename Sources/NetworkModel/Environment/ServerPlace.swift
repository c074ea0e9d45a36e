internal import IISConfiguration
public import Text

/// A group that was left out, as it certainly is not the server's.
public struct LeftOutGroup: Hashable, Sendable {
  /// The group.
  public let group: NetworkSecurityGroup
  /// Why it is not the server's: `it is for network interface web, and the server's is ftp`.
  public let reason: Message

  /// What a report says of it.
  public var sentence: Message { "\(group.title) is left out: \(reason)" }
}

/// Where the server is among the machines of which files tell, and which groups are asked there.
struct ServerPlace {
  /// Its network interface, if files tell which it is.
  let interface: ResourceID?
  /// Its subnets, if files tell.
  let subnets: [ResourceID]
  /// The network interfaces of which one is the server's, where files tell of some and not which.
  let candidates: [NetworkInterface]
  /// Whether files tell of the interface and of its subnets, so that no group of theirs is left untold.
  let isToldInFull: Bool
  /// Whether files tell of any group what it is for.
  let isAnyGroupAttached: Bool

  /// The groups that are the server's or may be, and those that certainly are not.
  func parted(_ groups: [NetworkSecurityGroup]) -> (kept: [NetworkSecurityGroup], leftOut: [LeftOutGroup]) {
    var leftOut: [LeftOutGroup] = []
    var kept: [NetworkSecurityGroup] = []
    for group in groups {
      switch judge(group) {
      case .kept(let group): kept.append(group)
      case .leftOut(let reason): leftOut.append(LeftOutGroup(group: group, reason: reason))
      }
    }
    // An interface has one group, and so has a subnet: where it is known, no other may be it.
    let settled = Set(kept.filter { $0.doubt == nil && $0.isForSubnet != nil }.map(\.isForSubnet))
    guard interface != nil else { return (kept, leftOut) }
    for group in kept where group.doubt != nil && group.isForSubnet != nil && settled.contains(group.isForSubnet) {
      let thing: Message = group.isForSubnet == true ? "subnet" : "network interface"
      leftOut.append(LeftOutGroup(group: group, reason: "the server's \(thing) has another one"))
    }
    let others = Set(leftOut.map(\.group))
    return (kept.filter { !others.contains($0) }, leftOut)
  }

  private enum Judgement {
    case kept(NetworkSecurityGroup)
    case leftOut(Message)
  }

  private func judge(_ group: NetworkSecurityGroup) -> Judgement {
    var kept = group
    guard !group.attachments.isEmpty else {
      if isToldInFull { return .leftOut("neither the server's network interface nor its subnet names it") }
      if !isAnyGroupAttached { return .kept(group) }
      if group.tellsAttachments { return .leftOut("it is attached to nothing") }
      kept.doubt = "whether it is the server's cannot be told from the files"
      return .kept(kept)
    }
    let judged = group.attachments.map { ($0, concerns($0)) }
    kept.attachments = judged.filter { $0.1 == true }.map(\.0)
    if !kept.attachments.isEmpty { return .kept(kept) }
    kept.attachments = judged.filter { $0.1 == nil }.map(\.0)
    if let first = kept.attachments.first {
      kept.doubt = "whether it is for the server's \(first.kind) cannot be told from the files"
      return .kept(kept)
    }
    return .leftOut(reason(group.attachments))
  }

  /// Whether something that a group is for is the server's; nothing where that cannot be told.
  private func concerns(_ attachment: NetworkSecurityGroup.Attachment) -> Bool? {
    switch attachment {
    case .networkManager: true
    case .networkInterface(let id):
      interface.map { Self.isOne(of: [$0], id) } ?? (candidates.isEmpty ? true : nil)
    case .subnet(let id) where subnets.isEmpty:
      candidates.allSatisfy { $0.isPerhaps(in: id) } ? true : nil
    case .subnet(let id): Self.isOne(of: subnets, id)
    }
  }

  private static func isOne(of known: [ResourceID], _ id: ResourceID) -> Bool? {
    let relations = known.map { $0.relation(to: id) }
    if relations.contains(.same) || relations.contains(.namesake) { return true }
    return relations.contains(.unknown) ? nil : false
  }

  private func reason(_ attachments: [NetworkSecurityGroup.Attachment]) -> Message {
    for attachment in attachments {
      switch attachment {
      case .networkInterface(let id):
        guard let interface else { continue }
        return "it is for network interface \(name: id.name), and the server's is \(name: interface.name)"
      case .subnet(let id):
        guard let own = subnets.first else { continue }
        return "it is for subnet \(name: id.name), and the server is in \(name: own.name)"
      case .networkManager: continue
      }
    }
    return "it is for other machines"
  }
}

extension NetworkInterface {
  /// Whether the interface is in a subnet, or files do not tell in which.
  fileprivate func isPerhaps(in subnet: ResourceID) -> Bool {
    subnets.isEmpty || subnets.contains { $0.relation(to: subnet) != .different }
  }
}

extension NetworkSecurityGroup.Attachment {
  /// What a report calls such a thing.
  fileprivate var kind: Message {
    switch self {
    case .subnet: "subnet"
    case .networkInterface: "network interface"
    case .networkManager: "network"
    }
  }
}
