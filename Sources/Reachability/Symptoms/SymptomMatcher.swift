/// The patterns of all symptoms, made once for a search.
struct SymptomMatcher {
  private let patterns: [(symptom: Symptom, proof: Regex<AnyRegexOutput>?, hint: Regex<AnyRegexOutput>?)]

  init() {
    patterns = Symptom.all.map { ($0, Self.regex($0.pattern), Self.regex($0.possiblePattern)) }
  }

  /// The symptoms that a part of a session proves, be it alone or with what stands before it.
  func proved(by part: Transcript.Part, _ context: Transcript.Context) -> [Symptom] {
    let curl = CurlError(quotedIn: part.text)
    let results = WindowsError(resultIn: part.text)
    return patterns.filter { symptom, proof, _ in
      if let curl, symptom.curlErrors.contains(curl) { return true }
      if let results, symptom.windowsErrors.contains(results) { return true }
      guard let proof else { return false }
      if symptom.channel == .reply, part.replies.contains(where: { $0.text.contains(proof) }) { return true }
      return context.ends(with: proof)
    }.map(\.symptom)
  }

  /// The symptoms that a part of a session may be one of.
  func hinted(by part: Transcript.Part, _ context: Transcript.Context) -> [Symptom] {
    patterns.filter { $0.hint.map(context.ends) ?? false }.map(\.symptom)
  }

  private static func regex(_ pattern: String?) -> Regex<AnyRegexOutput>? {
    pattern.flatMap { try? Regex($0).ignoresCase().dotMatchesNewlines() }
  }
}
