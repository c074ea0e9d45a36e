internal import Environment
internal import IISConfiguration
internal import NetworkModel
internal import Text

/// Reads what `--environment` names: files, and each file of a folder, but none in folders below.
enum EnvironmentFolder {
  /// How many files are read; a folder with more is none that somebody put together for this.
  static let maximumCount = 1000

  /// How many bytes all files together may have: they are in memory at once.
  static let maximumSize = 256 << 20

  /// What the files tell, those of a folder in order of their names; fails with status 2 if there is nothing to read.
  static func read(_ paths: [FilePath]) throws -> ServerEnvironment {
    var passedOver: [EnvironmentFile] = []
    var files: [(name: String, bytes: [UInt8])] = []
    var size = 0
    for entry in try paths.flatMap(entries) {
      if let reason = entry.reason {
        passedOver.append(note(entry.path, reason, isBroken: entry.isBroken))
        continue
      }
      do throws(SystemError) {
        let bytes = try SystemFile.contents(of: entry.path, limit: EnvironmentReader.maximumSize)
        size += bytes.count
        guard size <= maximumSize else { throw SystemError(message: "all files together are larger than 256 MiB") }
        files.append((entry.path.text, bytes))
      } catch {
        passedOver.append(note(entry.path, "it cannot be read: \(foreign: error.message)", isBroken: true))
        guard size <= maximumSize else { break }
      }
    }
    var environment = EnvironmentReader.read(files)
    environment.files += passedOver
    return environment
  }

  /// The files that some paths stand for, as far as they can be found.
  static func files(_ paths: [FilePath]) -> [FilePath] {
    paths.flatMap { path in
      ((try? SystemFile.names(in: path)) ?? []).map { path.appending($0) } + [path]
    }.filter { SystemFile.kind(of: $0) == .regular }
  }

  /// Something in a folder, and why it is not read.
  private struct Entry {
    let path: FilePath
    var reason: Message?
    var isBroken = false
  }

  private static func entries(_ path: FilePath) throws -> [Entry] {
    guard SystemFile.kind(of: path) == .folder else { return [Entry(path: path)] }
    guard let names = try? SystemFile.names(in: path) else {
      throw failure("\(foreign: path.text): the folder cannot be read", help: "check its permissions", .unreadable)
    }
    let entries = names.sorted { $0.lexicographicallyPrecedes($1) }.map { entry(path.appending($0)) }
    let count = entries.count { $0.reason == nil }
    guard count <= maximumCount else {
      throw failure(
        "\(foreign: path.text): the folder has \(count) files", help: "name a folder with the files of one server",
        .unreadable)
    }
    return entries
  }

  private static func entry(_ path: FilePath) -> Entry {
    switch SystemFile.kind(of: path) {
    case .regular: Entry(path: path)
    case .folder: Entry(path: path, reason: "it is a folder, and folders below are not looked into")
    case .other: Entry(path: path, reason: "it is no regular file")
    case .missing:
      Entry(path: path, reason: "it cannot be read: a link that leads nowhere, or no permission", isBroken: true)
    }
  }

  private static func note(_ path: FilePath, _ reason: Message, isBroken: Bool) -> EnvironmentFile {
    EnvironmentFile(
      SourceFile(path: path.text, bytes: []), kind: nil, problems: [EnvironmentFile.Problem(reason)],
      isBroken: isBroken)
  }
}
