/// A change that mends a finding, as SARIF says it (section 3.55).
struct SARIFFix {
  /// Text that other text replaces.
  struct Edit {
    let location: SARIFLocation
    let replacement: String
  }

  let title: String
  let edits: [Edit]
  let isSafe: Bool

  /// Writes a `fix`: a change for each file, with all that is replaced in it.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("description")
      json.object { $0.member("text", title) }
      json.key("artifactChanges")
      json.array(files) { json, edits in
        json.object { json in
          edits.first?.location.writeArtifact(to: &json)
          json.key("replacements")
          json.array(edits) { json, edit in edit.write(to: &json) }
        }
      }
      json.key("properties")
      json.object { $0.member("safety", isSafe ? "safe" : "unsafe") }
    }
  }

  /// The edits of each file, in the order in which files first occur.
  private var files: [[Edit]] {
    edits.reduce(into: []) { files, edit in
      if let index = files.firstIndex(where: { $0.first?.location.uri == edit.location.uri }) {
        files[index].append(edit)
      } else {
        files.append([edit])
      }
    }
  }
}

extension SARIFFix.Edit {
  /// Writes a `replacement`.
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      location.writeRegion("deletedRegion", to: &json)
      json.key("insertedContent")
      json.object { $0.member("text", replacement) }
    }
  }
}
