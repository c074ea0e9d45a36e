internal import ArgumentParser
internal import Linter
internal import Reachability
internal import Rules

extension CompletionKind {
  /// The ids of all rules; asked for only when a shell completes one.
  static var rules: CompletionKind { .custom { _, _, _ in Rule.all.map(\.id) } }

  /// The ids of all clients; asked for only when a shell completes one.
  static var clients: CompletionKind { .custom { _, _, _ in FTPClient.all.map(\.id) } }
}
