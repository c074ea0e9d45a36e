internal import NetworkModel

/// A value that a template computes from what no file tells; it is equal to nothing but itself.
struct UnknownValue: Hashable, Sendable {
  /// The expression as it is written.
  var source: String
  /// What it stands for, as far as that is known.
  let text: PartialText
}

extension JSONValue {
  /// The resource that a text names, as far as that is known.
  var resourceID: ResourceID? {
    guard let text = partialText, text.text != "" else { return nil }
    return text.text.map { ResourceID($0) } ?? ResourceID(text)
  }
}
