internal import IISConfiguration
internal import NetworkModel
internal import Text

/// All formats and how to get files of them: for a terminal, and as the tables of docs/environment.md.
public struct FormatCatalogue: Sendable {
  private let formats: [FormatDescription]

  /// A catalogue of these formats, in their order.
  public init(_ formats: [FormatDescription]) {
    self.formats = formats
  }

  private typealias Row = (title: Message, origin: FileOrigin)

  private var byPlace: [(place: FileOrigin.Place, rows: [Row])] {
    FileOrigin.Place.allCases.map { place in
      (
        place,
        formats.flatMap { format in format.origins.map { (format.kind.title, $0) } }.filter { $0.1.place == place }
      )
    }
  }

  /// What each file tells, with the command below it.
  public var text: String {
    byPlace.map { place, rows in
      "\(place.rawValue)\n" + rows.map { "  \($0.origin.contents)\n      \($0.origin.command)\n" }.joined()
    }.joined(separator: "\n")
  }

  /// A table for each place.
  public var markdown: String {
    byPlace.map { place, rows in
      """
      ### \(place.rawValue.prefix(1).uppercased() + place.rawValue.dropFirst())

      | what | taken for | command |
      | --- | --- | --- |
      \(rows.map { "| \($0.origin.contents) | \($0.title) | `\($0.origin.command)` |" }.joined(separator: "\n"))

      """
    }.joined(separator: "\n")
  }
}
