internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let duplicateBinding = Rule(
    id: "duplicate-binding", topic: .bindings, severity: .error,
    summary: "One address, port and host name is bound twice, in one site or in two that start.",
    rationale: """
      Within one site, two bindings with the same information are a duplicate entry, which IIS refuses; what it does with two \
      that are written differently and mean the same is not documented. In two sites \
      the file loads, but both cannot listen: one of them does not start, and which one is not documented. Its state \
      and `lastStartupStatus` show it.

      Bindings are alike here when the address means the same (`*` and nothing are both every address, and an IPv6 \
      address may be written in several ways), the port is the same, and the host name is the same but for case. \
      Give one of them another address, port or host name. A site that does not start takes nothing away from others.

      Sources: \(bindingSource); the error's text as JexusManager's tests have it \
      (github.com/jexuswebserver/JexusManager, ServerTestCases.cs).
      """,
    examples: [
      .rejects(
        .site,
        """
        <bindings>
          <binding protocol="ftp" bindingInformation="*:21:" />
          <binding protocol="ftp" bindingInformation="▸:21:◂" />
        </bindings>
        """),
      .rejects(
        .sites,
        """
        <site name="A" id="1">\(bindings("ftp", "[2001:db8::1]:21:ftp.example.com"))</site>
        <site name="B" id="2">\(bindings("ftp", "▸[2001:DB8:0::1]:21:FTP.example.com◂"))</site>
        """),
      .rejects(
        .sites,
        """
        <siteDefaults><bindings><binding protocol="ftp" bindingInformation="▸*:21:◂" /></bindings></siteDefaults>
        <site name="A" id="1" />
        <site name="B" id="2" />
        <site name="C" id="3" />
        """, caption: "every site inherits the binding"),
      .rejects(
        .site,
        """
        <bindings>
          <binding protocol="ftp" bindingInformation="*:21:" />
          <binding protocol="ftp" bindingInformation="▸*:21:◂" />
        </bindings>
        <ftpServer serverAutoStart="false" />
        """, .note, caption: "the site does not start"),
      .accepts(
        .sites,
        """
        <site name="A" id="1">\(bindings("ftp", "*:21:"))</site>
        <site name="B" id="2">\(bindings("ftp", "*:21:"))<ftpServer serverAutoStart="false" /></site>
        """, caption: "the second does not start"),
      .accepts(
        .sites,
        """
        <site name="A" id="1">\(bindings("ftp", "10.0.0.4:21:"))</site>
        <site name="B" id="2">\(bindings("ftp", "10.0.0.5:21:"))</site>
        <site name="C" id="3">\(bindings("ftp", "10.0.0.5:990:"))</site>
        <site name="D" id="4">\(bindings("ftp", "10.0.0.5:21:ftp.example.com"))</site>
        """),
    ],
    check: .server { configuration, context in
      for duplicate in configuration.duplicateBindings { add(duplicate, to: &context) }
    })
}

private func add(_ duplicate: DuplicateBinding, to context: inout RuleContext) {
  let text = duplicate.binding.information.value
  let first: [(ByteRange, Message)] = [(duplicate.first.information.range, "first bound here")]
  let range = duplicate.binding.information.range
  let sites: Set = [duplicate.firstSite.site.index, duplicate.site.site.index]
  let bindings: Set = [duplicate.first.range, duplicate.binding.range]
  switch duplicate.kind {
  case .sameEntry, .sameMeaning:
    let isSameEntry = if case .sameEntry = duplicate.kind { true } else { false }
    context.report(
      "\(quoted: text) is bound twice in one site", at: range, severity: Severity.error.capped(for: duplicate.site),
      sites: [duplicate.site.name], related: first,
      notes: [
        isSameEntry
          ? "IIS refuses the second binding as a duplicate entry"
          : "it means the same as a binding before it; what IIS does with the second is not documented"
      ], help: "remove one of the two",
      stops: StoppedSessions(at: .controlConnection, sites: sites, bindings: isSameEntry ? nil : bindings))
  case .ofAnotherSite:
    context.report(
      "\(quoted: text) is bound by another site as well", at: range,
      sites: [duplicate.firstSite.name, duplicate.site.name], related: first,
      notes: ["both sites cannot listen there, so one of them does not start"],
      help: "give one of them another address, port or host name",
      stops: StoppedSessions(at: .controlConnection, sites: sites, bindings: bindings))
  }
}
