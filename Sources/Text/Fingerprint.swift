/// Whether any two of some fingerprints are equal.
///
/// Equal things have equal fingerprints, so a no is certain, and one sort of numbers gives it for tens of thousands of
/// sites; what a yes means only an exact look tells.
public func mayRepeat(_ fingerprints: [UInt64]) -> Bool {
  let sorted = fingerprints.sorted()
  return zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
}

extension UInt64 {
  /// The fingerprint of what came before and this number (the mixing step of SplitMix64).
  public func mixed(with number: UInt64) -> UInt64 {
    var mixed = self &+ 0x9E37_79B9_7F4A_7C15 &+ number
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension CaselessName {
  /// The same for names that differ only in case.
  public var fingerprint: UInt64 {
    let folded = folded
    let bytes = folded.span
    // Eight bytes at a time.
    var (fingerprint, word) = (UInt64(0), UInt64(0))
    for index in bytes.indices {
      word = word << 8 | UInt64(lowercase(bytes[index]))
      if index & 7 == 7 { fingerprint = fingerprint.mixed(with: word) }
    }
    return fingerprint.mixed(with: word).mixed(with: UInt64(bytes.count))
  }
}
