internal import IISConfiguration

/// Lines of a text that other lines replace; a line ends with its LF, as `diff` and `patch` take it.
struct ChangedLines: Equatable {
  /// The numbers of the lines in the old text, from 0.
  var old: Range<Int>
  /// The numbers of the lines in the new text, from 0.
  var new: Range<Int>
}

/// A text taken apart into lines.
struct TextLines {
  let text: ArraySlice<UInt8>
  private let starts: [Int]

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    var starts = [text.startIndex]
    for index in text.indices where text[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
    // What stands behind the last LF is a line, unless there is nothing.
    if starts.last == text.endIndex { starts.removeLast() }
    self.starts = starts
  }

  /// How many lines there are.
  var count: Int { starts.count }

  /// The bytes of some lines.
  func range(of lines: Range<Int>) -> Range<Int> { start(of: lines.lowerBound)..<start(of: lines.upperBound) }

  /// A line, with its LF if it has one.
  subscript(line: Int) -> ArraySlice<UInt8> { text[range(of: line..<line + 1)] }

  /// The line in which a byte stands; their number for the end of a text that ends with a line's end.
  func line(of offset: Int) -> Int {
    if offset >= text.endIndex, text.last == UInt8(ascii: "\n") || text.isEmpty { return count }
    var (low, high) = (0, count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func start(of line: Int) -> Int { line < starts.count ? starts[line] : text.endIndex }
}

extension ChangedLines {
  /// The lines that edits change, and no others.
  static func made(by edits: TextEdits, old: TextLines, new: TextLines) -> [ChangedLines] {
    var changes: [ChangedLines] = []
    var growth = 0
    var rest = edits.edits[...]
    while let first = rest.popFirst() {
      let start = old.line(of: first.range.start)
      var end = min(old.line(of: first.range.end) + 1, old.count)
      let before = growth
      growth += first.replacement.count - first.range.indices.count
      while let next = rest.first, old.line(of: next.range.start) < end {
        rest.removeFirst()
        end = max(end, min(old.line(of: next.range.end) + 1, old.count))
        growth += next.replacement.count - next.range.indices.count
      }
      end = max(end, start)
      // Where the lines begin and end in the new text: what stands before and behind them has only moved.
      let bytes = old.range(of: start..<end)
      let newStart = new.line(of: bytes.lowerBound + before)
      let newEnd = bytes.upperBound == old.text.endIndex ? new.count : new.line(of: bytes.upperBound + growth)
      changes.append(ChangedLines(old: start..<end, new: newStart..<max(newEnd, newStart)).trimmed(old, new))
    }
    return changes.filter { !$0.old.isEmpty || !$0.new.isEmpty }.joined
  }

  /// The change without the lines that are the same at its beginning and its end.
  private func trimmed(_ oldLines: TextLines, _ newLines: TextLines) -> ChangedLines {
    var (old, new) = (old, new)
    while let first = old.first, let other = new.first, oldLines[first] == newLines[other] {
      (old, new) = (old.dropFirst(), new.dropFirst())
    }
    while let last = old.last, let other = new.last, oldLines[last] == newLines[other] {
      (old, new) = (old.dropLast(), new.dropLast())
    }
    return ChangedLines(old: old, new: new)
  }
}

extension [ChangedLines] {
  /// The changes, those of neighbouring lines as one.
  fileprivate var joined: [ChangedLines] {
    reduce(into: []) { joined, next in
      if let last = joined.last, last.old.upperBound == next.old.lowerBound {
        joined[joined.count - 1].old = last.old.lowerBound..<next.old.upperBound
        joined[joined.count - 1].new = last.new.lowerBound..<next.new.upperBound
      } else {
        joined.append(next)
      }
    }
  }
}
