/// An `applicationHost.config` as far as FTP is concerned, every value with its place and its origin.
public struct Configuration: Sendable {
  /// The file.
  public let source: SourceFile
  /// All sites, in the file's order.
  public let sites: [Site]
  /// The sites with an ftp binding, in the file's order.
  public let ftpSites: [FTPSite]
  /// What holds for the whole server.
  public let server: FTPServer
  /// The `<location>`s that hold FTP settings.
  public let locations: [FTPLocation]
  /// What the schema refuses.
  public let schemaProblems: [SchemaProblem]
  /// Where passwords stand in clear text: the attributes' names.
  public let exposedPasswords: [Located<String>]
  /// The start tag of `<sites>`, else the root element.
  public let sitesRange: ByteRange
  /// Whether the sites stand in another file.
  public let sitesAreRedirected: Bool

  /// The FTP sites that start by themselves.
  public let startingSites: [FTPSite]
}
