internal import ArgumentParser

/// A file's name as the system knows it: bytes, which need not be UTF-8.
struct FilePath: Hashable, Sendable {
  /// The bytes of the name.
  let bytes: [UInt8]

  /// Standard input, or the name of a file called `-`, which nobody can tell apart.
  static let standardInput = FilePath(Array("-".utf8))

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The name as it is shown: what is no UTF-8 becomes U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The name as the C library takes it.
  var cString: [CChar] { bytes.map(CChar.init(bitPattern:)) + [0] }

  /// The folder in which it stands, and its name there.
  var parts: (folder: FilePath, name: ArraySlice<UInt8>) {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return (FilePath([UInt8(ascii: ".")]), bytes[...]) }
    return (FilePath(slash == 0 ? [UInt8(ascii: "/")] : Array(bytes[..<slash])), bytes[(slash + 1)...])
  }

  /// The name of what stands in this folder.
  func appending(_ name: [UInt8]) -> FilePath {
    FilePath(bytes.last == UInt8(ascii: "/") ? bytes + name : bytes + [UInt8(ascii: "/")] + name)
  }
}

extension FilePath: ExpressibleByArgument {
  init?(argument: String) {
    self.init(RawArgument.bytes(of: argument))
  }

  /// What shells offer: without this, they would offer nothing where a path is asked for.
  static var defaultCompletionKind: CompletionKind { .file() }
}

/// Arguments that are no UTF-8 pass through the parser, which knows only text, with a private character for each
/// strange byte.
enum RawArgument {
  /// The first of the 256 characters, the last of Unicode's private ones.
  private static let first: UInt32 = 0x10_FF00

  /// The command line as the parser takes it, without the program's name.
  static var all: [String] {
    unsafe UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).dropFirst().map {
      unsafe $0.map { unsafe text(of: SystemFile.bytes(ofCString: $0)) } ?? ""
    }
  }

  /// An argument as text; nothing is lost, as the private characters themselves are taken for strange bytes too.
  static func text(of bytes: [UInt8]) -> String {
    var text = ""
    var decoder = UTF8()
    var rest = bytes[...]
    while let byte = rest.first {
      var iterator = rest.makeIterator()
      if case .scalarValue(let scalar) = decoder.decode(&iterator), scalar.value < first {
        text.unicodeScalars.append(scalar)
        rest = rest.dropFirst(UTF8.width(scalar))
      } else if let scalar = Unicode.Scalar(first + UInt32(byte)) {
        text.unicodeScalars.append(scalar)
        rest = rest.dropFirst()
      }
      decoder = UTF8()
    }
    return text
  }

  /// The argument that became this text.
  static func bytes(of text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
      scalar.value < first ? Array(UTF8.encode(scalar) ?? .init()) : [UInt8(truncatingIfNeeded: scalar.value)]
    }
  }
}
