#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Threads that do the same job side by side.
///
/// Threads of the system, because Dispatch waits for one that it is refused until there is one: under a limit on
/// processes that is for ever.
package struct Workers {
  private var threads: [pthread_t] = []

  /// Starts as many threads as asked for, or as few as the system grants.
  package init(_ wanted: Int, _ job: @escaping @Sendable () -> Void) {
    for _ in 0..<wanted {
      guard let thread = Self.start(job) else { break }
      threads.append(thread)
    }
  }

  /// Whether the system has refused every thread, so that the caller must do the job.
  package var isEmpty: Bool { threads.isEmpty }

  /// Waits until each has done the job.
  package func join() {
    for thread in threads { pthread_join(thread, nil) }
  }

  /// How many threads can run at once.
  package static var cores: Int { max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1) }

  private static func start(_ job: @escaping @Sendable () -> Void) -> pthread_t? {
    let passed = unsafe Unmanaged.passRetained(Job(job))
    #if canImport(Glibc)
    var thread = pthread_t()
    #else
    var thread: pthread_t?
    #endif
    let failure = unsafe pthread_create(&thread, nil, run, passed.toOpaque())
    if failure == 0 { return thread }
    unsafe passed.release()
    return nil
  }
}

/// What each thread does first: it takes over the job that it was handed.
private func run(_ passed: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let passed = unsafe passed { unsafe Unmanaged<Job>.fromOpaque(passed).takeRetainedValue().body() }
  return nil
}

/// What a thread is handed: a class, as C passes an address.
private final class Job: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }
}
