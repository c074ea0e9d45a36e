/// What is known of a server's environment, as far as the engine cares: in which files it stands.
///
/// A protocol, because what the files tell is made of packet filters, which lie above the engine; rules on the
/// environment know the type behind it.
public protocol EnvironmentDescription: Sendable {
  /// The files, for findings that point into them.
  var sources: [SourceFile] { get }
}
