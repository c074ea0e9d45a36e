import IISConfiguration
import TestSupport
import Testing

/// Which comments a file has, and which element each is before.
@Suite(.timeLimited) struct SourceCommentTests {
  private func comments(_ text: String) throws -> [String] {
    let source = try ConfigurationReader.read(SourceFile(path: "a.config", bytes: Array(text.utf8))).source
    return source.comments.map { comment in
      let next = comment.next.map { source.string($0).prefix { $0 != ">" && $0 != " " } } ?? "nothing"
      return "\(comment.text) before \(next)"
    }
  }

  @Test func aCommentIsBeforeTheNextElement() throws {
    #expect(
      try comments(
        "<configuration><!--a--> <!--b-->\n<c><!--c--></c><!--d-->x<e /><!--e--><f /><system.applicationHost /></configuration>"
      ) == [
        "a before <c", "b before <c", "c before nothing", "d before nothing", "e before <f",
      ])
  }

  /// What stands in other markup is no comment.
  @Test func otherMarkupIsNoComment() throws {
    #expect(
      try comments(
        "<?xml version=\"1.0\"?><configuration><?x <!--a-->?><![CDATA[<!--b-->]]><!--<?c--><a /><!--d<![CDATA[--><b /><system.applicationHost /></configuration>"
      ) == ["<?c before <a", "d<![CDATA[ before <b"])
  }
}
