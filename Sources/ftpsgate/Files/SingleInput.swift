internal import ArgumentParser
internal import Linter

/// Reads the one configuration that a command works on.
struct SingleInput {
  let source: SourceFile
  let configuration: Configuration

  /// Reads a file, or the only `applicationHost.config` of a folder; fails with status 2 and says where the fault is.
  init(_ path: String, maximumSize: Int) throws {
    let files = InputFiles(maximumSize: maximumSize)
    let found = files.find([path])
    guard found.count == 1 else {
      throw failure(
        "\(path): the folder has \(found.count) applicationHost.config files", help: "name one of them", .unreadable)
    }
    switch found[0] {
    case .fault(let path, let message): throw failure("\(path): \(message)", .unreadable)
    case .file(let path):
      do throws(ReadingFailure) {
        source = try files.read(path)
      } catch {
        throw failure("\(path): \(error.message)", help: error.help, .unreadable)
      }
      do throws(ReadingFailure) {
        configuration = try ConfigurationReader.read(source)
      } catch {
        throw failure("\(Self.place(of: error, in: source)): \(error.message)", help: error.help, .unreadable)
      }
    }
  }

  private static func place(of failure: ReadingFailure, in source: SourceFile) -> String {
    guard let range = failure.range else { return source.path }
    let position = LineTable(source).position(of: range.start)
    return "\(source.path):\(position.line):\(position.column)"
  }
}
