internal import IISConfiguration
internal import Linter
internal import Text

/// Gives each finding a name that survives edits elsewhere in the file.
///
/// It is made of what the finding is about: rule, file, sites and the text of its place, secrets masked; never of line
/// numbers, which change, nor of the message, which may be worded better one day. Equal ones are counted.
struct Fingerprints {
  private var seen: [String: Int] = [:]

  /// The next finding's fingerprint: 64 hexadecimal digits.
  mutating func next(_ finding: Finding, uri: String, text: String) -> String {
    // Lengths keep the parts apart, whatever characters they hold.
    var key = ""
    for part in [finding.rule, uri] + finding.sites.map(Secrets.maskedValue) + [text] {
      key += "\(part.utf8.count):\(part)"
    }
    let ordinal = seen[key, default: 0]
    seen[key] = ordinal + 1
    return sha256("\(key)#\(ordinal)".utf8)
  }
}
