public import IISConfiguration
public import Inet
internal import Text

/// A word about ports in a rule of a filter, with its place.
public struct PortTerm: Hashable, Sendable {
  /// The word as written.
  public let text: Located<String>
  /// The ports that it stands for; nothing when that cannot be told.
  public let ports: PortSet?

  /// A word and what it stands for.
  public init(_ text: Located<String>, ports: PortSet?) {
    self.text = text
    self.ports = ports
  }

  /// Reads `*`, `21` or `40000-40199`; anything else, a reversed range too, stands for unknown ports.
  public init(_ text: Located<String>) {
    self.init(text, ports: Self.read(text.value))
  }

  /// The ports of `*`, `21` or `40000-40199`, blanks around the hyphen allowed.
  public static func read(_ text: String) -> PortSet? {
    let text = text.trimmingBlanks
    if text == "*" { return .any }
    guard let hyphen = text.utf8.firstIndex(of: UInt8(ascii: "-")) else {
      return Port(decimalPort: text).map { PortSet($0) }
    }
    guard let first = Port(decimalPort: text[..<hyphen].trimmingBlanks),
      let last = Port(decimalPort: text[text.utf8.index(after: hyphen)...].trimmingBlanks),
      let range = PortRange(first, last)
    else { return nil }
    return PortSet(range)
  }
}

/// What the port words of a rule stand for together.
struct PortMatch {
  let certain: PortSet
  let possible: PortSet
  let doubt: Message?

  /// What any of some words stands for; no word at all stands for every port.
  init(_ terms: [PortTerm], _ side: Message) {
    guard !terms.isEmpty else {
      certain = .any
      possible = .any
      doubt = nil
      return
    }
    let known = PortSet(union: terms.compactMap(\.ports))
    let stranger = terms.first { $0.ports == nil }
    certain = known
    possible = stranger == nil ? known : .any
    doubt = stranger.map { "its \(side) \(quoted: $0.text.value) cannot be told from the file" }
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    var rest = Substring(self)
    if let first = rest.utf8.first, let last = rest.utf8.last, 0x21...0x7E ~= first, 0x21...0x7E ~= last {
      return String(rest)
    }
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }
}
