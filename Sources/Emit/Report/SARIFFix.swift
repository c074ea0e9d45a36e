/// A change that mends a finding, as SARIF says it (section 3.55).
struct SARIFFix {
  /// Text that other text replaces.
  struct Edit {
    let location: SARIFLocation
    let replacement: String
  }

  let title: String
  let edits: [Edit]

  /// Writes a `fix`, each edit as a change of its file.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("description")
      json.object { $0.member("text", title) }
      json.key("artifactChanges")
      json.array(edits) { json, edit in
        json.object { json in
          edit.location.writeArtifact(to: &json)
          json.key("replacements")
          json.array([edit]) { json, edit in
            json.object { json in
              edit.location.writeRegion("deletedRegion", to: &json)
              json.key("insertedContent")
              json.object { $0.member("text", edit.replacement) }
            }
          }
        }
      }
    }
  }
}
