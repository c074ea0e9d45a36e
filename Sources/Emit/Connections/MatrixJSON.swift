internal import IISConfiguration
internal import Reachability

extension MatrixFormat {
  /// For programs: JSON, version 1.
  public static let json = MatrixFormat("json", "for programs: JSON, version 1", fileEnding: "json") { matrices, _ in
    renderMatrixJSON(matrices)
  }
}

/// The matrix for programs, version 1: keys may be added, never changed; one line a client.
///
/// Several files have the sites of all of them in one list; each says which file it is of.
private func renderMatrixJSON(_ matrices: [ConnectionMatrix]) -> [UInt8] {
  var json = JSONWriter()
  var places = matrices.map { PlaceTexts($0.simulation) }
  let tables = matrices.enumerated().flatMap { number, matrix in matrix.tables.map { (number, $0) } }
  json.object(inLines: true) { json in
    json.member("version", 1)
    json.member("from", matrices.first?.simulation.origin.description ?? "")
    json.key("sites")
    json.array(tables, inLines: true) { json, numbered in
      let (number, table) = numbered
      json.object(inLines: true) { json in
        json.member("site", Secrets.maskedValue(table.site.name))
        json.member("path", matrices[number].path)
        json.member("from", matrices[number].simulation.origin.description)
        json.key("users")
        if let admitted = table.admitted {
          json.object { json in
            json.member("who", admitted.users.description)
            writeDecidedBy(admitted.place, &places[number], to: &json)
          }
        } else {
          json.null()
        }
        json.key("rows")
        json.array(table.rows, inLines: true) { json, row in
          json.object { json in
            json.member("client", row.client.id)
            for (mode, result) in zip(SessionMode.columns, row.results) {
              json.key(name(of: mode))
              write(result, &places[number], to: &json)
            }
            json.key("traits")
            write(row.client.traits, to: &json)
          }
        }
      }
    }
  }
  json.end()
  return json.bytes
}

/// What the client does beside choosing modes and addresses.
private func write(_ traits: ClientTraits, to json: inout JSONWriter) {
  json.object { json in
    json.member("activePeer", traits.activePeer.rawValue)
    json.member("host", traits.hostCommand.rawValue)
    json.member("ftpsURL", traits.secureURL.rawValue)
    json.member("dataHandshake", traits.dataHandshake.rawValue)
  }
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
  json.object { json in
    json.member("verdict", result.verdict.rawValue)
    if !result.isOffered { json.member("offered", false) }
    json.key("step")
    if let step = result.step { json.string(step.rawValue) } else { json.null() }
    json.member("reason", result.reason.description)
    writeDecidedBy(result.place, &places, to: &json)
    write(result.rule, to: &json)
    guard !result.operations.isEmpty else { return }
    json.key("operations")
    json.object { json in
      for operation in result.operations {
        json.key(name(of: operation.operation))
        json.object { json in
          json.member("verdict", operation.verdict.rawValue)
          guard operation.verdict != result.verdict || operation.reason != result.reason else { return }
          json.member("reason", operation.reason.description)
          writeDecidedBy(operation.place, &places, to: &json)
          write(operation.rule, to: &json)
        }
      }
    }
  }
}

private func name(of operation: FTPOperation) -> StaticString {
  switch operation {
  case .list: "list"
  case .download: "download"
  case .upload: "upload"
  }
}

/// Writes the place that decided, or null.
func writeDecidedBy(_ place: Location?, _ places: inout PlaceTexts, to json: inout JSONWriter) {
  json.key("decidedBy")
  guard let place else { return json.null() }
  let line = places.position(of: place)?.line
  json.object { json in
    json.member("path", place.path)
    json.member("line", line)
  }
}

private func write(_ rule: RuleID?, to json: inout JSONWriter) {
  json.key("rule")
  if let rule { json.string(rule.text) } else { json.null() }
}
