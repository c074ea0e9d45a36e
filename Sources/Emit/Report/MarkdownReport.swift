internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension ReportFormat {
  /// For a comment on a pull request: Markdown.
  public static let markdown = ReportFormat(
    "markdown", "a comment on a pull request: Markdown of at most 65,536 characters", fileEnding: "md",
    hasStatistics: true
  ) {
    MarkdownReport(tool: $0.tool)
  }
}

/// A comment on a pull request: one sentence, a table of all findings, errors first and what is waived last, and what to do about each.
///
/// A comment of GitHub's holds 65,536 characters. What does not fit is left out, notes before warnings before errors, and the
/// comment says how much. Everything from a file is a code span: no markup, no mention, no link to an issue or a commit.
struct MarkdownReport: Reporter {
  let tool: Tool

  /// What is remembered of one file.
  struct Memory {
    fileprivate let places: FindingPlaces
    fileprivate var entries: [MarkdownEntry.Kind: [MarkdownEntry]] = [:]
    fileprivate var size: [MarkdownEntry.Kind: Int] = [:]
  }

  /// How many bytes are written, which are no fewer than characters.
  static let longest = 65_536
  /// How many of them the table may take; what it leaves is for the details.
  private static let longestTable = 32_768
  /// What is kept for the sentences.
  private static let reserve = 1024
  private static let longestUndecided = 8192

  var head: ReportHead { .whole { document($0, $1.flatMap(MarkdownEntry.read)) } }
  var separator: String { "" }

  func begin(_ report: FileReport, _ output: inout [UInt8]) -> Memory { Memory(places: FindingPlaces(report)) }

  func write(_ finding: Finding, _ memory: inout Memory, _ output: inout [UInt8]) {
    // More than the whole comment holds is not worth keeping.
    guard memory.size[MarkdownEntry.Kind(finding), default: 0] <= Self.longest else { return }
    let entry = MarkdownEntry(finding, memory.places)
    memory.size[entry.kind, default: 0] += entry.row.utf8.count + 1
    memory.entries[entry.kind, default: []].append(entry)
  }

  func end(_ report: FileReport, _ memory: inout Memory, _ output: inout [UInt8]) {
    for kind in MarkdownEntry.Kind.allCases {
      for entry in memory.entries[kind] ?? [] { entry.write(to: &output) }
    }
  }

  func tail(_ summary: ReportSummary) -> [UInt8] { [] }

  private func document(_ summary: ReportSummary, _ entries: [MarkdownEntry]) -> [UInt8] {
    let entries = MarkdownEntry.Kind.allCases.flatMap { kind in entries.filter { $0.kind == kind } }
    var sections = [verdict(summary)]
    let undecided = undecided(summary)
    let statistics = summary.statistics.isEmpty ? "" : summary.statistics.markdown
    var room = Self.longest - Self.reserve - undecided.utf8.count - statistics.utf8.count
    let shown = summary.counts.shown
    let all = shown.errors + shown.warnings + shown.notes + summary.counts.waived
    let rows = Self.fitting(entries, into: min(room, Self.longestTable)) { $0.row.utf8.count + 1 }
    if !rows.isEmpty {
      sections.append(([MarkdownText.tableHead(MarkdownEntry.header)] + rows.map(\.row)).joined(separator: "\n"))
    }
    if rows.count < all {
      sections.append("\(counted(all - rows.count, "more finding is", "more findings are")) not in this table.")
    }
    room -= rows.reduce(0) { $0 + $1.row.utf8.count + 1 }
    let details = Self.fitting(rows.filter { !$0.details.isEmpty }, into: room) { $0.details.utf8.count + 2 }
    if !details.isEmpty {
      sections += ["<details>\n<summary>Why it matters, and what to do</summary>"] + details.map(\.details)
      let rest = rows.count { !$0.details.isEmpty } - details.count
      if rest > 0 { sections.append("\(counted(rest, "more finding is", "more findings are")) without room here.") }
      sections.append("</details>")
    }
    if !summary.statistics.isEmpty { sections.append(statistics) }
    if !undecided.isEmpty { sections.append(undecided) }
    return Array((sections.joined(separator: "\n\n") + "\n").utf8)
  }

  /// The first that have room, one that is too long itself left out.
  private static func fitting(
    _ entries: [MarkdownEntry], into room: Int, _ size: (MarkdownEntry) -> Int
  ) -> [MarkdownEntry] {
    var room = room
    return entries.filter { entry in
      let isFitting = size(entry) <= room
      if isFitting { room -= size(entry) }
      return isFitting
    }
  }

