internal import IISConfiguration

/// Where a result or a notification is, as SARIF says it.
struct SARIFLocation {
  /// The file.
  let uri: FileURI
  /// The lines and columns, where there are any.
  var place: FindingPlaces.Place?
  /// The text of the place.
  var snippet: String?

  /// What stands there, if that is to be said.
  var message: String?

  /// Writes a `location`.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("physicalLocation")
      json.object { json in
        writeArtifact(to: &json)
        writeRegion("region", to: &json)
      }
      guard let message else { return }
      json.key("message")
      json.object { $0.member("text", message) }
    }
  }

  /// Writes which file it is in.
  func writeArtifact(to json: inout JSONWriter) {
    json.key("artifactLocation")
    json.object { json in
      json.member("uri", uri.text)
      if uri.isRelative { json.member("uriBaseId", "\(SARIFReport.base)") }
    }
  }

  /// Writes its lines and columns, if it has any.
  func writeRegion(_ name: StaticString, to json: inout JSONWriter) {
    guard let place else { return }
    json.key(name)
    json.object { json in
      json.member("startLine", place.start.line)
      json.member("startColumn", place.start.column)
      json.member("endLine", place.end.line)
      json.member("endColumn", place.end.column)
      guard let snippet else { return }
      json.key("snippet")
      json.object { $0.member("text", snippet) }
    }
  }
}
