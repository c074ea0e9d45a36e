/// How much work may go into one file's expressions: some that are short stand for texts as long as one likes.
///
/// A class, because all scopes of a file draw on one.
final class TemplateBudget {
  /// The longest text and the longest array that is put together.
  static let largestValue = 131_072
  /// How deep values, expressions and what they refer to may stand in each other, all counted together: a thread may have
  /// half a megabyte of stack, of which each level takes some kilobytes at worst.
  static let deepest = 64

  private var left: Int
  private var depth = 0

  /// A budget of so many steps; each value that is copied or computed is one.
  init(_ steps: Int = 500_000) {
    left = steps
  }

  /// Takes some steps; whether there were as many.
  func spend(_ steps: Int = 1) -> Bool {
    left -= steps
    return left >= 0
  }

  /// Goes one level deeper; whether that is not too deep.
  ///
  /// Whoever goes there leaves again.
  func enter() -> Bool {
    guard depth < Self.deepest, left > 0 else { return false }
    depth += 1
    return true
  }

  /// Comes back from a level.
  func leave() { depth -= 1 }
}
