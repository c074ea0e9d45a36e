/// Names the places of a source by the structure of its text, so that a name outlives edits elsewhere.
public protocol SourceOutline: Sendable {
  /// The path of what stands at a range, `system.applicationHost/sites/site/@name`; nothing where nothing is known.
  func path(of range: ByteRange) -> String?
}
