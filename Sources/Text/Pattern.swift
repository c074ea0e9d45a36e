/// A name in which `*` stands for any characters and `?` for one, in any case: `Partner*`.
public struct NamePattern: Hashable, Sendable {
  /// The pattern as written.
  public let text: String
  private let letters: [Character]

  /// A pattern.
  public init(_ text: String) {
    self.text = text
    letters = Array(text.lowercased())
  }

  /// Whether a name is one of those that it stands for.
  public func matches(_ name: String) -> Bool { matchesLetters(letters, Array(name.lowercased())) }
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
  var (place, letter) = (0, 0)
  var retry: (place: Int, letter: Int)?
  while letter < letters.count {
    if place < pattern.count, pattern[place] == "*" {
      place += 1
      retry = (place, letter)
    } else if place < pattern.count, pattern[place] == "?" || pattern[place] == letters[letter] {
      place += 1
      letter += 1
    } else if let last = retry {
      retry = (last.place, last.letter + 1)
      (place, letter) = (last.place, last.letter + 1)
    } else {
      return false
    }
  }
  return pattern[place...].allSatisfy { $0 == "*" }
}
