import Linter

/// A file with these `<site>`s, and what else stands in `<configuration>`.
func file(sites: String, rest: String = "") -> String {
  """
  <?xml version="1.0" encoding="UTF-8"?>
  <configuration>
    <system.applicationHost>
      <sites>
  \(sites)
      </sites>
    </system.applicationHost>
  \(rest)
  </configuration>

  """
}

/// A site bound to `*:21:` that holds this beside its bindings.
func site(_ name: String = "FTP", id: Int = 1, _ contents: String = "") -> String {
  """
  <site name="\(name)" id="\(id)">
  <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
  \(contents)
  </site>
  """
}

/// Reads a text as a file in UTF-8.
func read(_ text: String) throws(ReadingFailure) -> Configuration {
  try ConfigurationReader.read(SourceFile(path: "test.config", bytes: Array(text.utf8)))
}

extension Configuration {
  /// The text at a place, as written.
  func written(_ range: ByteRange?) -> String? {
    range.map { source.string($0) }
  }

  /// What the schema refuses: kinds are told by what stands at their places.
  var problemPlaces: [String] {
    schemaProblems.sorted { $0.range < $1.range }.map { source.string($0.range) }
  }
}
