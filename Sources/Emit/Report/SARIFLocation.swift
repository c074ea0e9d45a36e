internal import IISConfiguration

/// Where a result or a notification is, as SARIF says it.
struct SARIFLocation {
  /// The file.
  let uri: FileURI
  /// The lines and columns, where there are any.
  var place: FindingPlaces.Place?
  /// The text of the place.
  var snippet: String?

  /// Writes a `location`.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("physicalLocation")
      json.object { json in
        json.key("artifactLocation")
        json.object { json in
          json.member("uri", uri.text)
          if uri.isRelative { json.member("uriBaseId", "\(SARIFReport.base)") }
        }
        guard let place else { return }
        json.key("region")
        json.object { json in
          json.member("startLine", place.start.line)
          json.member("startColumn", place.start.column)
          json.member("endLine", place.end.line)
          json.member("endColumn", place.end.column)
          if let snippet {
            json.key("snippet")
            json.object { $0.member("text", snippet) }
          }
        }
      }
    }
  }
}
