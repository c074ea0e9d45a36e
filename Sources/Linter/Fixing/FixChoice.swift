internal import IISConfiguration
internal import Text

/// Which of the fixes somebody wants.
public struct FixChoice: Hashable, Sendable {
  /// Whether those are wanted that may change what the author meant.
  public var allowsUnsafe = false
  /// The ids of the rules whose findings are to be mended; nothing for all.
  public var rules: Set<String>?
  /// The sites whose findings are to be mended, beside those of the server; none for all.
  public var sites: [String] = []

  /// Every safe fix.
  public init() {}

  /// Whether somebody asks about a finding at all.
  func concerns(_ finding: Finding) -> Bool {
    guard rules?.contains(finding.rule) ?? true else { return false }
    guard !sites.isEmpty, !finding.sites.isEmpty else { return true }
    return finding.sites.contains(where: isNamed)
  }

  /// Why the fix of a finding is not wanted; nothing where it is.
  func refusal(of fix: Fix, for finding: Finding) -> UnmendedFinding.Reason? {
    if finding.waiver != nil { return .isWaived }
    if fix.safety == .unsafe, !allowsUnsafe { return .isUnsafe }
    guard !sites.isEmpty, let other = finding.sites.first(where: { !isNamed($0) }) else { return nil }
    return .changesOtherSite(other)
  }

  private func isNamed(_ site: String) -> Bool { sites.contains { CaselessName($0) == CaselessName(site) } }
}
