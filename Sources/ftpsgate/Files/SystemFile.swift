#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Why a file could not be read or written, in the system's words.
struct SystemError: Error {
  let message: String

  /// What `errno` says now.
  static func last() -> SystemError {
    SystemError(message: unsafe String(cString: strerror(errno)))
  }
}

/// Files by their paths and descriptors: the only file that calls the C library.
enum SystemFile {
  /// What stands at a path.
  enum Kind {
    case missing, regular, folder, other
  }

  /// What stands at a path, symbolic links followed.
  static func kind(of path: String) -> Kind {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .regular
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Whether a path names a symbolic link.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether two paths name one file.
  static func isSame(_ left: String, _ right: String) -> Bool {
    var one = stat()
    var other = stat()
    guard unsafe stat(left, &one) == 0, unsafe stat(right, &other) == 0 else { return false }
    return one.st_ino == other.st_ino && one.st_dev == other.st_dev
  }

  /// Whether a path names the file that standard input comes from.
  static func isStandardInput(_ path: String) -> Bool {
    var one = stat()
    var other = stat()
    guard unsafe stat(path, &one) == 0, unsafe fstat(STDIN_FILENO, &other) == 0 else { return false }
    return one.st_ino == other.st_ino && one.st_dev == other.st_dev
  }

  /// Whether a descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }
}

// MARK: - Reading

extension SystemFile {
  /// The bytes of a file, or of standard input for `-`: all of them, or more than `limit` if there are more.
  static func contents(of path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last() }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var status = stat()
    let size = unsafe fstat(descriptor, &status) == 0 ? max(Int(status.st_size), 0) : 0
    // One byte more than the size shows that the file has ended; another leaves room for the NUL that the parser wants.
    var wanted = min(size, limit) + 2
    var bytes = try read(descriptor, upTo: wanted)
    var received = bytes.count
    while received == wanted, bytes.count <= limit {
      wanted = 1 << 20
      let more = try read(descriptor, upTo: wanted)
      bytes += more
      received = more.count
    }
    return bytes
  }

  /// Reads until the end or until there are `count` bytes.
  private static func read(_ descriptor: Int32, upTo count: Int) throws(SystemError) -> [UInt8] {
    var error: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let received = unsafe receive(
          descriptor, UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]))
        if received < 0, errno == EINTR { continue }
        if received < 0 { error = .last() }
        guard received > 0 else { break }
        filled += received
      }
    }
    if let error { throw error }
    return bytes
  }

  private static func receive(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
  }
}

// MARK: - Writing

extension SystemFile {
  /// Writes all bytes to a descriptor.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last() }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts a file in the place of another at once: written beside it under another name, then renamed.
  ///
  /// What is no regular file, such as `/dev/null` or a pipe, is written to directly.
  static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    switch kind(of: path) {
    case .folder: throw SystemError(message: "is a folder")
    case .other: return try overwrite(path, with: bytes)
    case .missing where isLink(path): throw SystemError(message: "is a link to nothing")
    case .missing, .regular: break
    }
    let temporary = "\(resolved(path)).ftpsgate-\(getpid())"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last() }
    do {
      defer { close(descriptor) }
      var status = stat()
      if unsafe stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
      try write(bytes, to: descriptor)
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    guard unsafe rename(temporary, resolved(path)) == 0 else {
      let error = SystemError.last()
      unsafe unlink(temporary)
      throw error
    }
  }

  private static func overwrite(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last() }
    defer { close(descriptor) }
    try write(bytes, to: descriptor)
  }

  /// The file that a path stands for, symbolic links followed, so that a link stays a link.
  private static func resolved(_ path: String) -> String {
    guard isLink(path), let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}

/// `read(2)`, under a name that no method here has.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}

/// `write(2)`, under a name that no method here has.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, buffer, count)
}
