import IISConfiguration

extension Configuration {
  /// The text at a place, as written.
  func written(_ range: ByteRange?) -> String? {
    range.map { source.string($0) }
  }

  /// What the schema refuses: kinds are told by what stands at their places.
  var problemPlaces: [String] {
    schemaProblems.sorted { $0.range < $1.range }.map { source.string($0.range) }
  }
}
