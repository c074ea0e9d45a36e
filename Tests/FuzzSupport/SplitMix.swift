/// A small generator whose numbers are the same on each run with the same seed (SplitMix64).
package struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  /// A generator that begins at this seed.
  package init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// True once in `times`.
  package mutating func once(in times: Int) -> Bool {
    Int.random(in: 0..<times, using: &self) == 0
  }

  /// One of some things, of which there must be at least one.
  package mutating func one<Thing>(of things: [Thing]) -> Thing {
    things[Int.random(in: things.indices, using: &self)]
  }
}
