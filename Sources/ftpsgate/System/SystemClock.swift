#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif
internal import NetworkModel

/// The clock of the machine on which the tool runs.
enum SystemClock {
  /// The present time.
  static var now: UTCTime { UTCTime(seconds: Int64(time(nil))) }
}
