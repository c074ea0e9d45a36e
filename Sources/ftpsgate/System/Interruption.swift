internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// What signals do: whoever interrupts the program finds no half of an output, and sees that the signal ended it.
enum Interruption {
  /// Has the signals that ask a program to end remove a file too before they do.
  static func removes(_ path: FilePath) {
    publish(
      files.withLock { files in
        files.append(path)
        return files
      })
    for number in [SIGHUP, SIGINT, SIGTERM] {
      let previous = signal(number, removeAndEnd)
      // One that is ignored stays so, as under nohup.
      if unsafe unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }

  /// The file is where it belongs, or gone.
  static func removesNoLonger(_ path: FilePath) {
    publish(
      files.withLock { files in
        files.removeAll { $0 == path }
        return files
      })
  }

  /// Hands the names to the handler: an array that ends with null, or nothing.
  ///
  /// Neither the array nor a name is ever freed: a handler on another thread may be reading it.
  private static func publish(_ files: [FilePath]) {
    guard !files.isEmpty else { return unfinished.store(0, ordering: .sequentiallyConsistent) }
    let names = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: files.count + 1)
    for (index, file) in files.enumerated() { unsafe (names + index).initialize(to: strdup(file.cString)) }
    unsafe (names + files.count).initialize(to: nil)
    unfinished.store(UInt(bitPattern: names), ordering: .sequentiallyConsistent)
  }

  /// Makes a closed pipe and a limit on the size of files errors like others: the one does not end the program where
  /// standard error is closed, the other is said, and leaves no half of an output.
  static func reportsFailedWrites() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends the program quietly by the signal that a closed pipe sends, as if it had never been ignored.
  static func endLikeClosedPipe() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    // Only where the signal is blocked.
    exit(128 + SIGPIPE)
  }
}

/// The files that are not finished yet.
private let files = Mutex<[FilePath]>([])

/// The address of their names; atomic, because a signal may come at any time.
private let unfinished = Atomic<UInt>(0)

/// Calls nothing that a signal handler may not (POSIX, "Signal Concepts"), and no part of Swift's runtime.
private func removeAndEnd(_ number: Int32) {
  if var names = unsafe UnsafePointer<UnsafePointer<CChar>?>(
    bitPattern: unfinished.load(ordering: .sequentiallyConsistent))
  {
    while let name = unsafe names.pointee {
      unsafe unlink(name)
      unsafe names += 1
    }
  }
  signal(number, SIG_DFL)
  raise(number)
  // It is blocked while it is handled. The first process of a container does not end by it, and ends here.
  var handled = sigset_t()
  unsafe sigemptyset(&handled)
  unsafe sigaddset(&handled, number)
  unsafe sigprocmask(SIG_UNBLOCK, &handled, nil)
  _exit(128 + number)
}
