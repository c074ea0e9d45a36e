internal import IISConfiguration
internal import Reachability

extension TraceText {
  /// The trace for programs.
  public var json: [UInt8] {
    var places = PlaceTexts(simulation)
    return versionedJSON { json in
      json.member("client", client.id)
      json.member("mode", mode.description)
      json.member("from", simulation.origin.description)
      json.member("site", Secrets.maskedValue(site.name))
      json.member("verdict", result.verdict.rawValue)
      json.optional("step", result.step?.rawValue)
      json.member("reason", result.reason.description)
      json.optional("rule", result.rule?.text)
      json.object("symptom", MatrixLegend.symptom(result)) { json, symptom in
        json.member("id", symptom.id)
        json.member("seen", symptom.appearance)
        json.member("remedy", symptom.remedy)
      }
      json.key("steps")
      json.array(result.steps, inLines: true) { write($1, &places, to: &$0) }
      json.key("fallbackSteps")
      json.array(result.fallbackSteps, inLines: true) { write($1, &places, to: &$0) }
    }
  }

  private func write(_ step: StepOutcome, _ places: inout PlaceTexts, to json: inout JSONWriter) {
    json.object(inLines: true) { json in
      json.member("step", step.step.rawValue)
      json.member("verdict", step.verdict.rawValue)
      json.key("checks")
      json.array(step.checks, inLines: true) { json, check in
        json.object { json in
          json.member("verdict", check.verdict.rawValue)
          json.member("reason", check.reason.description)
          writeDecidedBy(check.place, &places, to: &json)
          json.optional("rule", check.rule?.text)
        }
      }
    }
  }
}
