public import Reachability

/// In which form a matrix is written.
public enum MatrixFormat: String, CaseIterable, Sendable {
  /// For people.
  case text
  /// For a page.
  case markdown
  /// For programs: JSON, version 1.
  case json
}

extension MatrixFormat {
  /// The matrix as UTF-8, ending with a line end.
  public func render(_ matrix: ConnectionMatrix, style: TextStyle = .plain) -> [UInt8] {
    switch self {
    case .text: Array(MatrixText(matrix, style).text.utf8)
    case .markdown: Array(MatrixMarkdown(matrix).text.utf8)
    case .json: renderMatrixJSON(matrix)
    }
  }
}
