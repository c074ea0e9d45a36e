/// An IPv6 address (RFC 4291), without a zone.
public struct IPv6Address: Hashable, Sendable {
  /// The first 64 bits.
  public let high: UInt64
  /// The last 64 bits.
  public let low: UInt64

  /// The address with these 128 bits.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the text form of RFC 4291 section 2.2, without brackets and without a zone.
  public init?(_ text: some StringProtocol) {
    var groups: [UInt16] = []
    var gap: Int?
    var rest = Substring(text)
    if rest.hasPrefix("::") {
      gap = 0
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      guard groups.count < 8 else { return nil }
      let end = rest.firstIndex(of: ":") ?? rest.endIndex
      let part = rest[..<end]
      if end == rest.endIndex, part.contains(".") {
        guard groups.count <= 6, let quad = IPv4Address(part) else { return nil }
        groups.append(UInt16(truncatingIfNeeded: quad.rawValue >> 16))
        groups.append(UInt16(truncatingIfNeeded: quad.rawValue))
        break
      }
      guard let group = Self.group(part) else { return nil }
      groups.append(group)
      guard end < rest.endIndex else { break }
      rest = rest[rest.index(after: end)...]
      if rest.first == ":" {
        guard gap == nil else { return nil }
        gap = groups.count
        rest = rest.dropFirst()
      } else if rest.isEmpty {
        return nil
      }
    }
    if let gap {
      guard groups.count < 8 else { return nil }
      groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
    }
    guard groups.count == 8 else { return nil }
    high = groups[..<4].reduce(0) { $0 << 16 | UInt64($1) }
    low = groups[4...].reduce(0) { $0 << 16 | UInt64($1) }
  }

  private static func group(_ text: Substring) -> UInt16? {
    guard 1...4 ~= text.utf8.count, text.utf8.allSatisfy({ hexadecimalDigit($0) != nil }) else { return nil }
    return UInt16(text, radix: 16)
  }

  /// The eight 16-bit groups, first to last.
  public var groups: [UInt16] {
    [high, low].flatMap { half in
      stride(from: 48, through: 0, by: -16).map { UInt16(truncatingIfNeeded: half >> $0) }
    }
  }

  /// Whether this is `::`.
  public var isUnspecified: Bool { high == 0 && low == 0 }

  /// Whether this is `::1`.
  public var isLoopback: Bool { high == 0 && low == 1 }

  /// Whether only neighbours on one link reach the address: `fe80::/10` (RFC 4291 section 2.5.6).
  public var isLinkLocal: Bool { high >> 54 == 0x3FA }
}

extension IPv6Address: CustomStringConvertible {
  /// The canonical text of RFC 5952: lower case, the longest run of zero groups shortened.
  public var description: String {
    let groups = groups
    var best = 0..<0
    var start = 0
    while start < groups.count {
      let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
      if end - start > max(best.count, 1) { best = start..<end }
      start = end + 1
    }
    func text(_ slice: ArraySlice<UInt16>) -> String {
      slice.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard !best.isEmpty else { return text(groups[...]) }
    return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
  }
}

extension IPv6Address: Comparable {
  /// Numeric order.
  public static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
