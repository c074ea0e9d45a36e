extension Symptom {
  /// A pattern that finds any of these words, each a regular expression of its own.
  static func anyOf(_ words: [String]) -> String { words.joined(separator: "|") }
}
