/// A line on standard error that tells how far a long run is; it is never there when something else is written.
struct ProgressLine {
  private let total: Int
  private let isShown: Bool
  private let elapsed: () -> Duration
  private let write: (String) -> Void
  private var nextUpdate = Duration.seconds(1)
  private var isThere = false

  /// Progress over so many files.
  ///
  /// - Parameters:
  ///   - total: How many files there are.
  ///   - isShown: Whether somebody looks.
  ///   - elapsed: How long the run has lasted.
  ///   - write: Writes to the terminal.
  init(
    total: Int, isShown: Bool, elapsed: @escaping () -> Duration = stopwatch(),
    write: @escaping (String) -> Void = StandardError.write
  ) {
    self.total = total
    self.isShown = isShown
    self.elapsed = elapsed
    self.write = write
  }

  /// Says how many files are done: not in the first second, and not more often than anybody can read.
  mutating func update(_ done: Int) {
    guard isShown else { return }
    let now = elapsed()
    guard now >= nextUpdate else { return }
    nextUpdate = now + .milliseconds(100)
    write("\r\(Self.eraseLine)linting: \(grouped(done)) of \(grouped(total)) files")
    isThere = true
  }

  /// Takes the line away.
  mutating func erase() {
    guard isThere else { return }
    write("\r\(Self.eraseLine)")
    isThere = false
  }

  /// Erases from the cursor to the end of the line (ECMA-48, EL).
  private static let eraseLine = "\u{1B}[K"
}

/// The time since the call.
private func stopwatch() -> () -> Duration {
  let start = ContinuousClock.now
  return { ContinuousClock.now - start }
}

/// A number with a comma between each three digits.
private func grouped(_ number: Int) -> String {
  let digits = String(number)
  var grouped = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += "," }
    grouped.append(digit)
  }
  return grouped
}
