public import Inet
public import Text

/// A server's answer to PASV or EPSV: where it awaits the data connection.
public struct PassiveReply: Hashable, Sendable {
  /// Which command was answered, and what the answer names.
  public enum Target: Hashable, Sendable {
    /// 227, the answer to PASV: an address, and a port in two bytes (RFC 959 section 4.1.2).
    case address(IPv4Address, high: UInt8, low: UInt8)
    /// 229, the answer to EPSV: a port alone; the client uses the address that it dialled (RFC 2428 section 3).
    case port(Port)
  }

  /// What the reply names.
  public let target: Target

  /// How the words around the numbers are shaped, as far as clients differ in reading it.
  public enum Shape: Hashable, CaseIterable, Sendable {
    /// As everybody writes it.
    case usual
    /// Words with digits stand before the six numbers of a 227 reply: `…, slot 3 (10,0,0,4,156,64).`
    case digitsBefore
    /// Other parentheses stand before those with the port of a 229 reply: `… (IPv4) (|||40000|)`.
    case parenthesisBefore
  }

  /// How the words around the numbers are shaped.
  public let shape: Shape

  /// The address to connect to; nothing in an answer to EPSV.
  public var address: IPv4Address? {
    guard case .address(let address, _, _) = target else { return nil }
    return address
  }

  /// The port to connect to.
  public var port: Port {
    switch target {
    case .address(_, let high, let low): Port(high) << 8 | Port(low)
    case .port(let port): port
    }
  }

  /// Why a text is no such answer.
  public enum Fault: Error, Hashable, Sendable {
    /// There is no reply code 227 or 229.
    case notAReply
    /// It is another reply, with this code.
    case otherCode(String)
    /// Behind 227 there are not six numbers with commas, but so many.
    case count(Int)
    /// One of the six numbers is above 255.
    case above255(String)
    /// Behind 229 there is nothing like `(|||50000|)`.
    case noExtendedPort
    /// The port behind 229 is above 65535.
    case above65535(String)
    /// The port is 0.
    case portZero
  }

  /// Decodes a reply, as clients see it or as their logs show it.
  ///
  /// Neither the words nor the parentheses of a 227 reply are standard (RFC 1123 section 4.1.2.6), so the first six numbers
  /// with commas behind the code are read; of a 229 reply the first parentheses that hold a port (RFC 2428 leaves the
  /// words before them free).
  public init(_ text: String) throws(Fault) {
    let lines = text.split(whereSeparator: \.isNewline).map { Array($0.utf8) }
    let replies = lines.compactMap(Line.init)
    // Of a reply in several lines the last one counts, unless the numbers stand above it.
    guard let line = replies.last(where: \.hasDigit) ?? replies.last else {
      guard let code = lines.lazy.compactMap(Line.otherCode).first else { throw .notAReply }
      throw .otherCode(code)
    }
    (target, shape) = line.isExtended ? try line.extendedPort() : try line.address()
    guard port > 0 else { throw .portZero }
  }
}

extension PassiveReply.Fault {
  /// What is wrong.
  public var message: Message {
    switch self {
    case .notAReply: "this is no reply to PASV or EPSV: it has neither the code 227 nor 229"
    case .otherCode(let code): "reply \(code: code) is no reply to PASV or EPSV, which have the codes 227 and 229"
    case .count(0): "a 227 reply has six numbers with commas between them, this one has none"
    case .count(let count): "a 227 reply has six numbers with commas between them, this one has \(count)"
    case .above255(let number): "each of the six numbers is a byte, but \(code: number) is above 255"
    case .noExtendedPort: "a 229 reply has its port in the form (|||50000|), this one has not"
    case .above65535(let number): "the port \(code: number) is above 65535"
    case .portZero: "the port is 0, to which nobody can connect"
    }
  }

  /// What to do.
  public var help: Message {
    switch self {
    case .notAReply, .otherCode:
      "give the whole line from the client's log, such as '227 Entering Passive Mode (104,41,173,83,27,90).'"
    case .count, .above255, .noExtendedPort, .above65535, .portZero:
      "check that the line was copied whole; IIS does not send such a reply, so something between may have changed it"
    }
  }
}

