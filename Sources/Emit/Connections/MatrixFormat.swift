internal import IISConfiguration
public import Reachability

/// In which form a matrix is written.
public struct MatrixFormat: OutputFormat {
  /// What the option calls it.
  public let name: String
  /// What it is, in a few words.
  public let purpose: String
  /// How names of files in this form end.
  public let fileEnding: String
  private let write: @Sendable ([ConnectionMatrix], MatrixDisplay) -> [UInt8]

  init(
    _ name: String, _ purpose: String, fileEnding: String,
    write: @escaping @Sendable ([ConnectionMatrix], MatrixDisplay) -> [UInt8]
  ) {
    self.name = name
    self.purpose = purpose
    self.fileEnding = fileEnding
    self.write = write
  }

  /// Every form, in the order of the help.
  public static let allCases: [MatrixFormat] = [.text, .markdown, .json]

  /// The matrices of some files as UTF-8, ending with a line end.
  public func render(_ matrices: [ConnectionMatrix], _ display: MatrixDisplay = MatrixDisplay()) -> [UInt8] {
    write(matrices, display)
  }

  /// The matrix of one file.
  public func render(_ matrix: ConnectionMatrix, _ display: MatrixDisplay = MatrixDisplay()) -> [UInt8] {
    write([matrix], display)
  }
}

extension ConnectionMatrix {
  /// The path of the configuration, as it was given.
  var path: String { simulation.server.configuration.source.path }
}
