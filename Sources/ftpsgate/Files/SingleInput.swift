internal import ArgumentParser
internal import IISConfiguration
internal import Text

/// Reads the one configuration that a command works on.
struct SingleInput {
  let configuration: Configuration

  /// Reads a file, or the only `applicationHost.config` of a folder; fails with status 2 and says where the fault is.
  init(_ path: FilePath, maximumSize: Int) throws {
    let files = InputFiles(maximumSize: maximumSize)
    let found = files.find([path])
    guard found.count == 1 else {
      throw failure(
        "\(foreign: path.text): the folder has \(found.count) applicationHost.config files", help: "name one of them",
        .unreadable)
    }
    switch found[0].input {
    case .fault(let path, let message): throw failure("\(foreign: path.text): \(foreign: message)", .unreadable)
    case .file(let path):
      let bytes: [UInt8]
      do throws(ReadingFailure) {
        bytes = try files.bytes(of: path)
      } catch {
        throw failure("\(foreign: path.text): \(error.message)", help: error.help, .unreadable)
      }
      let source = SourceFile(path: path.text, bytes: bytes)
      do throws(ReadingFailure) {
        configuration = try ConfigurationReader.read(source)
      } catch {
        let help =
          MistakenInput.hint(
            for: source, beginning: Array(bytes.prefix(MistakenInput.beginningSize))) ?? error.help
        throw failure("\(foreign: Self.place(of: error, in: source)): \(error.message)", help: help, .unreadable)
      }
    }
  }

  private static func place(of failure: ReadingFailure, in source: SourceFile) -> String {
    guard let range = failure.range else { return source.path }
    let position = LineTable(source).position(of: range.start)
    return "\(source.path):\(position.line):\(position.column)"
  }
}