/// One line with a reply code, in bytes.
private struct Line {
  let isExtended: Bool
  /// What stands behind the code.
  let rest: ArraySlice<UInt8>

  /// Finds the code 227 or 229 at the line's start, or behind the time and the marks of a client's log.
  init?(_ line: [UInt8]) {
    for word in line.split(whereSeparator: isBlank) {
      guard let code = Self.code(word) else { continue }
      guard code == "227" || code == "229" else { return nil }
      isExtended = code == "229"
      rest = line[(word.startIndex + 3)...]
      return
    }
    return nil
  }

  /// The reply code at a line's start, whatever it says.
  static func otherCode(_ line: [UInt8]) -> String? {
    line.split(whereSeparator: isBlank).lazy.compactMap(code).first
  }

  /// The three digits at a word's start, if they are a reply code.
  private static func code(_ word: ArraySlice<UInt8>) -> String? {
    let digits = word.prefix(while: isDigit)
    guard digits.count == 3, let first = digits.first, UInt8(ascii: "1")...UInt8(ascii: "5") ~= first else {
      return nil
    }
    // A date, a time, an address or a list has these behind three digits, a reply code has not.
    let next = word.dropFirst(3).first
    guard next.map({ !",.:/;".utf8.contains($0) }) ?? true else { return nil }
    return String(decoding: digits, as: UTF8.self)
  }

  var hasDigit: Bool { rest.contains(where: isDigit) }

  func address() throws(PassiveReply.Fault) -> (PassiveReply.Target, PassiveReply.Shape) {
    let lists = numberLists()
    guard let numbers = lists.first(where: { $0.count == 6 }) else {
      let first = lists.first { $0.count > 1 } ?? lists.first ?? []
      throw .count(first.count)
    }
    var bytes: [UInt8] = []
    for number in numbers {
      guard let byte = UInt8(number) else { throw .above255(number) }
      bytes.append(byte)
    }
    return (
      .address(IPv4Address(bytes[0], bytes[1], bytes[2], bytes[3]), high: bytes[4], low: bytes[5]),
      lists.first == numbers ? .usual : .digitsBefore
    )
  }

  /// The decimal numbers in the text, those together that commas join.
  private func numberLists() -> [[String]] {
    var lists: [[String]] = []
    var rest = rest.drop { !isDigit($0) }
    while !rest.isEmpty {
      var numbers: [String] = []
      while let first = rest.first, isDigit(first) {
        let digits = rest.prefix(while: isDigit)
        numbers.append(String(decoding: digits, as: UTF8.self))
        rest = rest[digits.endIndex...].drop(while: isBlank)
        guard rest.first == UInt8(ascii: ",") else { break }
        rest = rest.dropFirst().drop(while: isBlank)
      }
      lists.append(numbers)
      rest = rest.drop { !isDigit($0) }
    }
    return lists
  }

  /// The port of `(<d><d><d>port<d>)`, where `<d>` is any one character from 33 to 126 but a digit.
  func extendedPort() throws(PassiveReply.Fault) -> (PassiveReply.Target, PassiveReply.Shape) {
    let openings = rest.indices.filter { rest[$0] == UInt8(ascii: "(") }
    for (index, opening) in openings.enumerated() {
      guard let digits = Self.portDigits(in: rest[opening...].dropFirst()) else { continue }
      guard let port = Port(digits) else { throw .above65535(digits) }
      return (.port(port), index == 0 ? .usual : .parenthesisBefore)
    }
    throw .noExtendedPort
  }

  /// The digits of `<d><d><d>port<d>)`.
  private static func portDigits(in fields: ArraySlice<UInt8>) -> String? {
    let digits = fields.dropFirst(3).prefix(while: isDigit)
    guard let delimiter = fields.first, 33...126 ~= delimiter, !isDigit(delimiter), fields.count > 3,
      fields.prefix(3).allSatisfy({ $0 == delimiter }), !digits.isEmpty,
      fields[digits.endIndex...].starts(with: [delimiter, UInt8(ascii: ")")])
    else { return nil }
    return String(decoding: digits, as: UTF8.self)
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}
