public import IISConfiguration
public import Linter
internal import Text

/// What comments of a configuration waive: `<!-- ftpsgate:ignore RULE reason -->` is for the next element and all in it.
///
/// Read only where a policy says so, since a file may be a stranger's.
public struct CommentWaivers {
  /// What they waive.
  public private(set) var waivers: [Waiver] = []
  /// What is wrong with some.
  public private(set) var faults: [PolicyFault] = []

  private static let mark = "ftpsgate:ignore"

  /// Reads the comments of a file that was read.
  public init(_ source: SourceFile) {
    for comment in source.comments {
      let words = comment.text.split(whereSeparator: \.isWhitespace)
      guard words.first.map(String.init) == Self.mark else { continue }
      do throws(PolicyFault) {
        waivers.append(try Self.waiver(words.dropFirst().map(String.init), comment, source))
      } catch {
        faults.append(error)
      }
    }
  }

  private static func waiver(
    _ words: [String], _ comment: SourceComment, _ source: SourceFile
  ) throws(PolicyFault) -> Waiver {
    guard let name = words.first, words.count > 1 else {
      throw PolicyFault(
        "a waiver in a comment needs a rule and a reason", at: comment.range,
        help: "write \(code: "<!-- ftpsgate:ignore RULE reason -->")")
    }
    guard let next = comment.next else {
      throw PolicyFault(
        "no element follows the comment, so it waives nothing", at: comment.range,
        help: "put it right before the start tag that it is for")
    }
    let rules = try PolicyReader.rules(Located(name, at: comment.range))
    return Waiver(
      rules: Set(rules.map(\.id)), reason: words.dropFirst().joined(separator: " "), origin: .comment,
      location: Location(source.path, comment.range), extent: next)
  }
}
