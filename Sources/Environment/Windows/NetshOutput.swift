internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// What `netsh int ipv4 show excludedportrange tcp` and `show dynamicport tcp` print, in any language.
///
/// Both draw a line of hyphens under their heading. Under it, excluded ports are lines of two numbers, with an asterisk
/// behind those that an administrator set aside; the dynamic range is two lines that end with a number.
struct NetshOutput {
  /// What stands under the line of hyphens.
  enum Form {
    /// Excluded ranges of ports.
    case excluded
    /// The dynamic range.
    case dynamic
    /// Either of UDP, which FTP does not use.
    case udp
  }

  /// What the text holds.
  let form: Form
  private let source: SourceFile
  /// The lines under the lines of hyphens.
  private let below: [ByteRange]

  /// What stands under one line of hyphens.
  private struct Table {
    let form: Form
    let below: ArraySlice<ByteRange>
  }

  /// Looks for the forms in a text; nothing when it is of none.
  ///
  /// Several outputs may stand in one file, one for each protocol: those of UDP say nothing of TCP.
  init?(_ source: SourceFile) {
    let lines = Self.lines(source.text)
    let rules = lines.indices.filter { Self.isDrawn(source.string(lines[$0])) }
    var begin = 0
    var tables: [Table] = []
    for (number, rule) in rules.enumerated() {
      let heading = lines[begin..<rule].map(source.string)
      let next = number + 1 < rules.count ? rules[number + 1] : lines.count
      // The heading of the next table begins with the line that names its protocol.
      let end = lines[(rule + 1)..<next].lastIndex { Self.protocolName(source.string($0)) != nil } ?? next
      begin = end
      let isUDP = heading.contains { Self.protocolName($0) == "udp" }
      let below = lines[(rule + 1)..<end]
      guard let form = isUDP ? .udp : Self.form(source.string(lines[rule]), below, source) else { continue }
      tables.append(Table(form: form, below: below))
    }
    guard let first = tables.first(where: { $0.form != .udp }) ?? tables.first else { return nil }
    self.source = source
    form = first.form
    below = tables.filter { $0.form == first.form }.flatMap(\.below)
  }

  private static func form(_ rule: String, _ below: ArraySlice<ByteRange>, _ source: SourceFile) -> Form? {
    switch rule.split(whereSeparator: \.isWhitespace).count {
    case 2: .excluded
    case 1
    where !below.contains { Self.numbers(source.string($0)) != nil }
      && below.compactMap { Self.lastNumber(source, $0) }.count == 2:
      .dynamic
    default: nil
    }
  }

  /// The excluded ranges.
  func excludedPorts(_ file: inout FileReading) -> [ExcludedPorts] {
    below.compactMap { line in
      guard let found = Self.numbers(source.string(line)) else { return nil }
      guard let first = Port(decimalPort: found.first), let last = Port(decimalPort: found.last),
        let range = PortRange(first, last)
      else {
        file.note("this is no range of ports", at: line)
        return nil
      }
      return ExcludedPorts(path: source.path, range: Located(range, at: line), isAdministered: found.isMarked)
    }
  }

  /// The dynamic range.
  func dynamicPorts(_ file: inout FileReading) -> DynamicPorts? {
    let ends = below.compactMap { Self.lastNumber(source, $0) }
    guard ends.count == 2 else { return nil }
    guard let count = Int(ends[1].value), let first = Port(decimalPort: ends[0].value), count > 0,
      count <= 65536, let last = Port(exactly: Int(first) + count - 1), let range = PortRange(first, last)
    else {
      file.note("this is no range of ports", at: ends[0].range)
      return nil
    }
    return DynamicPorts(path: source.path, range: Located(range, at: ends[0].range))
  }

  /// The lines without their blanks, empty ones left out.
  private static func lines(_ text: ArraySlice<UInt8>) -> [ByteRange] {
    text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.compactMap { line in
      guard let first = line.firstIndex(where: { !isBlank($0) }), let last = line.lastIndex(where: { !isBlank($0) })
      else { return nil }
      return ByteRange(first, last + 1)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0 }

  private static func isDrawn(_ line: String) -> Bool {
    line.utf8.count >= 5 && line.allSatisfy { $0 == "-" || $0 == " " || $0 == "\t" }
  }

  /// The protocol that a heading names, which no language translates.
  private static func protocolName(_ line: String) -> String? {
    let words = line.lowercased().split { !$0.isASCII || !$0.isLetter }
    return ["udp", "tcp"].first { words.contains(Substring($0)) }
  }

  /// The two numbers of a line that has nothing else but perhaps an asterisk.
  private static func numbers(_ line: String) -> (first: Substring, last: Substring, isMarked: Bool)? {
    let words = line.split { $0 == " " || $0 == "\t" }
    guard words.count == 2 || words.count == 3 && words[2] == "*" else { return nil }
    guard words[..<2].allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }) else { return nil }
    return (words[0], words[1], words.count == 3)
  }

  /// The number at the end of a line that has something else before it.
  private static func lastNumber(_ source: SourceFile, _ line: ByteRange) -> Located<String>? {
    let text = source.text
    var start = line.end
    while start > line.start, 0x30...0x39 ~= text[start - 1] { start -= 1 }
    guard start < line.end, start > line.start else { return nil }
    let range = ByteRange(start, line.end)
    return Located(source.string(range), at: range)
  }
}
