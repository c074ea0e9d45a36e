/// Finds the places of an edited text again in the text as it was: there may be as many places as edits.
public struct OriginalPlaces: Sendable {
  /// Each edit's place in the edited text, and in the one before.
  private let edits: [(new: Range<Int>, old: ByteRange)]

  /// The places of a text with some edits.
  public init(_ edits: TextEdits) {
    var growth = 0
    self.edits = edits.edits.map { edit in
      let start = edit.range.start + growth
      growth += edit.replacement.count - edit.range.indices.count
      return (start..<start + edit.replacement.count, edit.range)
    }
  }

  /// The place that a place in the edited text comes from; for new bytes, where they were put.
  public func original(of offset: Int) -> Int {
    var (low, high) = (0, edits.count)
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].new.lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    let last = edits[low - 1]
    return last.new.contains(offset) ? last.old.start : last.old.end + offset - last.new.upperBound
  }
}
