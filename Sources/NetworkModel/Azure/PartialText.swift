/// A text of which some stretches are in no file, as `concat(parameters('vm'), '-nic')` of a template is.
///
/// Azure's names are compared without regard to case.
public struct PartialText: Hashable, Sendable {
  /// A stretch of the text.
  public enum Part: Hashable, Sendable {
    /// A stretch that is known.
    case known(String)
    /// A stretch that is not: what stands for it, and where this has its meaning. Equal ones stand for equal texts.
    case unknown(String, scope: String)
  }

  /// What two texts are to each other.
  public enum Comparison: Hashable, Sendable {
    /// They are equal, whatever is not known.
    case same
    /// They may be equal, and may differ.
    case unknown
    /// They differ, whatever is not known.
    case different
  }

  /// The stretches in their order, known ones next to each other made one.
  public let parts: [Part]

  /// A text of these stretches.
  public init(_ parts: [Part]) {
    var merged: [Part] = []
    var known = ""
    for part in parts {
      guard case .known(let text) = part else {
        if !known.isEmpty { merged.append(.known(known)) }
        known = ""
        merged.append(part)
        continue
      }
      known += text
    }
    if !known.isEmpty { merged.append(.known(known)) }
    self.parts = merged
  }

  /// A text that is known.
  public init(_ text: String) {
    self.init([.known(text)])
  }

  /// The whole text, if all of it is known.
  public var text: String? {
    switch parts.count {
    case 0: ""
    case 1: if case .known(let text) = parts[0] { text } else { nil }
    default: nil
    }
  }

  /// Both texts, one behind the other.
  public static func + (left: PartialText, right: PartialText) -> PartialText {
    PartialText(left.parts + right.parts)
  }

  /// Whether this and another text are equal.
  public func compared(with other: PartialText) -> Comparison {
    if let text, let theirs = other.text { return text.lowercased() == theirs.lowercased() ? .same : .different }
    let own = Self.units(self)
    let theirs = Self.units(other)
    // What both begin or end with takes no part: the rest is equal if and only if the texts are.
    let shorter = min(own.count, theirs.count)
    var start = 0
    while start < shorter, own[start] == theirs[start] { start += 1 }
    var end = 0
    while end < shorter - start, own[own.count - 1 - end] == theirs[theirs.count - 1 - end] { end += 1 }
    let left = own[start..<(own.count - end)]
    let right = theirs[start..<(theirs.count - end)]
    if left.isEmpty && right.isEmpty { return .same }
    if left.isEmpty || right.isEmpty {
      return (left + right).contains(where: \.isByte) ? .different : .unknown
    }
    let beginsApart = left.first?.isByte == true && right.first?.isByte == true
    let endsApart = left.last?.isByte == true && right.last?.isByte == true
    return beginsApart || endsApart ? .different : .unknown
  }

  private enum Unit: Hashable {
    case byte(UInt8)
    case unknown(String, String)

    var isByte: Bool { if case .byte = self { true } else { false } }
  }

  private static func units(_ text: PartialText) -> [Unit] {
    text.parts.flatMap { part -> [Unit] in
      switch part {
      case .known(let text): text.lowercased().utf8.map { .byte($0) }
      case .unknown(let text, scope: let scope): [.unknown(text.lowercased(), scope.lowercased())]
      }
    }
  }
}

extension PartialText {
  /// The stretches between slashes that are known; an unknown stretch may hold slashes of its own.
  public var segments: [PartialText] {
    var segments: [[Part]] = [[]]
    for part in parts {
      guard case .known(let text) = part else {
        segments[segments.count - 1].append(part)
        continue
      }
      let pieces = text.split(separator: "/", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0 { segments.append([]) }
        segments[segments.count - 1].append(.known(String(piece)))
      }
    }
    return segments.map { PartialText($0) }.filter { !$0.parts.isEmpty }
  }
}

extension PartialText: CustomStringConvertible {
  /// The text, with what stands for unknown stretches in brackets.
  public var description: String {
    parts.map { part in
      switch part {
      case .known(let text): text
      case .unknown(let text, scope: _): "[\(text)]"
      }
    }.joined()
  }
}

extension PartialText: ExpressibleByStringLiteral {
  /// A text that is known.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}
