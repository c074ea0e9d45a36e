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
    guard SystemFile.kind(of: file) != .missing || SystemFile.isLink(file) else { return nil }
    let source = try file.projectFile("the baseline", limit: maximumSize)
    do throws(PolicyFault) {
      return try Baseline.read(source)
    } catch {
      throw failure("\(foreign: PlaceNames(source)[error.range]): \(error.message)", help: error.help, .unreadable)
    }
  }
}

/// The places of a file as messages show them: `.ftpsgate.yml:3:5`.
struct PlaceNames {
  private let name: String
  private let lines: LineTable

  /// Names places of a file.
  init(_ source: SourceFile) {
    name = source.path == FilePath.standardInput.text ? "standard input" : source.path
    lines = LineTable(source)
  }

  /// The name of a place, or of the file.
  subscript(range: ByteRange?) -> String {
    guard let range else { return name }
    let position = lines.position(of: range.start)
    return "\(name):\(position.line):\(position.column)"
  }
}
