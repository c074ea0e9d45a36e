/// One `<site>`, whatever it serves.
public struct Site: Sendable {
  /// Its place among the sites of the file, from 0.
  public let index: Int
  /// Its name; empty if it has none.
  public let name: Located<String>
  /// Its number as written, if there is one.
  public let id: Located<String>?
  /// The start tag.
  public let range: ByteRange
  /// Whether its HTTP side starts by itself; FTP has a setting of its own.
  public let startsHTTP: Bool
  /// Its `<bindings>` start tag, if there is one.
  public let bindingsRange: ByteRange?
  /// Its bindings, those of `<siteDefaults>` included, as far as no `<clear/>` took them away.
  public let bindings: [Binding]
  /// The folder of the root application's root virtual directory.
  public let rootFolder: Located<String>?
  let contents: SectionContents
}
