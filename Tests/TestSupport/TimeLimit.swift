// The toolchain has no Testing to link statically, and the whole package must build with the Swift runtime inside.
#if canImport(Testing)
package import Testing

extension Trait where Self == TimeLimitTrait {
  /// How long each test of a suite may take; every suite has this trait, so that a test that hangs is named.
  ///
  /// The clock of a test that waits for a core runs already: this is the time of a whole run, under a sanitizer, on a slow
  /// machine and beside other work, which was seen to take 18 minutes. Tests that wait for a program hold the core on which they would be ended, so that
  /// ``longestProgram`` ends the program.
  package static var timeLimited: Self { .timeLimit(.minutes(45)) }
}
#endif

/// How long a program that a test has started may take before it is killed: less than the test.
let longestProgram = Duration.seconds(600)
