#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Which file a path names, and in which state: another one after each change of it.
struct FileIdentity: Equatable {
  private let device: dev_t
  private let number: ino_t
  private let size: off_t
  private let seconds: Int
  private let nanoseconds: Int

  /// The file of this name, symbolic links followed; nothing where there is none.
  init?(of path: FilePath) {
    var status = stat()
    guard unsafe stat(path.cString, &status) == 0 else { return nil }
    (device, number, size) = (status.st_dev, status.st_ino, status.st_size)
    #if canImport(Darwin)
    (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
    #else
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    #endif
  }
}

/// A file that is replaced by a changed one, if nobody else has changed it, and kept beside it.
struct FileReplacement {
  private let path: FilePath
  private let identity: FileIdentity?
  private let bytes: [UInt8]

  /// A file as it was when it was read: who it was, and what was in it.
  init(of path: FilePath, _ identity: FileIdentity?, _ bytes: [UInt8]) {
    self.path = path
    self.identity = identity
    self.bytes = bytes
  }

  /// Writes the new contents beside the file, keeps the file under another name, and puts the new one in its place; gives
  /// the name of what was kept.
  ///
  /// A symbolic link stays one: the file that it leads to is replaced, and kept beside that.
  func replace(by new: [UInt8]) throws(SystemError) -> FilePath {
    guard SystemFile.kind(of: path) == .regular else { throw SystemError(message: "it is no regular file") }
    let real = SystemFile.resolved(path)
    let output = try OutputFile(path)
    try output.write(new)
    try checkUnchanged()
    let backup = try keep(real)
    do throws(SystemError) {
      try checkUnchanged()
      try output.finish()
    } catch {
      unsafe unlink(backup.cString)
      throw error
    }
    guard try SystemFile.contents(of: real, limit: new.count) == new else {
      throw SystemError(
        message: "it was written, and reads otherwise; what it was is in \(backup.text)", isAfterChange: true)
    }
    return backup
  }

  private func checkUnchanged() throws(SystemError) {
    guard let identity, FileIdentity(of: path) == identity,
      try SystemFile.contents(of: path, limit: bytes.count) == bytes
    else {
      throw SystemError(message: "somebody has changed it since it was read; run this again")
    }
  }

  /// Gives the file another name beside its own, one that nobody has: `.bak`, `.bak.1` and so on.
  private func keep(_ real: FilePath) throws(SystemError) -> FilePath {
    // A file of several names keeps being one of them: what is written through another would be in the backup.
    var status = stat()
    let hasOtherNames = unsafe stat(real.cString, &status) == 0 && status.st_nlink > 1
    for number in 0..<10_000 {
      let backup = FilePath(real.bytes + Array((number == 0 ? ".bak" : ".bak.\(number)").utf8))
      // The very file, with all that belongs to it; it is a copy only where the system makes no second name.
      if !hasOtherNames {
        if unsafe link(real.cString, backup.cString) == 0 { return backup }
        if errno == EEXIST { continue }
      }
      if try copy(real, to: backup) { return backup }
    }
    throw SystemError(message: "there are 10,000 backups of it; take some away")
  }

  /// Copies the file under a name; tells whether nobody had it.
  private func copy(_ real: FilePath, to backup: FilePath) throws(SystemError) -> Bool {
    guard let rights = FileRights(of: real) else { throw .last() }
    let descriptor = unsafe open(backup.cString, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return false }
      throw .last()
    }
    defer { close(descriptor) }
    do throws(SystemError) {
      try rights.give(to: descriptor)
      try SystemFile.write(bytes, to: descriptor)
    } catch {
      unsafe unlink(backup.cString)
      throw error
    }
    return true
  }
}
