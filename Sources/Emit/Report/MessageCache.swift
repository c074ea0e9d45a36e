internal import Linter

/// What a format makes of the words of a finding, made once where findings of one rule say the same.
///
/// Thousands of sites have the same fault, and their findings mostly differ in nothing but site and place; so the last
/// of each rule is remembered.
struct MessageCache<Words> {
  private let make: (Finding) -> Words
  private var last: [String: (finding: Finding, words: Words)] = [:]

  init(_ make: @escaping (Finding) -> Words) {
    self.make = make
  }

  /// The words of a finding.
  subscript(finding: Finding) -> Words {
    mutating get {
      if let last = last[finding.rule], last.finding.severity == finding.severity,
        last.finding.counts == finding.counts, last.finding.concern == finding.concern,
        last.finding.statement == finding.statement
      {
        return last.words
      }
      let words = make(finding)
      last[finding.rule] = (finding, words)
      return words
    }
  }
}
