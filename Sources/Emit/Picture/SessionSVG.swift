internal import Reachability

/// The way of a session's two connections as an image: a box for each station, the control connection above the data
/// connection, and a mark where each passes or ends.
///
/// The image names its colours for light and dark, says what it shows in words for those who do not see it, and tells its
/// verdicts by signs too, not by colours alone.
struct SessionSVG {
  private let picture: SessionPicture
  private let heading: [String]
  private let verdict: SessionVerdict
  private let outcome: [String]
  private let place: [String]
  private let titles: [PictureText]

  private static let column = 148
  private static let gap = 36
  private static let margin = 16
  private static let line = 17
  /// How many columns of text a box holds.
  private static let letters = 20

  /// The image of a session.
  ///
  /// - Parameters:
  ///   - picture: What becomes of its connections.
  ///   - heading: Whose session it is.
  ///   - verdict: What comes of it.
  ///   - outcome: The same as a sentence, and why.
  ///   - place: Where what decides stands; nothing where it stands in no file.
  init(_ picture: SessionPicture, heading: String, verdict: SessionVerdict, outcome: String, place: String?) {
    self.picture = picture
    self.verdict = verdict
    titles = picture.stations.map { PictureText($0.title, columns: Self.letters, atMost: 5) }
    let width = picture.stations.count * (Self.column + Self.gap) - Self.gap
    let columns = width / 8
    self.heading = PictureText(heading, columns: columns, atMost: 3).lines
    self.outcome = PictureText(outcome, columns: columns, atMost: 6).lines
    self.place = place.map { PictureText($0, columns: columns, atMost: 2).lines } ?? []
  }

  private var width: Int { picture.stations.count * (Self.column + Self.gap) - Self.gap + 2 * Self.margin }
  private var top: Int { Self.margin + heading.count * Self.line + 12 }
  private var titleHeight: Int { (titles.map(\.lines.count).max() ?? 1) * Self.line }
  private var controlLane: Int { top + titleHeight + 48 }
  private var dataLane: Int { controlLane + 64 }
  private var bottom: Int { dataLane + 36 }
  private var height: Int { bottom + 16 + (outcome.count + place.count) * Self.line + Self.margin }

  private func left(_ station: Int) -> Int { Self.margin + station * (Self.column + Self.gap) }
  private func middle(_ station: Int) -> Int { left(station) + Self.column / 2 }

