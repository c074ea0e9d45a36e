public import Text

/// Something in a file that IIS's schema refuses, or takes for something else than was meant.
public struct SchemaProblem: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// An element that is not defined here; the nearest name that is.
    case unknownElement(suggestion: String?)
    /// An attribute that is not defined here; the nearest name that is.
    case unknownAttribute(suggestion: String?)
    /// A value that is not of its type; what the type accepts.
    case invalidValue(expected: Message)
    /// A value in a spelling that Microsoft's tools do not write; the one that they do.
    case unusualSpelling(usual: String)
    /// An attribute that the schema requires is not there.
    case missingAttribute(String)
    /// A real setting where it has no effect; where it belongs.
    case misplaced(properPlace: Message)
    /// An attribute written as an element.
    case attributeAsElement
    /// A section that may only stand at the top, inside a `<location>` that names a path.
    case serverOnly
    /// `<configSections>` behind another element.
    case declarationsNotFirst
    /// `configSource` on a section.
    case redirected
    /// A section that stands twice at one level; where it stands first.
    case duplicateSection(first: ByteRange)
    /// An entry of a collection with the key of another; where that one is.
    case duplicateEntry(first: ByteRange)
  }

  /// What is wrong.
  public let kind: Kind
  /// Whose settings it is among.
  public enum Scope: Hashable, Sendable {
    /// Those of the whole server.
    case server
    /// Those of one site, by its place among all sites of the file.
    case site(Int)
    /// Those of these sites; none where a `<location>` is for a site that is not there.
    case sites(Set<Int>)
  }

  /// The element or attribute concerned, as written.
  public let name: String
  /// The path of the element that it stands in, as the schema names it: `ftpServer/security`.
  public let parent: String
  /// The value, where the problem is a value's.
  public let value: String
  /// Where.
  public let range: ByteRange
  /// The settings concerned, where the problem is a value's.
  let attribute: AttributeID?
  /// Whose settings it is among.
  public internal(set) var scope = Scope.server
  /// The sites concerned, by name.
  public internal(set) var sites: [String] = []
  /// Whether it may mean something else than the name that is suggested: others are as near, or it is the right name of
  /// an element that stands elsewhere.
  public internal(set) var hasRivals = false
}
