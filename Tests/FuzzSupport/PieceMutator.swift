/// Changes texts that are no XML piece by piece: JSON, rules of a registry, lines of numbers.
package struct PieceMutator {
  private var random: SplitMix

  /// A mutator that does the same whenever it is given the same seed.
  package init(seed: UInt64) {
    random = SplitMix(seed: seed)
  }

  /// The bytes with some pieces left out, repeated, moved, or put in from another text.
  package mutating func mutate(_ bytes: [UInt8], donors: [[UInt8]]) -> [UInt8] {
    var pieces = Self.pieces(bytes)
    let others = Self.pieces(random.one(of: donors))
    for _ in 0..<random.one(of: [1, 1, 2, 4, 10]) where !pieces.isEmpty {
      let index = Int.random(in: pieces.indices, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: pieces.remove(at: index)
      case 1: pieces.insert(contentsOf: repeatElement(pieces[index], count: random.one(of: [1, 2, 50])), at: index)
      case 2: pieces.swapAt(index, Int.random(in: pieces.indices, using: &random))
      case 3: pieces[index] = ArraySlice(Array(random.one(of: Boundaries.values).utf8))
      case 4 where !others.isEmpty: pieces[index] = random.one(of: others)
      default: pieces.removeSubrange(index...)
      }
    }
    return Array(pieces.joined())
  }

  /// Words, and each of the characters between them by itself.
  private static func pieces(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where "\"|,:=-{}[]\\ \r\n".utf8.contains(byte) {
      if start < index { pieces.append(bytes[start..<index]) }
      pieces.append(bytes[index...index])
      start = index + 1
    }
    if start < bytes.count { pieces.append(bytes[start...]) }
    return pieces
  }
}
