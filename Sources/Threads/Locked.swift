#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A value that one thread at a time may look at.
///
/// Behind a mutex of POSIX: of Swift's own on Linux ThreadSanitizer does not see that a thread has waited for it, and
/// takes what it guards for a race (Swift 6.3). Unchecked, as the compiler cannot see the mutex.
@safe final class Locked<Value: Sendable>: @unchecked Sendable {
  private var value: Value
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init(_ value: Value) {
    self.value = value
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe changed.deallocate()
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Does something with the value while no other thread can.
  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try body(&value)
  }

  /// Waits until others have made the value as wanted, then does something with it while no other thread can.
  ///
  /// Looks when somebody announces a change or begins to wait, and now and then: to be woken by each of thousands of
  /// small changes would cost more than they do.
  func withLock<Result>(
    when isWanted: (Value) -> Bool, _ body: (inout Value) throws -> Result
  ) rethrows -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while !isWanted(value) {
      unsafe pthread_cond_broadcast(changed)
      var limit = Self.later(milliseconds: 20)
      _ = unsafe pthread_cond_timedwait(changed, mutex, &limit)
    }
    return try body(&value)
  }

  /// Wakes those who wait for a change.
  func announce() { unsafe pthread_cond_broadcast(changed) }

  /// The time of day in a while, less than a second.
  private static func later(milliseconds: Int) -> timespec {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    time.tv_nsec += milliseconds * 1_000_000
    if time.tv_nsec >= 1_000_000_000 {
      time.tv_sec += 1
      time.tv_nsec -= 1_000_000_000
    }
    return time
  }
}
