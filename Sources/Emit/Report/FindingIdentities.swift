internal import IISConfiguration
internal import Linter
internal import Text

/// Names each finding of a file so that the name survives edits elsewhere, other words and other languages.
///
/// It is made of what the finding is about: rule, file, sites, the path of the setting and what stands there, secrets
/// masked; never of line numbers, which change, nor of the message, which may be worded better one day. Equal ones are
/// counted. A finding on what several sites inherit names them all, so that another site makes it another finding.
struct FindingIdentities {
  private let artifacts: PerSource<Artifact>
  private var seen: [Key: UInt64] = [:]
  private var seenBefore: [String: Int] = [:]

  private struct Key: Hashable {
    let low: UInt64
    let high: UInt64

    func hash(into hasher: inout Hasher) {
      // A hash already, of which a half tells nearly all apart.
      hasher.combine(low)
    }
  }

  init(_ report: FileReport, currentFolder: String) {
    seen.reserveCapacity(report.findings.count)
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

  /// The next finding's name, to be written as 32 hexadecimal digits.
  mutating func next(_ finding: Finding, maskedSites: [String]) -> [2 of UInt64] {
    let artifact = artifacts[finding]
    var hash = artifact?.hash ?? SipHash()
    hash.combine(part: finding.rule)
    hash.combine(part: String(maskedSites.count))
    for site in maskedSites { hash.combine(part: site) }
    if let range = finding.range { artifact?.combine(range, into: &hash) }
    let about = hash.value
    let ordinal = counted(&seen[Key(low: about.low, high: about.high), default: 0])
    hash.combine(part: String(ordinal))
    let name = hash.value
    return [name.high, name.low]
  }

  /// The next finding's name as version 0.1 made it, without the path of the setting; to be dropped with the next release.
  mutating func nextWithoutPath(_ finding: Finding, maskedSites: [String], _ quotation: Quotation?) -> String {
    let parts = [finding.rule, uri(of: finding)?.text ?? "-"] + maskedSites
    // Lengths keep the parts apart, whatever characters they hold.
    var key = ""
    for part in parts + [quotation?.head ?? ""] { key += "\(part.utf8.count):\(part)" }
    let ordinal = seenBefore[key, default: 0]
    seenBefore[key] = ordinal + 1
    return sha256("\(key)#\(ordinal)".utf8)
  }
}

/// How many there were before this one.
private func counted(_ count: inout UInt64) -> UInt64 {
  defer { count += 1 }
  return count
}

/// What stands at a place, secrets masked.
struct Quotation {
  /// As much as tells findings apart.
  let head: String
  /// All of it, if it is short enough to be quoted.
  let whole: String?
}

/// A file that findings are in.
///
/// A class, as each finding asks it; the report of one file is written by one task.
private final class Artifact {
  /// Nothing for standard input.
  let uri: FileURI?
  /// A hash into which the file's name is fed already.
  let hash: SipHash
  private let places: PlaceReader

  init(_ source: SourceFile, currentFolder: String) {
    uri = source.path == "-" ? nil : FileURI(path: source.path, currentFolder: currentFolder)
    places = PlaceReader(source)
    var hash = SipHash()
    hash.combine(part: uri?.text ?? "-")
    self.hash = hash
  }

  /// Feeds the path of the setting at a place, and what stands there.
  func combine(_ range: ByteRange, into hash: inout SipHash) {
    let place = places.place(of: range)
    if let place { hash.combine(place.path.bytes.span) }
    hash.combine(part: "")
    let head = places.head(range)
    if let masked = places.masked(head, in: place?.context) {
      hash.combine(part: masked)
    } else {
      hash.combine(places.text[head.indices.clamped(to: places.text.indices)].span)
    }
  }

  func quotation(_ range: ByteRange) -> Quotation {
    let head = places.shown(places.head(range))
    return Quotation(head: head, whole: range.end - range.start <= PlaceReader.longestText ? head : nil)
  }
}
