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
  /// Whether nobody reads what was to be written.
  var isClosedPipe = false
  /// Whether the file was changed before it failed.
  var isAfterChange = false

  /// What `errno` says now.
  static func last() -> SystemError {
    let number = errno
    return SystemError(message: unsafe String(cString: strerror(number)), isClosedPipe: number == EPIPE)
  }
}

/// Files by their paths and descriptors.
enum SystemFile {
  static let standardOutput = STDOUT_FILENO
  static let standardError = STDERR_FILENO

  /// What stands at a path.
  enum Kind {
    case missing, regular, folder, other

    /// The kind of what has this `st_mode`.
    fileprivate init(mode: mode_t) {
      switch mode & S_IFMT {
      case S_IFREG: self = .regular
      case S_IFDIR: self = .folder
      default: self = .other
      }
    }

    /// The kind that `d_type` of a folder's entry tells; nothing where only the file can tell.
    fileprivate init?(directoryEntryType type: Int) {
      switch type {
      case Int(DT_REG): self = .regular
      case Int(DT_DIR): self = .folder
      case Int(DT_LNK), Int(DT_UNKNOWN): return nil
      default: self = .other
      }
    }
  }

  /// What stands at a path, symbolic links followed.
  static func kind(of path: FilePath) -> Kind {
    var status = stat()
    return unsafe stat(path.cString, &status) == 0 ? Kind(mode: status.st_mode) : .missing
  }

  /// Whether a path names a symbolic link.
  static func isLink(_ path: FilePath) -> Bool {
    var status = stat()
    return unsafe lstat(path.cString, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether two paths name one file.
  static func isSame(_ left: FilePath, _ right: FilePath) -> Bool {
    var one = stat()
    var other = stat()
    guard unsafe stat(left.cString, &one) == 0, unsafe stat(right.cString, &other) == 0 else { return false }
    return one.st_ino == other.st_ino && one.st_dev == other.st_dev
  }

  /// Whether what is written under two names is written to one file, be it there already or not.
  static func isSamePlace(_ left: FilePath, _ right: FilePath) -> Bool {
    switch (kind(of: left), kind(of: right)) {
    case (.missing, .missing):
      let (one, other) = (left.parts, right.parts)
      return one.name == other.name && (one.folder == other.folder || isSame(one.folder, other.folder))
    // What is no file, such as /dev/null, takes all that comes.
    case (.regular, .regular): return isSame(left, right)
    default: return false
    }
  }

  /// Whether a path names the file that standard input comes from.
  static func isStandardInput(_ path: FilePath) -> Bool {
    var one = stat()
    var other = stat()
    guard unsafe stat(path.cString, &one) == 0, unsafe fstat(STDIN_FILENO, &other) == 0 else { return false }
    return one.st_ino == other.st_ino && one.st_dev == other.st_dev
  }

  /// Whether a descriptor is a pipe.
  static func isPipe(_ descriptor: Int32) -> Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
  }

  /// Whether a descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1
  }

  /// How many columns a terminal has, 0 where it does not tell; nothing where the descriptor is none.
  static func terminalWidth(_ descriptor: Int32) -> Int? {
    guard isTerminal(descriptor) else { return nil }
    var size = winsize()
    return unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
  }
}

// MARK: - Reading

extension SystemFile {
  /// The names of what is in a folder, in no order.
  static func names(in folder: FilePath) throws(SystemError) -> [[UInt8]] {
    try entries(of: folder).map(\.name)
  }

  /// What is in a folder, in no order: names, and the kinds of what is no link, as far as the folder itself tells them.
  ///
  /// Most file systems tell; where one does not (`DT_UNKNOWN`), or for a link, only a look at the file does.
  static func entries(of folder: FilePath) throws(SystemError) -> [(name: [UInt8], kind: Kind?)] {
    guard let stream = unsafe opendir(folder.cString) else { throw .last() }
    defer { unsafe closedir(stream) }
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    var entries: [(name: [UInt8], kind: Kind?)] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe bytes(ofCString: (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self))
      guard name != [UInt8(ascii: ".")], name != Array("..".utf8) else { continue }
      entries.append((name, unsafe Kind(directoryEntryType: Int(entry.pointee.d_type))))
    }
    return entries
  }

  /// The bytes of a file, or of standard input for `-`: all of them, or more than `limit` if there are more.
  ///
  /// Read, not mapped into memory: whoever cuts a mapped file short kills its reader, and the parser wants a NUL behind it.
  static func contents(of path: FilePath, limit: Int) throws(SystemError) -> [UInt8] {
    let descriptor = path == .standardInput ? STDIN_FILENO : unsafe open(path.cString, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last() }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var status = stat()
    let isKnown = unsafe fstat(descriptor, &status) == 0
    if isKnown, descriptor != STDIN_FILENO, Kind(mode: status.st_mode) == .folder {
      throw SystemError(message: "is a folder")
    }
    let size = isKnown ? max(Int(status.st_size), 0) : 0
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
        if received < 0, mayTryAgain(descriptor, POLLIN) { continue }
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
  /// Puts something in the place of each standard stream that is closed, so that no file that is opened later takes it.
  ///
  /// It cannot be used either: standard input becomes one that cannot be read, the others cannot be written.
  static func keepStandardStreamsApart() {
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = unsafe open("/dev/null", mode)
    }
  }

  /// Writes all bytes to a descriptor.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, mayTryAgain(descriptor, POLLOUT) { continue }
      guard count >= 0 else { throw .last() }
      rest = rest.dropFirst(count)
    }
  }

  /// The file that a path stands for, symbolic links followed, so that a link stays a link.
  static func resolved(_ path: FilePath) -> FilePath {
    isLink(path) ? absolute(path) ?? path : path
  }
}

extension SystemFile {
  /// The absolute path without links of what stands at a path; nothing where nothing does.
  static func absolute(_ path: FilePath) -> FilePath? {
    guard let real = unsafe realpath(path.cString, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe FilePath(bytes(ofCString: real))
  }

  /// The bytes before a NUL.
  static func bytes(ofCString text: UnsafePointer<CChar>) -> [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }
}

/// Whether what failed just now is to be tried again: after a signal, or, where whoever started the program has left a
/// stream non-blocking, as Node.js does, when there is something to read or room to write.
private func mayTryAgain(_ descriptor: Int32, _ event: Int32) -> Bool {
  if errno == EINTR { return true }
  guard errno == EAGAIN || errno == EWOULDBLOCK else { return false }
  var waiting = pollfd(fd: descriptor, events: Int16(event), revents: 0)
  return unsafe poll(&waiting, 1, -1) >= 0 || errno == EINTR
}

/// `read(2)`, under a name that no method here has.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}

/// `write(2)`, under a name that no method here has.
private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, buffer, count)
}
