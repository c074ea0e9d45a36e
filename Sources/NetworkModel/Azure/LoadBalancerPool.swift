public import IISConfiguration
public import Inet

extension LoadBalancer {
  /// The machines that connections are passed to.
  public struct Pool: Hashable, Sendable {
    /// What somebody has said of a machine's health (Azure documentation, "Administrative state (Admin state) in Azure Load
    /// Balancer").
    public enum AdminState: String, Hashable, Sendable {
      /// It gets connections whatever the probe says.
      case up
      /// It gets no new connections.
      case down
    }

    /// A machine in the pool.
    public struct Member: Hashable, Sendable {
      /// Its network interface, as far as the file tells.
      public var interface: ResourceID?
      /// Its private address, where the pool names that.
      public var address: IPAddress?
      /// What somebody has said of its health; nothing where the probe alone decides.
      public var adminState: Located<AdminState>?

      /// A machine of which nothing is known.
      public init() {}
    }

    /// The name.
    public let name: Located<String>
    /// How many machines are in it.
    public let size: Int
    /// Those of which the file tells which they are.
    public var members: [Member] = []
    /// What somebody has said of the server's health, where the server certainly is a member.
    public var serverState: Located<AdminState>?

    /// A pool.
    public init(name: Located<String>, size: Int) {
      self.name = name
      self.size = size
    }
  }
}
