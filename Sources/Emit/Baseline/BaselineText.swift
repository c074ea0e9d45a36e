public import Linter

extension Baseline {
  /// The baseline as a file (docs/baseline.schema.json): JSON in UTF-8, one line an entry, so that changes can be read.
  public var document: [UInt8] {
    var json = JSONWriter()
    json.object(inLines: true) { json in
      json.member("version", 1)
      json.key("entries")
      json.array(entries, inLines: true) { json, counted in
        json.object { json in
          json.member("path", counted.entry.path)
          json.key("site")
          if let site = counted.entry.site { json.string(site) } else { json.null() }
          json.member("rule", counted.entry.rule)
          json.member("setting", counted.entry.setting)
          json.member("value", counted.entry.value)
          json.member("count", counted.count)
        }
      }
    }
    json.end()
    return json.bytes
  }
}
