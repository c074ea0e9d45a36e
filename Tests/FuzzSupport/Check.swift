internal import Emit
internal import Foundation
internal import IISConfiguration
internal import Linter

extension Subject {
  /// Holds every ``Property`` against the bytes.
  package func check() throws(Broken) {
    try checkTime()
    try checkStatus()
    try checkRanges()
    try checkJSON()
    try checkText()
    try checkScripts()
    try checkRepetition()
    try checkEncodings()
  }

  private func checkTime() throws(Broken) {
    try require(
      seconds <= TimeLimit.seconds(for: bytes.count), .time, "\(seconds) seconds for \(bytes.count) bytes")
  }

  private func checkStatus() throws(Broken) {
    let reading = ["malformed-xml", "not-application-host-configuration"]
    let failures = report.findings.filter { reading.contains($0.rule) }
    try require(
      report.wasRead ? failures.isEmpty : failures.count == 1 && failures[0].severity == .error, .status,
      "read: \(report.wasRead), \(report.findings.map(\.rule))")
    try require(report.wasRead == (configuration != nil), .status, "two readings differ")
  }

  private func checkRanges() throws(Broken) {
    let text = report.source.text
    for finding in report.findings {
      guard let range = finding.range else { continue }
      try require(range.start <= range.end && range.end <= text.count, .ranges, "\(finding) of \(text.count) bytes")
      for offset in [range.start, range.end] where offset < text.count {
        try require(text[offset] & 0xC0 != 0x80, .ranges, "\(finding) parts a scalar")
      }
    }
  }

  private func checkJSON() throws(Broken) {
    let json = try? JSONSerialization.jsonObject(with: Data(outputs[.json, default: []])) as? [String: Any]
    let findings = json?["findings"] as? [[String: Any]]
    try require(findings?.count == report.findings.count, .json, "JSON has \(findings?.count ?? -1) findings")
    let sarif = try? JSONSerialization.jsonObject(with: Data(outputs[.sarif, default: []])) as? [String: Any]
    let results = (sarif?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]]
    try require(results?.count == report.findings.count, .json, "SARIF has \(results?.count ?? -1) results")
  }

  private func checkText() throws(Broken) {
    for (format, output) in outputs { try requireHarmless(output, "\(format)") }
    let annotations = String(decoding: outputs[.github, default: []], as: UTF8.self).split(separator: "\n")
    let areCommands = annotations.allSatisfy { line in
      ["::error ", "::warning ", "::notice "].contains { line.hasPrefix($0) }
    }
    try require(annotations.count == report.findings.count && areCommands, .text, "\(annotations)")
    if let reply = passiveReply() { try requireHarmless(Array(reply.utf8), "pasv") }
  }

  private static let jsonTargets = Set(
    FirewallTarget.allCases.filter { $0.fileEnding.hasSuffix("json") }.map(\.name))

  private func checkScripts() throws(Broken) {
    for writing in writings {
      let bytes = Array(writing.text.utf8)
      try require(bytes.last == 0x0A, .scripts, "\(writing.name) ends within a line")
      guard writing.name != "notes" else {
        try requireHarmless(bytes, writing.name)
        continue
      }
      guard !Self.jsonTargets.contains(writing.name) else {
        let document = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        try require(document?.isEmpty == false, .json, "\(writing.name) is no JSON")
        try requireHarmless(bytes, writing.name)
        continue
      }
      for (index, byte) in bytes.enumerated() where !(0x20...0x7E ~= byte) {
        let isLineEnd =
          writing.name == "netsh"
          ? byte == 0x0A && index > 0 && bytes[index - 1] == 0x0D || byte == 0x0D && bytes[index + 1] == 0x0A
          : byte == 0x0A
        try require(isLineEnd, .scripts, "\(writing.name) has the byte \(byte)")
      }
    }
  }

  private func checkRepetition() throws(Broken) {
    let again = Subject(bytes)
    try require(outputs == again.outputs, .repeatable, "a report differs")
    try require(writings == again.writings, .repeatable, "a script differs")
  }

  private func checkEncodings() throws(Broken) {
    let text = String(decoding: report.source.text, as: UTF8.self)
    // What begins with a mark or a NUL can be taken for another encoding.
    guard let first = text.unicodeScalars.first, first != "\u{FEFF}", first != "\0" else { return }
    let marked = self.report(on: TextSpelling.markedUTF8.bytes(of: text))
    let expected = places(in: marked)
    // Of bytes that are no text, only those before the fault are.
    if report.wasRead { try require(places(in: report) == expected, .encodings, "as it is, and with a mark") }
    for spelling in TextSpelling.allCases where spelling != .markedUTF8 {
      let other = self.report(on: spelling.bytes(of: text))
      // Without a mark, a declaration or a NUL behind `<` says that the text is something else.
      if spelling == .utf8, other.source.text != marked.source.text || other.source.encoding != .utf8 { continue }
      let places = places(in: other)
      try require(
        places == expected, .encodings,
        "\(spelling): \(Set(places).symmetricDifference(expected).sorted().joined(separator: "\n"))")
    }
  }

  private func places(in report: FileReport) -> [String] {
    let lines = LineTable(report.source)
    // One rule is about the encoding itself.
    return report.findings.filter { $0.rule != "unusual-xml-declaration" }.map { finding in
      let range = finding.range.map { "\(lines.position(of: $0.start)) \(lines.position(of: $0.end))" }
      return
        "\(finding.rule) \(finding.severity) \(finding.message) \(finding.notes) \(finding.help?.description ?? "-") "
        + "\(finding.sites) \(range ?? "nowhere")"
    }
  }
}
