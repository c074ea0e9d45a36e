internal import IISConfiguration
internal import NetworkModel
internal import Reachability

/// Turns places in the configuration and the environment's files into lines and columns, each file read once.
struct PlaceTexts {
  private let sources: [String: SourceFile]
  private var tables: [String: LineTable] = [:]

  /// The places of a simulation's files.
  init(_ simulation: Simulation) {
    let files = [simulation.server.configuration.source] + (simulation.server.environment?.files.map(\.source) ?? [])
    sources = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
  }

  /// The line and column of a place; nothing for a place in a file that is not here.
  mutating func position(of place: Location) -> SourcePosition? {
    if let table = tables[place.path] { return table.position(of: place.range.start) }
    guard let source = sources[place.path] else { return nil }
    let table = LineTable(source)
    tables[place.path] = table
    return table.position(of: place.range.start)
  }

  /// `nsg.json:12:17`.
  mutating func text(_ place: Location) -> String {
    guard let position = position(of: place) else { return visible(place.path) }
    return "\(visible(place.path)):\(position.line):\(position.column)"
  }
}
