internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let duplicateSite = Rule(
    id: "duplicate-site", topic: .reading, severity: .error,
    summary: "Two sites have one name, in any case, or one id.",
    rationale: """
      A site's name and its id are both unique keys in the schema of IIS. IIS refuses the second site with one of \
      them: `Cannot add duplicate collection entry of type 'site'`.

      Give the second site a name and an id of its own. Names are compared without regard to case, ids as numbers.

      Sources: \(schemaSource); the error's text as JexusManager's tests have it \
      (github.com/jexuswebserver/JexusManager, Tests/Exceptions).
      """,
    examples: [
      .rejects(.sites, "<site name=\"Partners\" id=\"1\" />\n<site name=\"▸PARTNERS◂\" id=\"2\" />"),
      .rejects(.sites, "<site name=\"A\" id=\"1\" />\n<site name=\"B\" id=\"▸01◂\" />"),
      .rejects(.sites, "<site name=\"Dépôt\" id=\"1\" />\n<site name=\"▸DÉPÔT◂\" id=\"▸1◂\" />"),
      .accepts(.sites, "<site name=\"A\" id=\"1\" />\n<site name=\"B\" id=\"2\" />"),
      .accepts(
        .sites, "<site name=\"A\" id=\"1\" />\n<!-- <site name=\"A\" id=\"1\" /> -->\n<site name=\"B\" id=\"11\" />"),
      .accepts(
        .sites, "<site name=\"A\" id=\"1\" />\n<clear />\n<site name=\"A\" id=\"1\" />",
        caption: "the first is taken away again"),
    ],
    check: .file { configuration, context in
      for duplicate in configuration.duplicateSites { add(duplicate, to: &context) }
    })
}

private func add(_ duplicate: DuplicateSite, to context: inout RuleContext) {
  let names = [duplicate.first.name.value, duplicate.second.name.value]
  let (message, place): (Message, ByteRange?) =
    switch duplicate.key {
    case .name: ("the name \(quoted: names[1]) is that of another site", duplicate.first.name.range)
    case .id(let number): ("the id \(number) is that of another site", duplicate.first.id?.range)
    }
  context.report(
    message, at: duplicate.range, sites: names[0] == names[1] ? [names[0]] : names,
    related: [(place ?? duplicate.first.range, "the other site")],
    notes: ["names and ids of sites are unique keys: IIS refuses the second entry as a duplicate"],
    help: "give each site a name and an id of its own",
    stops: StoppedSessions(at: .controlConnection, sites: [duplicate.first.index, duplicate.second.index]))
}
