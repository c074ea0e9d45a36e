internal import Emit

extension Tool {
  /// This program.
  static let ftpsgate = Tool(name: "ftpsgate", version: "0.1.0")
}
