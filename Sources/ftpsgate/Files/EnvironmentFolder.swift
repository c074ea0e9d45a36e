internal import Environment
internal import Linter
internal import Reachability

/// Reads the folder that `--environment` names: each file in it, but none in folders below.
enum EnvironmentFolder {
  /// How many files are read; a folder with more is none that somebody put together for this.
  static let maximumCount = 1000

  /// What the files of a folder, in order of their names, or one file tells; fails with status 2 if there is neither.
  static func read(_ path: FilePath) throws -> ServerEnvironment {
    var unreadable: [EnvironmentFile] = []
    var files: [(name: String, bytes: [UInt8])] = []
    for path in try paths(path) {
      do throws(SystemError) {
        files.append((path.text, try SystemFile.contents(of: path, limit: EnvironmentReader.maximumSize)))
      } catch {
        let problem = EnvironmentFile.Problem("it cannot be read: \(error.message)")
        unreadable.append(
          EnvironmentFile(SourceFile(path: path.text, bytes: []), kind: nil, problems: [problem], isBroken: true))
      }
    }
    var environment = EnvironmentReader.read(files)
    environment.files += unreadable
    return environment
  }

  /// The files that a folder, or one file, stands for.
  static func paths(_ path: FilePath) throws -> [FilePath] {
    guard SystemFile.kind(of: path) == .folder else { return [path] }
    guard let names = try? SystemFile.names(in: path) else {
      throw failure("\(path.text): the folder cannot be read", .unreadable)
    }
    let files = names.sorted { $0.lexicographicallyPrecedes($1) }.map { path.appending($0) }
      .filter { SystemFile.kind(of: $0) == .regular }
    guard files.count <= maximumCount else {
      throw failure(
        "\(path.text): the folder has \(files.count) files", help: "name a folder with the files of one server",
        .unreadable)
    }
    return files
  }
}
