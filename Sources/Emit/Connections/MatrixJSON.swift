internal import IISConfiguration
internal import Reachability

extension MatrixFormat {
  /// For programs: JSON, version 1.
  public static let json = MatrixFormat("json", "for programs: JSON, version 1", fileEnding: "json") { matrix, _ in
    renderMatrixJSON(matrix)
  }
}

/// The matrix for programs, version 1: keys may be added, never changed; one line a client.
private func renderMatrixJSON(_ matrix: ConnectionMatrix) -> [UInt8] {
  var json = JSONWriter()
  var places = PlaceTexts(matrix.simulation)
  json.object(inLines: true) { json in
    json.member("version", 1)
    json.member("from", matrix.simulation.origin.description)
    json.key("sites")
    json.array(matrix.tables, inLines: true) { json, table in
      json.object(inLines: true) { json in
        json.member("site", Secrets.maskedValue(table.site.name))
        json.key("rows")
        json.array(table.rows, inLines: true) { json, row in
          json.object { json in
            json.member("client", row.client.id)
            for (mode, result) in zip(SessionMode.columns, row.results) {
              json.key(name(of: mode))
              write(result, &places, to: &json)
            }
          }
        }
      }
    }
  }
  json.end()
  return json.bytes
}

private func name(of mode: SessionMode) -> StaticString {
  switch (mode.security, mode.dataMode) {
  case (.explicit, .passive): "explicitPassive"
  case (.explicit, .active): "explicitActive"
  case (.implicit, .passive): "implicitPassive"
  case (.implicit, .active): "implicitActive"
  case (.plain, .passive): "plainPassive"
  case (.plain, .active): "plainActive"
  }
}

private func write(_ result: SessionResult, _ places: inout PlaceTexts, to json: inout JSONWriter) {
  let line = result.place.flatMap { places.position(of: $0)?.line }
  json.object { json in
    json.member("verdict", result.verdict.rawValue)
    json.key("step")
    if let step = result.step { json.string(step.rawValue) } else { json.null() }
    json.member("reason", result.reason.description)
    json.key("decidedBy")
    if let place = result.place {
      json.object { json in
        json.member("path", place.path)
        json.member("line", line)
      }
    } else {
      json.null()
    }
    json.key("rule")
    if let rule = result.rule { json.string(rule.text) } else { json.null() }
  }
}
