internal import Text

/// The files for which a folder is searched.
struct WantedFiles {
  /// Those of the name that IIS gives, with whatever before it: a fleet has `WEB01-applicationHost.config`.
  static let usual = WantedFiles(patterns: nil, base: nil)

  /// Patterns, nothing for the usual name.
  private let patterns: [PathPattern]?
  /// What the patterns are relative to, by its absolute path.
  private let base: FilePath?
  /// The folder that is searched, relative to that.
  private var folder = ""

  private static let usualEnd = Array("applicationhost.config".utf8)

  /// Those of a policy in a folder.
  init(patterns: [PathPattern]?, base: FilePath?) {
    self.patterns = patterns
    self.base = base
  }

  /// The same in a folder that is given.
  func below(_ path: FilePath) -> WantedFiles {
    guard patterns != nil, let base, let path = SystemFile.absolute(path) else { return self }
    var below = self
    below.folder = path.relative(to: base).text
    return below
  }

  /// The same in a folder of the folder.
  func below(_ name: [UInt8]) -> WantedFiles {
    guard patterns != nil else { return self }
    var below = self
    below.folder += "/" + String(decoding: name, as: UTF8.self)
    return below
  }

  /// Whether a file of the folder is wanted.
  func includes(_ name: [UInt8]) -> Bool {
    guard let patterns else {
      let end = name.suffix(Self.usualEnd.count)
      return end.count == Self.usualEnd.count && zip(end, Self.usualEnd).allSatisfy { lowercase($0) == $1 }
    }
    let path = folder + "/" + String(decoding: name, as: UTF8.self)
    return patterns.contains { $0.matches(path) }
  }

  /// What is missing where there is none.
  var description: String {
    patterns.map { "file of the policy's \"files\" (\($0.map(\.text).joined(separator: ", ")))" }
      ?? "applicationHost.config"
  }
}
