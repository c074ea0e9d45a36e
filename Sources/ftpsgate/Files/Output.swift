internal import Text
/// Where a command's result goes: standard output, or the file that `--output` names.
///
/// A class, because a report's writer and the command that ends the report share one output.
final class Output {
  private let path: FilePath?
  private var file: OutputFile?
  private var buffer: [UInt8] = []

  private static let bufferSize = 1 << 16

  /// An output; its file is opened when there is something to write.
  init(path: FilePath?) {
    self.path = path
  }

  /// Whether the result goes to standard output.
  var isStandardOutput: Bool { path == nil }

  /// Writes a piece of the result.
  func write(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try drain() }
  }

  /// Lets the reader of standard output see what was written so far.
  func flush() throws {
    if path == nil, !buffer.isEmpty { try drain() }
  }

  /// Ends the result, or writes a whole one; only now a file's contents are replaced.
  func finish(_ bytes: [UInt8] = []) throws {
    try write(bytes)
    try drain()
    do throws(SystemError) {
      try file?.finish()
    } catch {
      throw stop(error)
    }
  }

  private func drain() throws {
    do throws(SystemError) {
      if file == nil { file = try OutputFile(path) }
      try file?.write(buffer)
    } catch {
      throw stop(error)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Status 2, and no half of a file; a reader that has gone away wants no message.
  private func stop(_ error: SystemError) -> any Error {
    file = nil
    if error.isClosedPipe { Interruption.endLikeClosedPipe() }
    return failure(
      "\(foreign: path?.text ?? "standard output"): cannot be written: \(foreign: error.message)", .unreadable)
  }
}
