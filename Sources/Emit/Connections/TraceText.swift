public import IISConfiguration
public import Reachability

/// One session, step by step, each step with what it was held against and the place that decided.
public struct TraceText {
  let simulation: Simulation
  let client: FTPClient
  let mode: SessionMode
  let site: FTPSite
  let result: SessionResult
  private let style: TextStyle

  /// The trace of a client's session with a site.
  public init(
    _ simulation: Simulation, _ client: FTPClient, _ mode: SessionMode, _ site: FTPSite, style: TextStyle = .plain
  ) {
    self.simulation = simulation
    self.client = client
    self.mode = mode
    self.site = site
    self.style = style
    result = simulation.connections(to: site).session(client, mode)
  }

  /// What comes of the session.
  public var verdict: SessionVerdict { result.verdict }

  /// The trace, ending with a line end.
  public var text: String {
    var places = PlaceTexts(simulation)
    var text = "\(client.shortName), \(mode.phrase), from \(simulation.origin.phrase), to "
    text += "\(visible(MatrixLegend.site(site)))\n\n"
    if let traits = ClientWords(client).sentence { text += "  " + wrapped(traits, indent: 2) + "\n\n" }
    for step in result.steps { add(step, &text, &places) }
    if !result.fallbackSteps.isEmpty {
      text += "then, if the client changes to \(mode.dataMode == .passive ? "active" : "passive") mode:\n\n"
      for step in result.fallbackSteps { add(step, &text, &places) }
    }
    text += style.opening(.verdict(result.verdict)) + result.verdict.rawValue + style.closing
    let outcome =
      result.verdict.rawValue + (result.step.map { " \($0.phrase)" } ?? "")
      + ": \(MatrixLegend.reason(result))"
    text += wrapped(outcome).dropFirst(result.verdict.rawValue.count) + "\n"
    if let symptom = MatrixLegend.symptom(result) {
      text += "  " + wrapped("usually seen as: \(symptom.appearance)", indent: 2) + "\n"
      text += "  " + wrapped("what to do: \(symptom.remedy)", indent: 2) + "\n"
    }
    return text
  }

  private func add(_ step: StepOutcome, _ text: inout String, _ places: inout PlaceTexts) {
    let title = step.step.title.description
    text +=
      title + String(repeating: " ", count: max(1, 20 - title.utf8.count))
      + coloured(step.verdict.rawValue, step.verdict) + "\n"
    for check in step.checks {
      let mark = check.verdict == .passes ? "+" : check.verdict == .blocked ? "x" : "?"
      let rule = check.verdict == .passes ? "" : check.rule.map { " [\($0.text)]" } ?? ""
      text += "  " + coloured(mark, check.verdict) + " " + wrapped("\(check.reason)\(rule)", indent: 4) + "\n"
      if let place = check.place {
        text += style.opening(.frame) + "    \(places.text(place))" + style.closing + "\n"
      }
    }
    text += "\n"
  }

  private func coloured(_ text: String, _ verdict: SessionCheck.Verdict) -> String {
    let role: SessionVerdict =
      switch verdict {
      case .passes: .works
      case .blocked: .fails
      case .unknown: .unknown
      }
    return style.opening(.verdict(role)) + text + style.closing
  }
}
