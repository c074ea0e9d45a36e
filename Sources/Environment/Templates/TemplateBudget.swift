/// How much work may go into one file's expressions: some that are short stand for texts as long as one likes.
///
/// A class, because all scopes of a file draw on one.
final class TemplateBudget {
  /// The longest text and the longest array that is put together.
  static let largestValue = 131_072
  /// How deep variables, parameters and outputs may hang on each other.
  static let deepest = 48

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

  /// What comes of some work, one level deeper; nothing where that is too deep.
  func deeper<Result>(_ work: () -> Result) -> Result? {
    guard depth < Self.deepest, left > 0 else { return nil }
    depth += 1
    defer { depth -= 1 }
    return work()
  }
}
