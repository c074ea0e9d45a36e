internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

/// What the values of a policy may be.
///
/// YAML 1.1 reads `no` as false, `0990` as an octal number and `990:40000` as one in base 60. Here a value is the text that
/// is written, and is refused where another reader would take it for something else.
extension YAMLValue {
  /// A text that is not empty.
  func text() throws(PolicyFault) -> Located<String> {
    guard case .scalar(let text, let isPlain) = content else {
      throw PolicyFault("one value is wanted here, not \(code: kind)", at: range, help: "write a single value")
    }
    guard !text.isEmpty, !(isPlain && ["~", "null"].contains(text.lowercased())) else {
      throw PolicyFault("a value is missing here", at: range, help: "write one, or take the key out")
    }
    return Located(text, at: range)
  }

  /// Several texts; one alone may stand without a list.
  func texts() throws(PolicyFault) -> [Located<String>] {
    guard case .sequence(let elements) = content else { return [try text()] }
    var texts: [Located<String>] = []
    for element in elements { texts.append(try element.text()) }
    return texts
  }

  /// One of some words, in any case.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type) throws(PolicyFault) -> Choice {
    let text = try text()
    let words = Choice.allCases.map(\.rawValue)
    guard let choice = Choice.allCases.first(where: { $0.rawValue == text.value.lowercased() }) else {
      throw .unknown(text, "value", nearestTo: words)
    }
    return choice
  }

  /// `true` or `false`.
  func truth() throws(PolicyFault) -> Bool {
    let text = try text()
    switch text.value {
    case "true": return true
    case "false": return false
    default:
      throw PolicyFault(
        "\(quoted: text.value) is neither \(code: "true") nor \(code: "false")", at: range,
        help: "other words for them mean one thing in YAML 1.1 and another in YAML 1.2")
    }
  }

  /// A decimal number.
  func number() throws(PolicyFault) -> Located<Int> {
    let text = try text()
    let digits = text.value.utf8
    guard digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let number = Int(text.value) else {
      throw PolicyFault(
        "\(quoted: text.value) is no number", at: range,
        help: "write digits alone; YAML 1.1 reads \(code: "990:40000") in base 60")
    }
    guard digits.first != UInt8(ascii: "0") || digits.count == 1 else {
      throw PolicyFault(
        "\(quoted: text.value) is a number in base 8 to YAML 1.1", at: range, help: "write \(code: String(number))")
    }
    return Located(number, at: range)
  }

  /// A day.
  func day() throws(PolicyFault) -> UTCTime {
    let text = try text()
    guard text.value.utf8.count == 10, let day = UTCTime(text.value) else {
      throw PolicyFault(
        "\(quoted: text.value) is no day", at: range, help: "write year, month and day: \(code: "2027-03-31")")
    }
    return day
  }

  /// A public address.
  static func publicAddress(_ text: Located<String>) throws(PolicyFault) -> IPv4Address {
    guard let address = IPv4Address(text.value) else {
      throw PolicyFault(
        "\(quoted: text.value) is no IPv4 address", at: text.range, help: "write four numbers: \(code: "20.40.60.80")")
    }
    guard address.scope == .publicUse else {
      throw PolicyFault(
        "\(code: address.description) is not public", at: text.range, help: "write the address that clients dial")
    }
    return address
  }

  /// Clients by their networks.
  static func clients(_ text: Located<String>) throws(PolicyFault) -> ClientSource {
    guard let source = ClientSource(text.value) else {
      throw PolicyFault(
        "\(quoted: text.value) names no clients", at: text.range,
        help:
          "write \(code: "internet"), \(code: "private"), a network such as \(code: "192.0.2.0/24"), or \(code: "service-tag:NAME")"
      )
    }
    return source
  }
}

extension PolicyFault {
  /// A word that is none of those that are known; where they are many, a command lists them.
  static func unknown(
    _ text: Located<String>, _ noun: Message, nearestTo words: [String], listedBy command: String? = nil
  ) -> PolicyFault {
    let nearest = nearestName(to: text.value, among: words)
    return PolicyFault(
      "there is no \(noun) \(quoted: text.value) here", at: text.range,
      help: nearest.map { "did you mean \(code: $0)?" }
        ?? (words.count > 20 ? command.map { "\(code: $0) lists them" } : nil)
        ?? "there are \(list: words.map { "\(code: $0)" })")
  }
}
