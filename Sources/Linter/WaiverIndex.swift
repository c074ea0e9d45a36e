internal import Text

/// Waivers by what they are for, as a project may have many and each finding asks.
struct WaiverIndex {
  /// The numbers of the waivers of one rule, in order.
  private struct OfRule {
    var general: [Int] = []
    /// Those for a single site, by its name in small letters.
    var bySite: [String: [Int]] = [:]
  }

  private var rules: [String: OfRule] = [:]

  /// An index of the waivers of these numbers.
  init(_ numbers: [Int], of waivers: [Waiver]) {
    for number in numbers {
      for rule in waivers[number].rules {
        if let site = waivers[number].site?.literal {
          rules[rule, default: OfRule()].bySite[site, default: []].append(number)
        } else {
          rules[rule, default: OfRule()].general.append(number)
        }
      }
    }
  }

  /// Whether there is none.
  var isEmpty: Bool { rules.isEmpty }

  /// The numbers of the waivers that a finding may be waived by, in order; no other can be.
  func candidates(for finding: Finding) -> [Int] {
    guard let found = rules[finding.rule] else { return [] }
    guard !found.bySite.isEmpty, let site = finding.sites.first,
      let ofSite = found.bySite[site.lowercased()]
    else { return found.general }
    return (found.general + ofSite).sorted()
  }
}
