internal import IISConfiguration
internal import Reachability
internal import Text

extension TraceText {
  /// The way of the session's connections as an image: SVG.
  public var svg: [UInt8] {
    var places = PlaceTexts(simulation)
    let heading =
      "\(client.shortName), \(mode.phrase), from \(simulation.origin.phrase), to \(MatrixLegend.site(site))"
    var outcome = result.verdict.rawValue + (result.step.map { " \($0.phrase)" } ?? "")
    outcome += ": \(MatrixLegend.reason(result))"
    return Array(
      SessionSVG(
        SessionPicture(simulation, client, mode, site), heading: heading, verdict: result.verdict, outcome: outcome,
        place: result.place.map { places.text($0) }
      ).text.utf8)
  }
}
