public import IISConfiguration
public import Inet

extension LoadBalancer {
  /// What asks machines again and again whether they are well; one that does not answer gets no connections.
  public struct Probe: Hashable, Sendable {
    /// The name.
    public let name: Located<String>
    /// The port on the machines; nothing when the file does not tell.
    public let port: Located<Int>?
    /// How it asks, in lower case: `tcp` takes an accepted connection for an answer, `http` and `https` want status 200;
    /// nothing when the file does not tell.
    public var protocolName: Located<String>?

    /// A probe.
    public init(name: Located<String>, port: Located<Int>?) {
      self.name = name
      self.port = port
    }
  }

  /// An address that clients dial.
  public struct Front: Hashable, Sendable {
    /// The name.
    public let name: Located<String>
    /// The address in the virtual network; nothing for a public one, and where the file does not tell.
    public let address: IPAddress?
    /// The gateway load balancer through which connections come first, if the file names one.
    public var gateway: Located<String>?

    /// An address that clients dial.
    public init(name: Located<String>, address: IPAddress?) {
      self.name = name
      self.address = address
    }
  }
}
