public import Inet

/// A sentence of the tool's own, and what it speaks of: data, which a report renders.
///
/// What comes from a file is an argument, never part of the sentence; so masking and quoting touch nothing else, and
/// the sentence can be said in another language.
public struct Message: Hashable, Sendable {
  /// Something that a sentence speaks of.
  public indirect enum Argument: Hashable, Sendable {
    /// A value from a file, which the sentence sets in quotation marks.
    case quoted(String)
    /// A name or a value from a file that stands without quotation marks.
    case name(String)
    /// Words of another program, which may hold pieces of a file.
    case foreign(String)
    /// A word that no language translates: a command, an address, a number.
    case code(String)
    /// Ports of TCP.
    case ports(PortSet)
    /// Addresses of IP.
    case addresses(IPAddressSet)
    /// A number of things: the number, and the words for one and for more or none, which a catalogue is asked for too.
    case count(Int, one: String, many: String)
    /// A part of the sentence that is a message itself.
    case message(Message)
    /// Several, as a sentence lists them: `a, b and c`.
    case list([Message])
  }

  /// The sentence in English: what a catalogue of another language is asked for.
  ///
  /// Where there are arguments they are `{0}`, `{1}` and so on, and braces of the sentence's own are doubled (SARIF
  /// 2.1.0, section 3.11.5).
  public let key: String
  /// What the sentence speaks of.
  public let arguments: [Argument]

  fileprivate init(key: String, arguments: [Argument]) {
    self.key = key
    self.arguments = arguments
  }
}

extension Message: ExpressibleByStringInterpolation {
  /// A sentence that speaks of nothing but itself.
  public init(stringLiteral text: String) {
    self.init(key: text, arguments: [])
  }

  /// A sentence with its arguments.
  public init(stringInterpolation sentence: StringInterpolation) {
    self.init(key: sentence.key, arguments: sentence.arguments)
  }
}

extension Message {
  /// Takes a sentence with its arguments apart.
  ///
  /// No bare text can be interpolated: whoever writes a sentence says whether it comes from a file.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var key = ""
    fileprivate var arguments: [Argument] = []

    /// Begins a sentence.
    public init(literalCapacity: Int, interpolationCount: Int) {
      key.reserveCapacity(literalCapacity + 3 * interpolationCount)
      arguments.reserveCapacity(interpolationCount)
    }

    /// Words of the sentence's own.
    public mutating func appendLiteral(_ text: String) {
      key += escaped(text)
    }

    /// A value from a file, in quotation marks.
    public mutating func appendInterpolation(quoted text: String) { append(.quoted(text)) }

    /// A name or a value from a file, without quotation marks.
    public mutating func appendInterpolation(name text: String) { append(.name(text)) }

    /// Words of another program.
    public mutating func appendInterpolation(foreign text: String) { append(.foreign(text)) }

    /// A word that no language translates.
    public mutating func appendInterpolation(code text: String) { append(.code(text)) }

    /// Ports.
    public mutating func appendInterpolation(_ ports: PortSet) { append(.ports(ports)) }

    /// A range of ports.
    public mutating func appendInterpolation(_ ports: PortRange) { append(.ports(PortSet(ports))) }

    /// Addresses.
    public mutating func appendInterpolation(_ addresses: IPAddressSet) { append(.addresses(addresses)) }

    /// An address, or a network.
    public mutating func appendInterpolation(_ address: some InternetAddress) { append(.code(address.description)) }

    /// A number.
    public mutating func appendInterpolation(_ number: some BinaryInteger) { append(.code(String(number))) }

    /// A number of things.
    public mutating func appendInterpolation(count: Int, _ one: String, _ many: String) {
      append(.count(count, one: one, many: many))
    }

    /// A part that is a message itself.
    public mutating func appendInterpolation(_ message: Message) { append(.message(message)) }

    /// Several messages, as a sentence lists them.
    public mutating func appendInterpolation(list messages: [Message]) { append(.list(messages)) }

    private mutating func append(_ argument: Argument) {
      key += arguments.count < placeholders.count ? placeholders[arguments.count] : "{\(arguments.count)}"
      arguments.append(argument)
    }
  }
}

/// The first placeholders; hardly a sentence has more.
private let placeholders = ["{0}", "{1}", "{2}", "{3}", "{4}", "{5}", "{6}", "{7}"]

/// A thing of the Internet's that prints the same in every language.
public protocol InternetAddress: CustomStringConvertible {}

extension IPAddress: InternetAddress {}
extension IPv4Address: InternetAddress {}
extension IPv6Address: InternetAddress {}
extension IPPrefix: InternetAddress {}
extension LocalAddress: InternetAddress {}

// MARK: - Rendering

/// How a report shows what a sentence consists of.
public protocol MessageStyle {
  /// Words of the tool's own.
  func words(_ text: String) -> String
  /// A value from a file, set in quotation marks or whatever sets it off.
  func quoted(_ text: String) -> String
  /// A name or a value from a file that the sentence does not quote.
  func name(_ text: String) -> String
  /// Words of another program, which may hold pieces of a file.
  func foreign(_ text: String) -> String
  /// A word that no language translates.
  func code(_ text: String) -> String
}

extension Message {
  /// The sentence as a report shows it.
  public func text(in style: some MessageStyle) -> String {
    if arguments.isEmpty { return style.words(key) }
    var text = ""
    for piece in pieces {
      switch piece {
      case .words(let words): text += style.words(words)
      case .argument(let argument): text += argument.text(in: style)
      }
    }
    return text
  }

  private enum Piece {
    case words(String)
    case argument(Argument)
  }

  /// The sentence's words and arguments in their order.
  private var pieces: [Piece] {
    var pieces: [Piece] = []
    var words: [UInt8] = []
    var rest = key.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
        guard rest.first == byte else {
          let number = rest.prefix { $0 != UInt8(ascii: "}") }
          rest = rest[number.endIndex...].dropFirst()
          if !words.isEmpty { pieces.append(.words(String(decoding: words, as: UTF8.self))) }
          words = []
          if let index = Int(Substring(number)), arguments.indices.contains(index) {
            pieces.append(.argument(arguments[index]))
          }
          continue
        }
        rest.removeFirst()
      }
      words.append(byte)
    }
    if !words.isEmpty { pieces.append(.words(String(decoding: words, as: UTF8.self))) }
    return pieces
  }
}

extension Message.Argument {
  /// The argument as a report shows it.
  public func text(in style: some MessageStyle) -> String {
    switch self {
    case .quoted(let text): style.quoted(text)
    case .name(let text): style.name(text)
    case .foreign(let text): style.foreign(text)
    case .code(let text): style.code(text)
    case .ports(let ports): style.code(ports.description)
    case .addresses(let addresses): style.code(addresses.description)
    case .count(let count, let one, let many): style.words("\(count) \(count == 1 ? one : many)")
    case .message(let message): message.text(in: style)
    case .list(let messages): messages.map { $0.text(in: style) }.inWords
    }
  }
}

/// A sentence's own words, braces doubled.
private func escaped(_ text: String) -> String {
  guard hasBraces(text) else { return text }
  return text.replacing("{", with: "{{").replacing("}", with: "}}")
}

/// Whether a sentence has braces of its own; a matrix asks so of each of its sentences, and a span answers fastest.
private func hasBraces(_ text: String) -> Bool {
  let bytes = text.utf8.span
  for index in bytes.indices where bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "}") {
    return true
  }
  return false
}
