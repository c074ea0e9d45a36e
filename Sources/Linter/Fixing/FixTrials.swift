/// How often a file may still be held against the rules: fixes that do harm are found by trying, and each trial reads all.
struct FixTrials {
  private var left: Int

  /// 256 MiB of text are read for one file, and no file is tried less than 32 times: seconds for what people have, and
  /// about a minute for a file of 50,000 sites.
  init(bytes: Int) {
    left = max(32, (256 << 20) / max(bytes, 1))
  }

  /// Takes one trial; tells whether there was one left.
  mutating func take() -> Bool {
    guard left > 0 else { return false }
    left -= 1
    return true
  }
}
