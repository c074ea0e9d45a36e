internal import ArgumentParser
internal import IISConfiguration
internal import Text

/// A file to read, or why there is none to read.
enum Input {
  case file(FilePath)
  case fault(path: FilePath, message: String)
}

/// Finds and reads the files that PATH arguments name.
struct InputFiles {
  /// The largest file that is read, in bytes.
  let maximumSize: Int

  /// The files behind some arguments: a file as it is, a folder's `applicationHost.config` files in order of their paths.
  func find(_ paths: [FilePath]) -> [Input] {
    paths.flatMap { path -> [Input] in
      guard path != .standardInput, SystemFile.kind(of: path) == .folder else { return [.file(path)] }
      let found = search(path, depth: 0)
      guard found.isEmpty else { return found }
      return [.fault(path: path, message: "no applicationHost.config in this folder")]
    }
  }

  /// Fails if a result would replace an input, be it named itself, found in a folder or on standard input.
  func check(_ output: FilePath?, isNoneOf paths: [FilePath]) throws {
    guard output != .standardInput else {
      throw ValidationError(
        "--output names a file; leave it out for standard output, or say ./- for a file of that name.")
    }
    guard let output, SystemFile.kind(of: output) == .regular else { return }
    let isInput = find(paths).contains { input in
      guard case .file(let path) = input else { return false }
      return path == .standardInput ? SystemFile.isStandardInput(output) : SystemFile.isSame(path, output)
    }
    if isInput { throw ValidationError("--output names an input file, which would be lost.") }
  }

  /// Reads and decodes a file.
  func read(_ path: FilePath) throws(ReadingFailure) -> SourceFile {
    SourceFile(path: path.text, bytes: try bytes(of: path))
  }

  /// Reads a file as it is.
  func bytes(of path: FilePath) throws(ReadingFailure) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) {
      guard SystemFile.kind(of: path) != .folder || path == .standardInput else {
        throw SystemError(message: "is a folder")
      }
      bytes = try SystemFile.contents(of: path, limit: maximumSize)
    } catch {
      throw .malformed(
        "the file cannot be read: \(foreign: error.message)", at: nil, help: "check the path and its permissions")
    }
    guard bytes.count <= maximumSize else {
      throw .malformed(
        "the file is larger than \(maximumSize >> 20) MiB", at: nil,
        help: "an applicationHost.config has some hundred kilobytes; if this is one, allow more with --max-size")
    }
    return bytes
  }

  /// Links to folders are not followed, so that no circle has no end.
  private func search(_ folder: FilePath, depth: Int) -> [Input] {
    guard depth < 100, let names = try? SystemFile.names(in: folder) else {
      return [.fault(path: folder, message: "the folder cannot be read")]
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { name -> [Input] in
      let path = folder.appending(name)
      if SystemFile.kind(of: path) == .folder {
        return SystemFile.isLink(path) ? [] : search(path, depth: depth + 1)
      }
      let isWanted = String(decoding: name, as: UTF8.self).lowercased() == "applicationhost.config"
      guard isWanted else { return [] }
      // A pipe would be waited for: whoever means one names it.
      return SystemFile.kind(of: path) == .other ? [.fault(path: path, message: "is no regular file")] : [.file(path)]
    }
  }
}
