#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Who may do what with a file, as far as a new one in its place is to keep it.
struct FileRights {
  private let owner: uid_t
  private let group: gid_t
  /// What owner, group and others may do; never what makes a program run as its owner.
  private let mode: mode_t

  /// The rights of the file of this name, if there is one.
  init?(of path: FilePath) {
    var status = stat()
    guard unsafe stat(path.cString, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    owner = status.st_uid
    group = status.st_gid
    mode = status.st_mode & 0o777
  }

  /// Gives them to a file that has just been made; fails where the system does not allow it.
  func give(to descriptor: Int32) throws(SystemError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .last() }
    let present = FileRights(status)
    if (present.owner, present.group) != (owner, group), fchown(descriptor, owner, group) != 0 {
      throw SystemError(message: "its owner and group cannot be kept: \(SystemError.last().message)")
    }
    if present.mode != mode, fchmod(descriptor, mode) != 0 {
      throw SystemError(message: "its permissions cannot be kept: \(SystemError.last().message)")
    }
  }
}
