/// How a matrix is shown to people.
public struct MatrixDisplay: Sendable {
  /// How text is marked.
  public var style: TextStyle
  /// How wide lines of text are at most, where words allow.
  public var columns: Int
  /// Whether each client has a row of its own; else those with the same cells share one.
  public var hasRowForEachClient: Bool

  /// Clients with the same cells in one row, unless told otherwise.
  public init(style: TextStyle = .plain, columns: Int = 100, hasRowForEachClient: Bool = false) {
    self.style = style
    self.columns = columns
    self.hasRowForEachClient = hasRowForEachClient
  }
}
