package import Testing

extension Trait where Self == TimeLimitTrait {
  /// How long each test of a suite may take; every suite has this trait, so that a test that hangs is named and ended.
  ///
  /// The clock of a test that waits for a core runs already: this is the time of a whole run, under a sanitizer and on a
  /// slow machine.
  package static var timeLimited: Self { .timeLimit(.minutes(15)) }
}
