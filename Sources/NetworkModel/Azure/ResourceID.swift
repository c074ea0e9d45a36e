/// The id of a resource in Azure, `/subscriptions/…/networkInterfaces/nic-ftp`, or its name where a file has no more.
///
/// Templates compute ids from what only a deployment tells, and plans have none before resources are made; so whether two
/// ids are of one resource is not always known.
public struct ResourceID: Hashable, Sendable {
  /// What one id is to another.
  public enum Relation: Hashable, Sendable {
    /// They are of one resource.
    case same
    /// Their names and kinds agree, and which group of resources or subscription one of them is in is not told.
    case namesake
    /// They may be of one resource, and may not.
    case unknown
    /// They are of two resources.
    case different
  }

  /// The id or the name, as written; what is not known stands in brackets.
  public let text: String
  private let segments: [PartialText]
  /// The file and the address by which it knows the resource, such as `azurerm_subnet.ftp`.
  private let local: [String]?

  /// An id, or a name.
  public init(_ text: String) {
    self.text = text
    segments = PartialText(text).segments
    local = nil
  }

  /// An id, or a name, of which a part may be unknown.
  public init(_ path: PartialText) {
    text = path.description
    segments = path.segments
    local = nil
  }

  /// The id of a resource that a file knows by an address that no other resource of the file has.
  public init(_ path: PartialText, address: String, in file: String) {
    text = path.description
    segments = path.segments
    local = [file, address]
  }

  private init(_ segments: [PartialText], text: String) {
    self.text = text
    self.segments = segments
    local = nil
  }

  /// The name: the last part of an id.
  public var name: String { segments.last?.description ?? text }

  /// The name as Azure compares it, if all of it is known: ids whose names differ are of two resources.
  public var comparableName: String? { segments.last?.text?.lowercased() }

  /// Its kind with the kinds that it is a part of, if that is known: `Microsoft.Network/virtualNetworks/subnets`.
  public var type: String? {
    guard let provider = segments.lastIndex(where: { $0.text?.lowercased() == "providers" }) else { return nil }
    let rest = Array(segments[(provider + 1)...])
    let kinds = rest.indices.filter { $0 == 0 || !$0.isMultiple(of: 2) }.map { rest[$0].text }
    return rest.count < 3 || kinds.contains(nil) ? nil : kinds.compactMap(\.self).joined(separator: "/")
  }

  /// What this is to another id; Azure ignores case.
  public func relation(to other: ResourceID) -> Relation {
    if let local, let theirs = other.local, local[0] == theirs[0] {
      return local[1] == theirs[1] ? .same : .different
    }
    if isBareName || other.isBareName {
      guard let own = segments.last, let theirs = other.segments.last else { return .unknown }
      switch own.compared(with: theirs) {
      case .same: return .namesake
      case .different: return .different
      case .unknown: return .unknown
      }
    }
    switch joined.compared(with: other.joined) {
    case .same: return .same
    case .different: return .different
    case .unknown:
      guard let own = kindAndNames, let theirs = other.kindAndNames else { return .unknown }
      return own == theirs ? .namesake : .unknown
    }
  }

  /// Whether both are taken for one resource: their ids are the same, or their names where an id is not told.
  public func isSame(as other: ResourceID) -> Bool {
    switch relation(to: other) {
    case .same, .namesake: true
    case .unknown, .different: false
    }
  }

  /// The resource of a kind that this is a part of: the network interface of `…/networkInterfaces/nic/ipConfigurations/x`.
  public func owner(_ kind: String) -> ResourceID? {
    let kind = kind.lowercased()
    guard let index = segments.firstIndex(where: { $0.text?.lowercased() == kind }), index + 1 < segments.count
    else { return nil }
    let part = Array(segments[...(index + 1)])
    return ResourceID(part, text: (text.hasPrefix("/") ? "/" : "") + part.map(\.description).joined(separator: "/"))
  }

  /// The id of a part of the resource: of `…/virtualNetworks/v`, `subnets` and `ftp`, `…/virtualNetworks/v/subnets/ftp`.
  public func part(_ kind: String, _ name: PartialText) -> ResourceID {
    let parts = segments + [PartialText(kind), name]
    return ResourceID(parts, text: "\(text)/\(kind)/\(name)")
  }

  private var isBareName: Bool { segments.count == 1 && segments[0].text != nil }

  private var joined: PartialText { PartialText(segments.flatMap { [.known("/")] + $0.parts }) }

  /// What stands behind the provider, if all of it is known: `networksecuritygroups/nsg`.
  private var kindAndNames: [String]? {
    guard let provider = segments.lastIndex(where: { $0.text?.lowercased() == "providers" }) else { return nil }
    let rest = segments[(provider + 1)...].map { $0.text?.lowercased() }
    return rest.isEmpty || rest.contains(nil) ? nil : rest.compactMap(\.self)
  }
}

extension ResourceID: CustomStringConvertible {
  /// The id or the name, as written.
  public var description: String { text }
}

extension ResourceID: ExpressibleByStringLiteral {
  /// An id, or a name.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}
