/// A name in which `*` stands for any characters and `?` for one, in any case: `Partner*`.
public struct NamePattern: Hashable, Sendable {
  /// The pattern as written.
  public let text: String
  private let letters: [Character]
  /// The letters as bytes, if the pattern is plain.
  private let bytes: [UInt8]?
  /// The only name that it stands for, in small letters; nothing where it stands for many.
  public let literal: String?

  /// A pattern.
  public init(_ text: String) {
    self.text = text
    let name = text.lowercased()
    letters = Array(name)
    bytes = plainBytes(text)
    literal = text.contains { $0 == "*" || $0 == "?" } ? nil : name
  }

  /// Whether a name is one of those that it stands for.
  public func matches(_ name: String) -> Bool {
    if let bytes, let name = plainBytes(name) {
      return matchesLetters(bytes, name, any: UInt8(ascii: "*"), one: UInt8(ascii: "?"))
    }
    return matchesLetters(letters, Array(name.lowercased()))
  }
}

/// A text in small letters where each byte is a letter of its own: visible ASCII, of which most names are made.
private func plainBytes(_ text: String) -> [UInt8]? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  for byte in text.utf8 {
    guard 0x20..<0x7F ~= byte else { return nil }
    bytes.append(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte)
  }
  return bytes
}

/// A path with `/` in which `*` and `?` stand for characters but `/`, and `**` for any folders, in any case.
///
/// One without `/` is for the name of a file in whatever folder.
public struct PathPattern: Hashable, Sendable {
  /// The pattern as written.
  public let text: String
  private let parts: [[Character]]

  /// A pattern.
  public init(_ text: String) {
    self.text = text
    let parts = text.lowercased().split(separator: "/").filter { $0 != "." }.map(Array.init)
    self.parts = text.contains("/") ? parts : [Self.anyFolders] + parts
  }

  /// Whether a path is one of those that it stands for; both are relative to one folder.
  public func matches(_ path: String) -> Bool {
    let names = path.lowercased().split(separator: "/").filter { $0 != "." }.map(Array.init)
    return Self.matches(parts[...], names[...])
  }

  private static let anyFolders: [Character] = ["*", "*"]

  /// Folders by the same rule as letters: what stands before the last `**` need not be looked at again.
  private static func matches(_ parts: ArraySlice<[Character]>, _ names: ArraySlice<[Character]>) -> Bool {
    var (parts, names) = (parts, names)
    var retry: (parts: ArraySlice<[Character]>, names: ArraySlice<[Character]>)?
    while let name = names.first {
      if parts.first == anyFolders {
        parts = parts.dropFirst()
        retry = (parts, names)
      } else if let part = parts.first, matchesLetters(part, name) {
        (parts, names) = (parts.dropFirst(), names.dropFirst())
      } else if let last = retry {
        names = last.names.dropFirst()
        parts = last.parts
        retry = (parts, names)
      } else {
        return false
      }
    }
    return parts.allSatisfy { $0 == anyFolders }
  }
}

/// Whether letters are as a pattern says, in time that grows with the product of both lengths at most.
private func matchesLetters(_ pattern: [Character], _ letters: [Character]) -> Bool {
  matchesLetters(pattern, letters, any: "*", one: "?")
}

private func matchesLetters<Letter: Equatable>(
  _ pattern: [Letter], _ letters: [Letter], any: Letter, one: Letter
) -> Bool {
  var (place, letter) = (0, 0)
  var retry: (place: Int, letter: Int)?
  while letter < letters.count {
    if place < pattern.count, pattern[place] == any {
      place += 1
      retry = (place, letter)
    } else if place < pattern.count, pattern[place] == one || pattern[place] == letters[letter] {
      place += 1
      letter += 1
    } else if let last = retry {
      retry = (last.place, last.letter + 1)
      (place, letter) = (last.place, last.letter + 1)
    } else {
      return false
    }
  }
  return pattern[place...].allSatisfy { $0 == any }
}
