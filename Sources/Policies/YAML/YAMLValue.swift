internal import IISConfiguration

/// A value of YAML and where it stands.
struct YAMLValue {
  /// What it is.
  indirect enum Content {
    /// A text as it is written, quotation marks and escapes undone. Nothing is made of it: `no` is these two letters.
    case scalar(String, isPlain: Bool)
    /// Values in order.
    case sequence([YAMLValue])
    /// Members in order, each key once.
    case mapping([YAMLMember])
  }

  let content: Content
  /// The bytes of the policy's text; those of an empty value are none.
  let range: ByteRange

  /// What it is, for an error.
  var kind: String {
    switch content {
    case .scalar: "one value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A key with its value.
struct YAMLMember {
  let key: String
  /// Where the key stands.
  let place: ByteRange
  let value: YAMLValue
}
