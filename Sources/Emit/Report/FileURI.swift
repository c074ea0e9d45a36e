/// Where a file is, as reports for programs say it: relative to the folder in which the tool was started, or absolute.
struct FileURI: Equatable {
  /// A relative reference or a `file:` URI (RFC 3986), percent-encoded.
  let text: String
  /// Whether the reference is relative to the current folder.
  let isRelative: Bool
  /// The same as a path with slashes, without `.` and nothing encoded.
  let path: String

  /// The URI of a path as the user gave it; a backslash is taken for a slash.
  init(path: String, currentFolder: String) {
    let path = path.replacing("\\", with: "/")
    let folder = currentFolder.replacing("\\", with: "/")
    let isAbsolute = Self.isAbsolute(path)
    let own = Self.segments(path)
    if !isAbsolute, own.first != ".." {
      self = Self(own, isRelative: true)
      return
    }
    guard isAbsolute || Self.isAbsolute(folder) else {
      self = Self(own, isRelative: false)
      return
    }
    let base = Self.segments(folder)
    let absolute = isAbsolute ? own : Self.segments("\(folder)/\(path)")
    if Self.isAbsolute(folder), absolute.count > base.count, absolute.starts(with: base) {
      self = Self(Array(absolute.dropFirst(base.count)), isRelative: true)
    } else {
      let isShare = (isAbsolute ? path : folder).hasPrefix("//")
      text = Self.absolute(absolute, isShare: isShare)
      isRelative = false
      let root = absolute.first?.wholeMatch(of: /[A-Za-z]:/) != nil ? "" : isShare ? "//" : "/"
      self.path = root + absolute.joined(separator: "/")
    }
  }

  private init(_ segments: [String], isRelative: Bool) {
    text = Self.encoded(segments)
    self.isRelative = isRelative
    path = segments.joined(separator: "/")
  }

  /// Whether a path begins at a root, be it `/`, `C:/` or `//server/`.
  private static func isAbsolute(_ path: String) -> Bool {
    path.hasPrefix("/") || path.prefixMatch(of: /[A-Za-z]:\//) != nil
  }

  /// The parts of a path without `.`, and without `..` as far as there is something to leave.
  private static func segments(_ path: String) -> [String] {
    var segments: [String] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment == "..", let last = segments.last, last != ".." {
        segments.removeLast()
      } else if segment != ".." || !path.hasPrefix("/") {
        segments.append(String(segment))
      }
    }
    return segments
  }

  private static func absolute(_ segments: [String], isShare: Bool) -> String {
    guard let first = segments.first, first.wholeMatch(of: /[A-Za-z]:/) != nil else {
      return (isShare ? "file://" : "file:///") + encoded(segments)
    }
    return "file:///\(first)/" + encoded(segments.dropFirst())
  }

  /// Everything but letters, digits and `-._~` becomes `%XX`; so no segment can look like a scheme.
  private static func encoded(_ segments: some Sequence<String>) -> String {
    segments.map { segment in
      var encoded = ""
      for byte in segment.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "~"):
          encoded.unicodeScalars.append(Unicode.Scalar(byte))
        default:
          let digits = String(byte, radix: 16, uppercase: true)
          encoded += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
        }
      }
      return encoded
    }.joined(separator: "/")
  }
}
