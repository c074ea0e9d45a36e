internal import ArgumentParser
internal import IISConfiguration
internal import Linter
internal import Policies
internal import Text

/// Reads files of baselines.
enum BaselineFiles {
  /// The largest that is read, in bytes: some 300,000 entries.
  static let maximumSize = 64 << 20

  /// Reads a baseline; nothing where there is no file.
  ///
  /// Fails with status 2 where it cannot be read, and says why.
  static func read(_ file: FilePath) throws -> Baseline? {
    guard SystemFile.kind(of: file) != .missing else { return nil }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try SystemFile.contents(of: file, limit: maximumSize)
      guard bytes.count <= maximumSize else { throw SystemError(message: "it is larger than 64 MiB") }
    } catch {
      throw failure("\(foreign: file.shown): the baseline cannot be read: \(foreign: error.message)", .unreadable)
    }
    let source = SourceFile(path: file.shown, bytes: bytes)
    do throws(PolicyFault) {
      return try Baseline.read(source)
    } catch {
      throw failure("\(foreign: source.place(error.range)): \(error.message)", help: error.help, .unreadable)
    }
  }
}

extension SourceFile {
  /// A place of the file as messages show it.
  func place(_ range: ByteRange?) -> String {
    let name = path == FilePath.standardInput.text ? "standard input" : path
    guard let range else { return name }
    let position = LineTable(self).position(of: range.start)
    return "\(name):\(position.line):\(position.column)"
  }
}
