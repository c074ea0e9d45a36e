internal import IISConfiguration
public import Linter
internal import Reachability

/// What is behind a symptom, or what a rule looks for, for programs: all that `explain` tells, in one document.
public struct ExplanationJSON {
  private let rule: Rule?
  private let answer: SymptomText?
  private let reply: PassiveReplyText?
  private let report: FileReport?

  /// A rule.
  public init(_ rule: Rule) {
    (self.rule, answer, reply, report) = (rule, nil, nil, nil)
  }

  /// The answer to a search; the reply to PASV in it, held against a configuration if there is one; and what rules that
  /// explain it find in that.
  public init(_ answer: SymptomText, _ reply: PassiveReplyText?, findings report: FileReport?) {
    (rule, self.answer, self.reply, self.report) = (nil, answer, reply, report)
  }

  /// The document as UTF-8, ending with a line end.
  ///
  /// - Parameter currentFolder: The absolute path to which relative paths refer, of which the names of findings are made.
  /// - Returns: The document.
  public func json(currentFolder: String) -> [UInt8] {
    var json = JSONWriter()
    json.object(inLines: true) { json in
      json.member("version", 1)
      json.object("rule", rule) { writeRule($1, to: &$0) }
      answer?.writeMembers(to: &json)
      if answer == nil { SymptomText(SymptomSearch("")) { _ in [] }.writeMembers(to: &json) }
      json.object("passiveReply", reply) { $1.writeMembers(to: &$0) }
      json.key("findings")
      if let report { json.frame(isEmpty: report.findings.isEmpty) } else { json.null() }
    }
    json.end()
    guard let report else { return json.bytes }
    let (head, tail) = json.framed
    let reporter = JSONReport(tool: Tool(name: "", version: ""), currentFolder: currentFolder)
    return head + reporter.part(on: report).bytes + tail
  }
}

extension SymptomText {
  /// Writes what the numbers mean, and the symptoms, the likeliest first.
  func writeMembers(to json: inout JSONWriter) {
    json.object("line", search.decisiveLine) { json, line in
      json.member("number", line.number)
      json.member("text", shown(line))
    }
    json.key("replies")
    json.array(Set(search.codes).sorted()) { json, code in
      json.object { json in
        json.member("code", code)
        json.optional("meaning", ReplyCode.meaning(of: code))
      }
    }
    write("substatus", search.substatus, to: &json)
    write("windowsError", search.windowsError, to: &json)
    json.object("curlError", search.curlError) { json, error in
      json.member("number", error.number)
      json.optional("meaning", error.meaning)
    }
    json.key("symptoms")
    let symptoms =
      search.fitting.map { ("fitting", $0) } + search.possible.map { ("possible", $0) }
      + search.related.map { ("related", $0) }
    json.array(symptoms, inLines: true) { json, symptom in
      json.object { json in
        json.member("fit", symptom.0)
        write(symptom.1, to: &json)
      }
    }
    json.key("otherFailures")
    json.array(search.otherFailures, inLines: true) { json, failure in
      json.object { json in
        json.member("reply", failure.status)
        write("substatus", failure.substatus, to: &json)
        write("windowsError", failure.windowsError, to: &json)
        json.member("count", failure.count)
        json.member("lastLine", failure.lastLine)
      }
    }
  }

  private func write(_ symptom: Symptom, to json: inout JSONWriter) {
    json.member("id", symptom.id)
    json.member("seen", symptom.appearance)
    json.member("cause", symptom.cause)
    json.member("confidence", symptom.confidence.rawValue)
    json.member("remedy", symptom.remedy)
    json.key("rules")
    json.strings(rules(symptom).map(\.id))
    json.member("source", symptom.source)
  }

  private func write(_ name: StaticString, _ substatus: Substatus?, to json: inout JSONWriter) {
    json.object(name, substatus) { json, substatus in
      json.member("number", substatus.number)
      json.member("meaning", substatus.meaning)
    }
  }

  private func write(_ name: StaticString, _ error: WindowsError?, to json: inout JSONWriter) {
    json.object(name, error) { json, error in
      json.member("code", error.text)
      json.optional("meaning", error.meaning)
    }
  }
}
