import FuzzSupport

/// Names made of what means something somewhere: all of Unicode, all control characters, each dialect's metacharacters.
struct RandomNames {
  private var random: SplitMix

  /// Names that are the same on each run with the same seed.
  init(seed: UInt64) {
    random = SplitMix(seed: seed)
  }

  /// A name that an argument, a file or a value in memory may have; no NUL, which none of them can hold.
  mutating func name() -> String {
    var name = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...12, using: &random) { name.append(contentsOf: piece().unicodeScalars) }
    name.removeAll { $0 == "\0" }
    return String(name)
  }

  /// A name that XML can hold (XML 1.0, production 2).
  mutating func nameInXML() -> String {
    let name = name().unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
      default: false
      }
    }
    return String(String.UnicodeScalarView(name))
  }

  private mutating func piece() -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: random.one(of: Hostile.names.filter { $0.utf8.count < 100 })
    case 1: scalar(in: 0...0x1F)
    case 2: scalar(in: 0x21...0x7E)
    case 3: scalar(in: 0x7F...0x9F)
    case 4:
      random.one(of: ["'", "\"", "`", "\\", "\n", "\r", "%", "^", "&", "|", "$", "#", " ", "\u{2019}", "\u{201D}"])
    default: scalar(in: random.one(of: [0xA0...0x2FFF, 0x2000...0x206F, 0x3000...0xFFFF, 0x10000...0x10FFFF]))
    }
  }

  private mutating func scalar(in range: ClosedRange<UInt32>) -> String {
    Unicode.Scalar(UInt32.random(in: range, using: &random)).map { String(Character($0)) } ?? "\u{FFFD}"
  }
}
