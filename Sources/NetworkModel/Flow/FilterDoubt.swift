public import Text

/// Why it is not known what becomes of connections.
public enum FilterDoubt: Hashable, Sendable {
  /// Something that no file tells, as the end of a sentence: `which addresses it stands for is in no file`.
  case untold(Message)
  /// More rules overlap than there is budget to work out.
  case tooManyOverlaps
}

extension FilterDoubt {
  /// The doubt as the end of a sentence.
  public var phrase: Message {
    switch self {
    case .untold(let reason): reason
    case .tooManyOverlaps: "too many rules overlap"
    }
  }
}
