extension Secrets {
  /// The secrets of a source's text.
  ///
  /// A file of JSON that describes an environment may hold anything: keys of accounts, tokens, scripts for machines. So
  /// each of its texts counts as secret but the values of those members that its format declares to be none. And what it
  /// marks itself is, be it a number.
  public init(of source: SourceFile) {
    let text = source.text
    guard !source.hidesValues else {
      self.init(unreadMarkup: text)
      return
    }
    let usual = Secrets(of: text)
    let first = text.first { $0 > 0x20 }
    // Templates may begin with a comment.
    guard [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "/")].contains(first) else {
      self = usual
      return
    }
    var scan = JSONTextScan(text: text, shown: source.shownMembers)
    scan.run()
    self.init(joining: usual.ranges + scan.hidden + source.markedSecrets)
  }
}

/// Finds the texts of a JSON file that are no values of shown members; what is malformed is taken as it comes.
private struct JSONTextScan {
  let text: ArraySlice<UInt8>
  /// The members whose values are shown, in lower case.
  let shown: Set<String>
  /// Where such texts stand.
  private(set) var hidden: [ByteRange] = []
  /// For each object and array around, whether the member whose value comes next is shown.
  private var isShown: [Bool] = []

  init(text: ArraySlice<UInt8>, shown: Set<String>) {
    self.text = text
    self.shown = shown
  }

  mutating func run() {
    var offset = text.startIndex
    while offset < text.endIndex {
      switch text[offset] {
      case UInt8(ascii: "{"): isShown.append(false)
      case UInt8(ascii: "["): isShown.append(isShown.last ?? false)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = isShown.popLast()
      case UInt8(ascii: "\""):
        offset = readString(from: offset + 1)
        continue
      case UInt8(ascii: "/"):
        offset = behindComment(from: offset)
        continue
      default: break
      }
      offset += 1
    }
  }

  /// The offset behind a comment, whose quotes begin no texts; behind the slash where there is none.
  private func behindComment(from start: Int) -> Int {
    let rest = text[start...]
    if rest.starts(with: "//".utf8) { return rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.endIndex }
    guard rest.starts(with: "/*".utf8) else { return start + 1 }
    return rest.dropFirst(2).firstRange(of: Array("*/".utf8))?.upperBound ?? text.endIndex
  }

  /// Reads a string from behind its first quote on; gives the offset behind its last.
  private mutating func readString(from start: Int) -> Int {
    var end = start
    while end < text.endIndex, text[end] != UInt8(ascii: "\"") { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
    end = min(end, text.endIndex)
    let behind = min(end + 1, text.endIndex)
    let next = text[behind...].first { $0 > 0x20 }
    if next == UInt8(ascii: ":"), !isShown.isEmpty {
      isShown[isShown.count - 1] = shown.contains(String(decoding: text[start..<end], as: UTF8.self).lowercased())
    } else if isShown.last != true, start < end {
      hidden.append(ByteRange(start - text.startIndex, end - text.startIndex))
    }
    return behind
  }
}
