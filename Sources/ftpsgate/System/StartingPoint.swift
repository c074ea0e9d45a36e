#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Where and with what the process was started.
///
/// Foundation would make a dictionary of the whole environment, which takes a sixth of the time of a small run.
enum StartingPoint {
  /// A variable of the environment; empty where there is none.
  static func variable(_ name: String) -> String {
    unsafe getenv(name).map { unsafe String(cString: $0) } ?? ""
  }

  /// The absolute path that relative ones refer to; `.` where the folder is gone.
  static var folder: String {
    guard let path = unsafe getcwd(nil, 0) else { return "." }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }
}