  /// The image, ending with a line end.
  var text: String {
    var svg = SVG()
    for (number, line) in heading.enumerated() {
      svg.words("heading", Self.margin, Self.margin + 12 + number * Self.line, line)
    }
    for station in picture.stations.indices { drawBox(station, &svg) }
    drawLane(controlLane, \.control, isBackwards: false, &svg)
    drawLane(dataLane, \.data, isBackwards: picture.isActive, &svg)
    drawEnds(&svg)
    for (number, line) in (outcome + place).enumerated() {
      let kind = number < outcome.count ? "outcome \(verdict.rawValue)" : "place"
      svg.words(kind, Self.margin, bottom + 28 + number * Self.line, line)
    }
    let title = XMLText.escaped(heading.joined(separator: " "))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img" aria-labelledby="title description">
      <title id="title">\(title)</title>
      <desc id="description">\(XMLText.escaped(description))</desc>
      <style>
      \(Self.style)
      </style>
      <rect class="page" width="\(width)" height="\(height)"/>
      \(svg.text)</svg>

      """
  }

  private func drawBox(_ station: Int, _ svg: inout SVG) {
    svg.box("box", left(station), top, Self.column, bottom - top)
    for (number, line) in titles[station].lines.enumerated() {
      svg.words("title", middle(station), top + 20 + number * Self.line, line)
    }
  }

  /// The names of the connections at the client, and their ports at the server.
  private func drawEnds(_ svg: inout SVG) {
    let server = picture.stations.count - 1
    for (lane, name, ports) in [
      (controlLane, "control", picture.ports.control), (dataLane, "data", picture.ports.data),
    ] {
      svg.words("name", middle(0), lane - 16, name)
      let lines = PictureText(ports, columns: Self.letters, atMost: 1).lines
      svg.words("ports", middle(server), lane - 16, lines.first ?? "")
    }
  }

  /// A connection from station to station, with a mark in each but the client.
  private func drawLane(
    _ y: Int, _ mark: KeyPath<SessionPicture.Station, SessionPicture.Mark>, isBackwards: Bool, _ svg: inout SVG
  ) {
    let order = isBackwards ? picture.stations.indices.reversed() : Array(picture.stations.indices)
    var isDoubtful = false
    for (from, to) in zip(order, order.dropFirst()) {
      let (start, next) = (picture.stations[from][keyPath: mark], picture.stations[to][keyPath: mark])
      isDoubtful = isDoubtful || start == .unknown
      let isReached = next != .unreached && start != .unreached && start != .blocked
      let kind = !isReached ? "unreached" : isDoubtful ? "unknown" : "passes"
      let sign = isBackwards ? -1 : 1
      svg.line("lane \(kind)", middle(from) + sign * 11, y, middle(to) - sign * 19, y)
      let tip = middle(to) - sign * 12
      svg.path("tip \(kind)", "M\(tip) \(y)l\(-sign * 8) -5v10z")
    }
    for station in picture.stations.indices {
      drawMark(picture.stations[station][keyPath: mark], middle(station), y, &svg)
    }
  }

  private func drawMark(_ mark: SessionPicture.Mark, _ x: Int, _ y: Int, _ svg: inout SVG) {
    switch mark {
    case .passes:
      svg.disc("mark passes", x, y, 10)
      svg.path("sign", "M\(x - 5) \(y)l4 4l6 -8")
    case .blocked:
      svg.disc("mark blocked", x, y, 10)
      svg.path("sign", "M\(x - 4) \(y - 4)l8 8m0 -8l-8 8")
    case .unknown:
      svg.disc("mark unknown", x, y, 10)
      svg.words("question", x, y + 5, "?")
    case .unreached: svg.disc("mark unreached", x, y, 6)
    }
  }

  /// What the image shows, in words.
  private var description: String {
    func way(_ mark: KeyPath<SessionPicture.Station, SessionPicture.Mark>) -> String {
      picture.stations.dropFirst().map { station in
        let title = station.title.split(separator: "\n").joined(separator: ", ")
        return "\(title): \(Self.word(station[keyPath: mark]))"
      }.joined(separator: "; ")
    }
    return
      "Control connection. \(way(\.control)). Data connection. \(way(\.data)). \((outcome + place).joined(separator: " "))"
  }

  private static func word(_ mark: SessionPicture.Mark) -> String {
    switch mark {
    case .passes: "passes"
    case .blocked: "blocked"
    case .unknown: "unknown"
    case .unreached: "not reached"
    }
  }

  /// Colours with a contrast of at least 4.5 to the background for text and 3 for lines (WCAG 2.2, 1.4.3 and 1.4.11).
  private static let style = """
    text{font:13px system-ui,sans-serif;fill:#1f2328}
    .page{fill:#fff}.box{fill:#f6f8fa;stroke:#818b98}
    .title,.name,.ports,.question{text-anchor:middle}.title,.heading{font-weight:600}.name,.ports{font-size:12px}
    .lane{stroke-width:2}.lane.passes{stroke:#1a7f37}.lane.unknown{stroke:#9a6700;stroke-dasharray:6 3}.lane.unreached{stroke:#818b98;stroke-dasharray:2 4}
    .tip.passes,.mark.passes{fill:#1a7f37}.tip.unknown,.mark.unknown{fill:#9a6700}.tip.unreached{fill:#818b98}.mark.blocked{fill:#cf222e}
    .mark.unreached{fill:#fff;stroke:#818b98}.sign{fill:none;stroke:#fff;stroke-width:2}.question{fill:#fff;font-weight:700}
    .outcome.works,.outcome.repaired,.outcome.fallback{fill:#1a7f37;font-weight:600}.outcome.fails{fill:#cf222e;font-weight:600}.outcome.unknown,.outcome.unsupported{fill:#9a6700;font-weight:600}
    @media(prefers-color-scheme:dark){text{fill:#f0f6fc}.page{fill:#0d1117}.box{fill:#151b23;stroke:#6e7681}
    .lane.passes{stroke:#3fb950}.lane.unknown{stroke:#d29922}.lane.unreached{stroke:#6e7681}
    .tip.passes,.mark.passes{fill:#3fb950}.tip.unknown,.mark.unknown{fill:#d29922}.tip.unreached{fill:#6e7681}.mark.blocked{fill:#f85149}
    .mark.unreached{fill:#0d1117;stroke:#6e7681}.sign{stroke:#0d1117}.question{fill:#0d1117}
    .outcome.works,.outcome.repaired,.outcome.fallback{fill:#3fb950}.outcome.fails{fill:#f85149}.outcome.unknown,.outcome.unsupported{fill:#d29922}}
    """
}
