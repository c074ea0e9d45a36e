package import IISConfiguration

/// A text as a file would have it, at a place that does not matter.
package func written<Value: Hashable & Sendable>(_ value: Value) -> Located<Value> {
  Located(value, at: ByteRange(0, 0))
}
