internal import Environment
internal import FoundationEssentials
internal import Linter
internal import Reachability

/// Reads the folder that `--environment` names: each file in it, but none in folders below.
enum EnvironmentFolder {
  /// How many files are read; a folder with more is none that somebody put together for this.
  static let maximumCount = 1000

  /// What the files of a folder, in order of their names, or one file tells; fails with status 2 if there is neither.
  static func read(_ path: String) throws -> ServerEnvironment {
    var environment = ServerEnvironment()
    var files: [(name: String, bytes: [UInt8])] = []
    for path in try paths(path) {
      do throws(SystemError) {
        files.append((path, try SystemFile.contents(of: path, limit: EnvironmentReader.maximumSize)))
      } catch {
        let problem = EnvironmentFile.Problem("it cannot be read: \(error.message)")
        environment.files.append(
          EnvironmentFile(SourceFile(path: path, bytes: []), kind: nil, problems: [problem]))
      }
    }
    let unreadable = environment.files
    environment = EnvironmentReader.read(files)
    environment.files += unreadable
    return environment
  }

  private static func paths(_ path: String) throws -> [String] {
    guard SystemFile.kind(of: path) == .folder else { return [path] }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw failure("\(path): the folder cannot be read", .unreadable)
    }
    let files = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
      .filter { SystemFile.kind(of: $0) == .regular }
    guard files.count <= maximumCount else {
      throw failure(
        "\(path): the folder has \(files.count) files", help: "name a folder with the files of one server", .unreadable)
    }
    return files
  }
}
