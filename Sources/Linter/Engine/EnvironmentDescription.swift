public import Inet

/// What is known of a server's environment, as far as the engine cares: in which files it stands, and what it
/// tells of the surroundings that else only the user can say.
///
/// A protocol, because what the files tell is made of packet filters, which lie above the engine; rules on the
/// environment know the type behind it.
public protocol EnvironmentDescription: Sendable {
  /// The files, for findings that point into them.
  var sources: [SourceFile] { get }
  /// The public addresses that are assigned anew when the machine starts.
  var dynamicAddresses: [IPv4Address] { get }
  /// The ports from which Windows serves outgoing connections; nothing where no file tells.
  var outgoingPorts: PortSet? { get }
  /// The ports that an administrator has reserved, from which Windows serves nothing.
  var reservedPorts: PortSet { get }
}
