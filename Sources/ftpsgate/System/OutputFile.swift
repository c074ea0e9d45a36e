#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A file that is being written: beside its place under another name, then renamed, so that nobody sees a half of it.
///
/// What is no regular file, such as standard output, `/dev/null` or a pipe, is written to directly. A class, so that an
/// unfinished file is removed when nobody holds it any more.
final class OutputFile {
  private let descriptor: Int32
  private let target: FilePath?
  private var temporary: FilePath?

  /// Opens the file of this name; standard output if there is none.
  init(_ path: FilePath?) throws(SystemError) {
    guard let path else {
      (descriptor, target, temporary) = (SystemFile.standardOutput, nil, nil)
      return
    }
    switch SystemFile.kind(of: path) {
    case .folder: throw SystemError(message: "is a folder")
    case .missing where SystemFile.isLink(path): throw SystemError(message: "is a link to nothing")
    case .other:
      descriptor = unsafe open(path.cString, O_WRONLY | O_CLOEXEC)
      (target, temporary) = (nil, nil)
    case .missing, .regular:
      let real = SystemFile.resolved(path)
      let replaced = FileRights(of: real)
      // Nobody may open it before it has the rights of the file that it replaces.
      let (opened, beside) = Self.openBeside(real, mode: replaced == nil ? 0o666 : 0o600)
      descriptor = opened
      (target, temporary) = (real, beside)
      if opened >= 0, let replaced { try replaced.give(to: opened) }
    }
    guard descriptor >= 0 else {
      temporary = nil
      throw .last()
    }
  }

  /// Makes a new file; a name may be taken by what a run that was killed has left behind.
  private static func openBeside(_ path: FilePath, mode: mode_t) -> (descriptor: Int32, path: FilePath) {
    var beside = path
    for attempt in 0..<100 {
      beside = FilePath(path.bytes + Array(".ftpsgate-\(getpid())\(attempt == 0 ? "" : "-\(attempt)")".utf8))
      // First of all: a signal may come at any time, on another thread. One that comes before the name turns out to be
      // taken removes what a run that was killed has left.
      Interruption.removes(beside)
      let descriptor = unsafe open(beside.cString, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor >= 0 { return (descriptor, beside) }
      let error = errno
      Interruption.removesNoLonger(beside)
      errno = error
      if error != EEXIST { break }
    }
    return (-1, beside)
  }

  deinit {
    if descriptor > SystemFile.standardError { close(descriptor) }
    if let temporary {
      unsafe unlink(temporary.cString)
      Interruption.removesNoLonger(temporary)
    }
  }

  /// Writes more.
  func write(_ bytes: [UInt8]) throws(SystemError) {
    try SystemFile.write(bytes, to: descriptor)
  }

  /// Puts what was written in its place.
  func finish() throws(SystemError) {
    guard let temporary, let target else { return }
    guard unsafe rename(temporary.cString, target.cString) == 0 else { throw .last() }
    self.temporary = nil
    Interruption.removesNoLonger(temporary)
  }
}
