public import Reachability

/// In which form a matrix is written.
public struct MatrixFormat: OutputFormat {
  /// What the option calls it.
  public let name: String
  /// What it is, in a few words.
  public let purpose: String
  /// How names of files in this form end.
  public let fileEnding: String
  private let write: @Sendable (ConnectionMatrix, TextStyle) -> [UInt8]

  init(
    _ name: String, _ purpose: String, fileEnding: String,
    write: @escaping @Sendable (ConnectionMatrix, TextStyle) -> [UInt8]
  ) {
    self.name = name
    self.purpose = purpose
    self.fileEnding = fileEnding
    self.write = write
  }

  /// Every form, in the order of the help.
  public static let allCases: [MatrixFormat] = [.text, .markdown, .json]

  /// The matrix as UTF-8, ending with a line end.
  public func render(_ matrix: ConnectionMatrix, style: TextStyle = .plain) -> [UInt8] { write(matrix, style) }
}
