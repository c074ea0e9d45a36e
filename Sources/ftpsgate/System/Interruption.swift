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
  /// Has the signals that ask a program to end remove a file before they do.
  static func removes(_ path: FilePath) {
    // Never freed: a handler on another thread may be reading it.
    unfinished.store(unsafe UInt(bitPattern: strdup(path.cString)), ordering: .sequentiallyConsistent)
    for number in [SIGHUP, SIGINT, SIGTERM] {
      let previous = signal(number, removeAndEnd)
      // One that is ignored stays so, as under nohup.
      if unsafe unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }

  /// The file is where it belongs, or gone.
  static func removesNothing() {
    unfinished.store(0, ordering: .sequentiallyConsistent)
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

/// The address of the name of the file that is not finished yet; atomic, because a signal may come at any time.
private let unfinished = Atomic<UInt>(0)

/// Calls nothing that a signal handler may not (POSIX, "Signal Concepts"), and no part of Swift's runtime.
private func removeAndEnd(_ number: Int32) {
  if let path = unsafe UnsafePointer<CChar>(bitPattern: unfinished.load(ordering: .sequentiallyConsistent)) {
    unsafe unlink(path)
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
