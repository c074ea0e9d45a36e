internal import IISConfiguration
internal import Text

/// What a finding is about, in words that outlive edits elsewhere and better messages.
public struct FindingSubject: Hashable, Sendable {
  /// The file, as it was given.
  public let path: String
  /// The names from the outermost in: `configuration/system.applicationHost/sites/site/@name`; empty where nothing is known.
  public let setting: String
  /// What stands there; a secret as its SHA-256, which holds the setting's name too.
  public let value: String
}

/// Tells what the findings of one file are about.
public struct FindingSubjects {
  private let report: FileReport
  private var readers: [String: PlaceReader] = [:]
  /// The one that was asked last, of which most findings are.
  private var last: (path: String, reader: PlaceReader)?

  /// Tells of the findings of a report.
  public init(_ report: FileReport) {
    self.report = report
  }

  /// What a finding is about.
  public mutating func subject(of finding: Finding) -> FindingSubject {
    let path = finding.location?.path ?? report.source.path
    guard let range = finding.range else { return FindingSubject(path: path, setting: "", value: "") }
    let reader = reader(of: path)
    let place = reader.place(of: range)
    let setting = place?.path.names.reversed().joined(separator: "/") ?? ""
    return FindingSubject(path: path, setting: setting, value: Self.value(range, reader, place?.context, setting))
  }

  private mutating func reader(of path: String) -> PlaceReader {
    if let last, last.path == path { return last.reader }
    let reader = readers[path] ?? PlaceReader(report.source(at: path))
    readers[path] = reader
    last = (path, reader)
    return reader
  }

  private static func value(
    _ range: ByteRange, _ reader: PlaceReader, _ context: ByteRange?, _ setting: String
  ) -> String {
    let bytes = reader.text[range.indices.clamped(to: reader.text.indices)]
    if reader.masked(range, in: context) != nil {
      return "sha256:" + sha256(Array("\(setting)\u{0}".utf8) + bytes)
    }
    return bytes.count > PlaceReader.longestText ? "sha256:" + sha256(bytes) : String(decoding: bytes, as: UTF8.self)
  }
}
