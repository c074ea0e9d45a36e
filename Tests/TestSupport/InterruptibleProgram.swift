package import Foundation
internal import Glibc

/// A running program that signals end as they would at a terminal.
///
/// `Process` hands on what the tests ignore themselves: SIGINT and SIGHUP where they run behind `nohup` or `&`.
package struct InterruptibleProgram {
  private let id: pid_t
  private let deadline = ContinuousClock.now + longestProgram
  /// What `waitpid` told of its end; nothing while it runs.
  private var status: Int32?

  /// Starts a program, with nothing to read and nowhere to write.
  package init(_ program: URL, _ arguments: [String]) throws {
    var files = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&files)
    defer { unsafe posix_spawn_file_actions_destroy(&files) }
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      unsafe posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGHUP, SIGINT, SIGTERM] { unsafe sigaddset(&signals, signal) }
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let words = unsafe ([program.path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var id: pid_t = 0
    let failure = unsafe posix_spawn(&id, program.path, &files, &attributes, words, environ)
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
    self.id = id
  }

  /// Whether it has not ended yet; one that hangs is killed.
  package var isRunning: Bool {
    mutating get {
      if status != nil { return false }
      if ContinuousClock.now > deadline { kill(id, SIGKILL) }
      var found: Int32 = 0
      if unsafe waitpid(id, &found, WNOHANG) != 0 { status = found }
      return status == nil
    }
  }

  /// Sends a signal and waits; gives the signal that ended the program, nothing where it ended by itself.
  package mutating func end(by signal: Int32) -> Int32? {
    if isRunning { kill(id, signal) }
    while isRunning { sched_yield() }
    return status.flatMap { $0 & 0x7f == 0 ? nil : $0 & 0x7f }
  }
}
