// The toolchain has no Testing to link statically, and the whole package must build with the Swift runtime inside.
#if canImport(Testing)
internal import Foundation
package import Testing

extension Trait where Self == ConditionTrait {
  /// For tests that hold output against other people's parsers: skipped where these are not installed, but not in CI, where
  /// nobody reads that something was skipped; there they run, and fail.
  package static var needsCheckers: Self {
    .enabled(
      if: Project.checkers != nil || isInCI,
      "FTPSGATE_CHECKERS does not name a Python with Tests/Checkers/requirements*.txt")
  }
}

/// GitHub Actions, Azure Pipelines' templates, GitLab and others set this variable.
private var isInCI: Bool { ProcessInfo.processInfo.environment["CI"].map { !$0.isEmpty } ?? false }
#endif
