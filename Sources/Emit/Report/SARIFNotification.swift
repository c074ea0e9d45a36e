internal import IISConfiguration
internal import Reachability
internal import Text

/// What could not be decided about a file: no result, but a reader of the report must not take it for a pass.
struct SARIFNotification {
  private let location: SARIFLocation?
  private let remark: Message

  /// What could not be decided in some files, in their order, and what nobody described.
  static func all(of summary: ReportSummary, currentFolder: String) -> [SARIFNotification] {
    summary.missing.all.map { SARIFNotification(location: nil, remark: "\($0.sentence): \(code: $0.option) tells") }
      + ofFiles(summary.files, currentFolder)
  }

  private static func ofFiles(_ files: [ReportedFile], _ currentFolder: String) -> [SARIFNotification] {
    files.flatMap { file in
      let uri = file.path == "-" ? nil : FileURI(path: file.path, currentFolder: currentFolder)
      return file.remarks.map { SARIFNotification(location: uri.map { SARIFLocation(uri: $0) }, remark: $0) }
    }
  }

  /// Writes a `notification`.
  func write(to json: inout JSONWriter) {
    json.object { json in
      if let location {
        json.key("locations")
        json.array([location]) { $1.write(to: &$0) }
      }
      json.key("message")
      json.object { $0.member("text", linkless(remark.description)) }
      json.member("level", "note")
    }
  }
}

/// In a SARIF message `[text](address)` is a link, which no name out of a configuration may become (section 3.11.6).
func linkless(_ text: String) -> String {
  var linkless: [UInt8] = []
  for byte in text.utf8 {
    if byte == UInt8(ascii: "("), linkless.last == UInt8(ascii: "]") { linkless.append(UInt8(ascii: " ")) }
    linkless.append(byte)
  }
  return String(decoding: linkless, as: UTF8.self)
}
