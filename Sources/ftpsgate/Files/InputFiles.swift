internal import ArgumentParser
internal import IISConfiguration
internal import Policies
internal import Text

/// A file to read, or why there is none to read.
enum Input {
  case file(FilePath)
  case fault(path: FilePath, message: String)
}

/// An input, and where the search for its policy begins.
struct FoundInput {
  let input: Input
  /// The nearest folder that has a policy, as far as a search of folders has seen it; else the folder that was named, or that
  /// of the file.
  let policyFolder: FilePath
}

/// Finds and reads the files that PATH arguments name.
struct InputFiles {
  /// The largest file that is read, in bytes.
  let maximumSize: Int

  /// The files behind some arguments: a file as it is, those of a folder that are wanted in order of their paths.
  func find(_ paths: [FilePath], wanted: WantedFiles = .usual) -> [FoundInput] {
    paths.flatMap { path -> [FoundInput] in
      guard path != .standardInput, SystemFile.kind(of: path) == .folder else {
        return [FoundInput(input: .file(path), policyFolder: path.folder)]
      }
      let found = search(path, wanted.below(path), policyFolder: path, depth: 0)
      guard found.isEmpty else { return found }
      let message = "no \(wanted.description) in this folder"
      return [FoundInput(input: .fault(path: path, message: message), policyFolder: path)]
    }
  }

  /// Fails if a result would replace an input, be it named itself, found in a folder or on standard input.
  func check(_ output: FilePath?, isNoneOf paths: [FilePath], wanted: WantedFiles = .usual) throws {
    guard output != .standardInput else {
      throw ValidationError(
        "--output names a file; leave it out for standard output, or say ./- for a file of that name.")
    }
    guard let output, SystemFile.kind(of: output) == .regular else { return }
    let isInput = find(paths, wanted: wanted).contains { found in
      guard case .file(let path) = found.input else { return false }
      return path == .standardInput ? SystemFile.isStandardInput(output) : SystemFile.isSame(path, output)
    }
    if isInput { throw ValidationError("--output names an input file, which would be lost.") }
  }

  /// Reads and decodes a file.
  func read(_ path: FilePath) throws(ReadingFailure) -> SourceFile {
    SourceFile(path: path.text, bytes: try bytes(of: path))
  }

  /// Reads and decodes a file, and gives its first bytes as they are, which tell what it is if it is no text.
  func readWithBeginning(_ path: FilePath) throws(ReadingFailure) -> (source: SourceFile, beginning: [UInt8]) {
    let bytes = try bytes(of: path)
    return (SourceFile(path: path.text, bytes: bytes), Array(bytes.prefix(MistakenInput.beginningSize)))
  }

  /// Reads a file as it is.
  func bytes(of path: FilePath) throws(ReadingFailure) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try SystemFile.contents(of: path, limit: maximumSize)
    } catch {
      let windows = SystemFile.kind(of: path) == .missing ? WindowsPath(path)?.help : nil
      throw .malformed(
        "the file cannot be read: \(foreign: error.message)", at: nil,
        help: windows ?? "check the path and its permissions")
    }
    guard bytes.count <= maximumSize else {
      throw .malformed(
        "the file is larger than \(maximumSize >> 20) MiB", at: nil,
        help: "an applicationHost.config has some hundred kilobytes; if this is one, allow more with --max-size")
    }
    return bytes
  }

  /// Links to folders are not followed, so that no circle has no end.
  private func search(
    _ folder: FilePath, _ wanted: WantedFiles, policyFolder: FilePath, depth: Int
  ) -> [FoundInput] {
    guard depth < 100, let entries = try? SystemFile.entries(of: folder) else {
      let fault = Input.fault(path: folder, message: "the folder cannot be read")
      return [FoundInput(input: fault, policyFolder: policyFolder)]
    }
    let hasPolicy = entries.contains {
      $0.name.elementsEqual(PolicyDocument.fileName.utf8) || PolicyFiles.misnamed.contains($0.name)
    }
    let policyFolder = hasPolicy ? folder : policyFolder
    func found(_ input: Input) -> FoundInput { FoundInput(input: input, policyFolder: policyFolder) }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }.flatMap { entry -> [FoundInput] in
      let isWanted = wanted.includes(entry.name)
      guard isWanted || entry.kind ?? .folder == .folder else { return [] }
      let path = folder.appending(entry.name)
      switch entry.kind ?? SystemFile.kind(of: path) {
      case .folder:
        return SystemFile.isLink(path)
          ? [] : search(path, wanted.below(entry.name), policyFolder: policyFolder, depth: depth + 1)
      // A pipe would be waited for: whoever means one names it.
      case .other: return isWanted ? [found(.fault(path: path, message: "is no regular file"))] : []
      case .regular, .missing: return isWanted ? [found(.file(path))] : []
      }
    }
  }
}
