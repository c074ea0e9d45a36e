/// The settings of which something may be said: all others are certainly not set.
///
/// A bit for each, which settings share whose numbers differ by 64. Most of what rules ask of tens of thousands of sites
/// is set nowhere, and is answered by this without a look into what all sites share.
struct StatedSettings: Sendable {
  private var bits: UInt64 = 0

  /// Every setting.
  static let all = Self(bits: ~0)

  /// Notes a setting.
  mutating func insert(_ id: AttributeID) { bits |= Self.bit(id) }

  /// Whether something may be said of a setting.
  func mayContain(_ id: AttributeID) -> Bool { bits & Self.bit(id) != 0 }

  /// The settings of either.
  func union(_ other: Self) -> Self { Self(bits: bits | other.bits) }

  private static func bit(_ id: AttributeID) -> UInt64 { 1 << UInt64(id.index & 63) }
}
