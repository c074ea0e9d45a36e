public import IISConfiguration
public import Inet

/// A load balancer of Azure.
public struct LoadBalancer: Hashable, Sendable {
  /// What passes connections to the machines of a pool.
  public struct Rule: Hashable, Sendable {
    /// The name.
    public let name: Located<String>
    /// Whether it is about TCP; nothing when that cannot be told.
    public var coversTCP: Bool?
    /// The port that clients dial; 0 for all ports.
    public var frontendPort: Located<Int>?
    /// The port on the machines; 0 for the one that clients dial.
    public var backendPort: Located<Int>?
    /// After how many minutes without traffic a connection is forgotten.
    public var idleTimeout: Located<Int>?
    /// How machines are chosen: `Default`, `SourceIP`, `SourceIPProtocol`.
    public var distribution: Located<String>?
    /// The ids of the pools.
    public var pools: [Located<String>] = []
    /// Whether it certainly has no pool, and so leads nowhere.
    public var hasNoPool = false
    /// The probe by which it finds out whether a machine is well, if it has one.
    public var probe: ResourceID?
    /// The address that clients dial.
    public var front: ResourceID?
    /// Whether packets keep the address that clients dialled; nothing when that cannot be told.
    public var isFloating: Bool? = false

    /// A rule of which nothing is known but its name.
    public init(name: Located<String>) {
      self.name = name
    }

    /// What decides to which machine a connection goes; nothing when that cannot be told.
    public var affinity: Affinity? {
      switch distribution?.value.lowercased() {
      case nil, "default": .connection
      case "sourceip": .client
      case "sourceipprotocol": .clientAndProtocol
      default: nil
      }
    }
  }

  /// What passes connections to one machine, or a range of ports to one port of several machines.
  public struct NATRule: Hashable, Sendable {
    /// The name.
    public let name: Located<String>
    /// Whether it is about TCP; nothing when that cannot be told.
    public var coversTCP: Bool?
    /// The port that clients dial, if it is one.
    public var frontendPort: Located<Int>?
    /// The ports that clients dial, one for each machine: a range never leads to a range.
    public var frontendRange: Located<PortRange>?
    /// The port on the machine.
    public var backendPort: Located<Int>?
    /// After how many minutes without traffic a connection is forgotten.
    public var idleTimeout: Located<Int>?
    /// The address that clients dial.
    public var front: ResourceID?
    /// Whether packets keep the address that clients dialled; nothing when that cannot be told.
    public var isFloating: Bool? = false
    /// The network interface of the machine that it leads to, as far as the file tells.
    public var target: ResourceID?
    /// Whether it certainly leads to no machine.
    public var hasNoTarget = false

    /// A rule of which nothing is known but its name.
    public init(name: Located<String>) {
      self.name = name
    }
  }

  /// The file.
  public let path: String
  /// The name, and where it stands.
  public let name: Located<String>
  /// The SKU as written.
  public var sku: Located<String>?
  /// Whether a template or a plan tells of it.
  public var isPlanned = false
  /// The load-balancing rules.
  public var rules: [Rule] = []
  /// The inbound NAT rules.
  public var natRules: [NATRule] = []
  /// The backend pools.
  public var pools: [Pool] = []
  /// The probes.
  public var probes: [Probe] = []
  /// The addresses that clients dial.
  public var fronts: [Front] = []

  /// A load balancer of which nothing is known but its name.
  public init(path: String, name: Located<String>) {
    self.path = path
    self.name = name
  }

  /// Where one of its values stands.
  public func place(_ range: ByteRange) -> Location { Location(path, range) }
}
