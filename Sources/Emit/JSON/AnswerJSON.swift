/// A document for programs, version 1: members may be added, none changes.
///
/// - Parameter members: Writes all of it but the version.
/// - Returns: The document as UTF-8, ending with a line end.
func versionedJSON(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
  var json = JSONWriter()
  json.object(inLines: true) { json in
    json.member("version", 1)
    members(&json)
  }
  json.end()
  return json.bytes
}

extension JSONWriter {
  /// Writes a member whose value is a string, or null.
  mutating func optional(_ name: StaticString, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  /// Writes a member whose value is an object in one line, or null.
  mutating func object<Value>(_ name: StaticString, _ value: Value?, _ write: (inout JSONWriter, Value) -> Void) {
    key(name)
    guard let value else { return null() }
    object { write(&$0, value) }
  }
}
