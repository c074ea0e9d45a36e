internal import IISConfiguration
internal import Linter
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
    check: .file { configuration, _, report in
      let sites = configuration.sites
      let names = sites.map { CaselessName($0.name.value).fingerprint }
      let ids = sites.compactMap { $0.id.flatMap { UInt64($0.value) } }
      if mayRepeat(names) || mayRepeat(ids) { findDuplicates(among: sites, &report) }
    })
}

private func findDuplicates(among sites: [Site], _ report: inout Report) {
  var names: [CaselessName: Int] = [:]
  var ids: [UInt64: Int] = [:]
  names.reserveCapacity(sites.count)
  ids.reserveCapacity(sites.count)
  for (index, site) in sites.enumerated() {
    if !site.name.value.isEmpty {
      let name = CaselessName(site.name.value)
      if let first = names[name] {
        reportPair(
          "the name \(quoted(site.name.value)) is that of another site", at: site.name.range,
          (sites[first], site), &report)
      } else {
        names[name] = index
      }
    }
    guard let id = site.id, let number = UInt64(id.value) else { continue }
    if let first = ids[number] {
      reportPair("the id \(number) is that of another site", at: id.range, (sites[first], site), &report)
    } else {
      ids[number] = index
    }
  }
}

private func reportPair(
  _ message: String, at range: ByteRange, _ pair: (first: Site, second: Site), _ report: inout Report
) {
  let names = [pair.first.name.value, pair.second.name.value]
  report.add(
    message, at: range, sites: names[0] == names[1] ? [names[0]] : names,
    notes: ["names and ids of sites are unique keys: IIS refuses the second entry as a duplicate"],
    help: "give each site a name and an id of its own")
}
