internal import ArgumentParser
internal import FoundationEssentials
internal import Linter

/// A file to read, or why there is none to read.
enum Input {
  case file(String)
  case fault(path: String, message: String)
}

/// Finds and reads the files that PATH arguments name.
struct InputFiles {
  /// The largest file that is read, in bytes.
  let maximumSize: Int

  /// The files behind some arguments: a file as it is, a folder's `applicationHost.config` files in order of their paths.
  func find(_ paths: [String]) -> [Input] {
    paths.flatMap { path -> [Input] in
      guard path != "-", SystemFile.kind(of: path) == .folder else { return [.file(path)] }
      let found = search(path, depth: 0)
      guard found.isEmpty else { return found }
      return [.fault(path: path, message: "no applicationHost.config in this folder")]
    }
  }

  /// Fails if a result would replace an input, be it named itself, found in a folder or on standard input.
  func check(_ output: String?, isNoneOf paths: [String]) throws {
    guard let output, SystemFile.kind(of: output) == .regular else { return }
    let isInput = find(paths).contains { input in
      guard case .file(let path) = input else { return false }
      return path == "-" ? SystemFile.isStandardInput(output) : SystemFile.isSame(path, output)
    }
    if isInput { throw ValidationError("--output names an input file, which would be lost.") }
  }

  /// Reads and decodes a file.
  func read(_ path: String) throws(ReadingFailure) -> SourceFile {
    SourceFile(path: path, bytes: try bytes(of: path))
  }

  /// Reads a file as it is.
  func bytes(of path: String) throws(ReadingFailure) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) {
      guard SystemFile.kind(of: path) != .folder || path == "-" else { throw SystemError(message: "is a folder") }
      bytes = try SystemFile.contents(of: path, limit: maximumSize)
    } catch {
      throw .malformed("the file cannot be read: \(error.message)", at: nil, help: "check the path and its permissions")
    }
    guard bytes.count <= maximumSize else {
      throw .malformed(
        "the file is larger than \(maximumSize >> 20) MiB", at: nil,
        help: "an applicationHost.config has some hundred kilobytes; if this is one, allow more with --max-size")
    }
    return bytes
  }

  /// Links to folders are not followed, so that no circle has no end.
  private func search(_ folder: String, depth: Int) -> [Input] {
    guard depth < 100, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return [.fault(path: folder, message: "the folder cannot be read")]
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap { name -> [Input] in
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      if SystemFile.kind(of: path) == .folder {
        return SystemFile.isLink(path) ? [] : search(path, depth: depth + 1)
      }
      return name.lowercased() == "applicationhost.config" ? [.file(path)] : []
    }
  }
}