  private func verdict(_ summary: ReportSummary) -> String {
    let unread = summary.files.count { !$0.wasRead }
    let reading = unread == 0 ? "" : " \(counted(unread, "file", "files")) could not be read."
    return "**\(tool.name): \(summary.sentence).**\(reading)"
  }

  /// What could not be decided, which must not look like a pass.
  private func undecided(_ summary: ReportSummary) -> String {
    let remarks =
      summary.missing.all.map {
        "\($0.sentence.text(in: CommentStyle())): \(MarkdownText.code($0.option)) tells"
      }
      + summary.files.flatMap { file in
        file.remarks.map { "\(MarkdownText.code(visiblePath(file.path))): \($0.text(in: CommentStyle()))" }
      }
    var room = Self.longestUndecided
    let shown = remarks.prefix { remark in
      room -= remark.utf8.count + 3
      return room >= 0
    }
    guard !remarks.isEmpty else { return "" }
    let rest = remarks.count - shown.count
    return "Not decided:\n\n" + MarkdownText.list(Array(shown) + (rest > 0 ? ["\(rest) more"] : []))
  }
}

private func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

/// A finding in a comment: its row in the table, and what is folded away.
struct MarkdownEntry {
  /// Where it stands in the table.
  enum Kind: String, CaseIterable {
    case error, warning, note, waived

    init(_ finding: Finding) {
      guard finding.waiver == nil else {
        self = .waived
        return
      }
      self =
        switch finding.severity {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
  }

  let kind: Kind
  /// The row, with its pipes.
  let row: String
  let details: String

  static let header = ["Severity", "Rule", "Where", "What is wrong"]

  init(_ finding: Finding, _ places: FindingPlaces) {
    kind = Kind(finding)
    let severity = (kind == .waived ? "waived " : "") + finding.severity.rawValue
    let place = finding.location.map(places.text) ?? visiblePath(places.path(of: finding))
    let whereIs = MarkdownText.code(place, atMost: 200)
    let rule = MarkdownText.code(finding.rule)
    let sites =
      finding.sites.isEmpty
      ? "" : " (\(finding.sites.count == 1 ? "site" : "sites"): \(MarkdownText.codes(finding.sites)))"
    row = MarkdownText.row([
      severity, rule, whereIs, finding.message.text(in: CommentStyle()) + sites,
    ])
    let lines =
      finding.related.map {
        "\($0.message.text(in: CommentStyle())): \(MarkdownText.code(places.text(of: $0.location), atMost: 200))"
      }
      + (finding.waiver.map { ["waived: \(MarkdownText.code(waiverText($0), atMost: 300))"] } ?? [])
      + finding.notes.map { "note: \($0.text(in: CommentStyle()))" }
      + (finding.help.map { ["help: \($0.text(in: CommentStyle()))"] } ?? [])
    details =
      lines.isEmpty ? "" : "**\(severity)** \(rule) at \(whereIs)\n\n\(MarkdownText.list(lines))"
  }
}

// MARK: - Between tasks

extension MarkdownEntry {
  /// Parts of a report are bytes; what is escaped for a comment holds no control character but a line end, so that two of them
  /// part entries and fields.
  private static let (fieldEnd, entryEnd) = (UInt8(0x1F), UInt8(0x1E))

  fileprivate func write(to output: inout [UInt8]) {
    for field in [kind.rawValue, row, details] {
      output.append(contentsOf: field.utf8)
      output.append(Self.fieldEnd)
    }
    output.append(Self.entryEnd)
  }

  fileprivate static func read(_ part: [UInt8]) -> [MarkdownEntry] {
    part.split(separator: entryEnd).compactMap { entry in
      let fields = entry.split(separator: fieldEnd, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard fields.count == 4, let kind = Kind(rawValue: fields[0]) else { return nil }
      return MarkdownEntry(kind: kind, row: fields[1], details: fields[2])
    }
  }

  private init(kind: Kind, row: String, details: String) {
    self.kind = kind
    self.row = row
    self.details = details
  }
}

/// A message in a comment, where text outside a code span may become a mention, or a link to an issue or a commit.
private struct CommentStyle: MessageStyle {
  private static let longest = 300

  func words(_ text: String) -> String { MarkdownText.escaped(text) }
  func quoted(_ text: String) -> String { MarkdownText.code(text) }
  func name(_ text: String) -> String { MarkdownText.code(text) }
  func foreign(_ text: String) -> String { MarkdownText.code(text, atMost: Self.longest) }
  func code(_ text: String) -> String { MarkdownText.code(text, atMost: Self.longest) }
}
