internal import IISConfiguration
internal import Linter
internal import Text

/// Names each finding of a file so that the name survives edits elsewhere, other words and other languages.
///
/// It is made of what the finding is about: rule, file, sites, the path of the setting and what stands there, secrets
/// masked; never of line numbers, which change, nor of the message, which may be worded better one day. Equal ones are
/// counted.
struct FindingIdentities {
  private let artifacts: PerSource<Artifact>
  private var seen: [String: Int] = [:]
  private var seenBefore: [String: Int] = [:]

  init(_ report: FileReport, currentFolder: String) {
    artifacts = PerSource(report, onlyPlaces: false) { Artifact($0, currentFolder: currentFolder) }
  }

  /// The file that a finding points into, or that it is about; nothing for standard input, which is no artifact.
  func uri(of finding: Finding) -> FileURI? { artifacts[finding]?.uri }

  /// The file of a place.
  func uri(of location: Location) -> FileURI? { artifacts[location]?.uri }

  /// The text of a finding's place, if it is worth quoting; secrets masked.
  func quotation(of finding: Finding) -> Quotation? {
    finding.range.flatMap { artifacts[finding]?.quotation($0) }
  }

  /// The next finding's name: 64 hexadecimal digits.
  mutating func next(_ finding: Finding, _ quotation: Quotation?) -> String {
    let artifact = artifacts[finding]
    let path = finding.range.flatMap { artifact?.outline?.path(of: $0) } ?? ""
    let parts = [finding.rule, artifact?.uri?.text ?? "-"] + finding.sites.map(Secrets.maskedValue)
    return Self.name(parts + [path, quotation?.head ?? ""], &seen)
  }

  /// The next finding's name as version 0.1 made it, without the path of the setting; to be dropped with the next release.
  mutating func nextWithoutPath(_ finding: Finding, _ quotation: Quotation?) -> String {
    let parts = [finding.rule, uri(of: finding)?.text ?? "-"] + finding.sites.map(Secrets.maskedValue)
    return Self.name(parts + [quotation?.head ?? ""], &seenBefore)
  }

  private static func name(_ parts: [String], _ seen: inout [String: Int]) -> String {
    // Lengths keep the parts apart, whatever characters they hold.
    var key = ""
    for part in parts { key += "\(part.utf8.count):\(part)" }
    let ordinal = seen[key, default: 0]
    seen[key] = ordinal + 1
    return sha256("\(key)#\(ordinal)".utf8)
  }
}

/// What stands at a place, secrets masked.
struct Quotation {
  /// As much as tells findings apart.
  let head: String
  /// All of it, if it is short enough to be quoted.
  let whole: String?
}

/// A file that findings are in.
private struct Artifact {
  /// Nothing for standard input.
  let uri: FileURI?
  let outline: (any SourceOutline)?
  private let text: ArraySlice<UInt8>
  private let secrets: Secrets

  private static let longestText = 1000

  init(_ source: SourceFile, currentFolder: String) {
    uri = source.path == "-" ? nil : FileURI(path: source.path, currentFolder: currentFolder)
    outline = source.outline
    text = source.text
    secrets = Secrets(of: source)
  }

  func quotation(_ range: ByteRange) -> Quotation {
    let head = secrets.masked(text, in: ByteRange(range.start, min(range.end, range.start + Self.longestText)))
    return Quotation(head: head, whole: range.end - range.start <= Self.longestText ? head : nil)
  }
}
