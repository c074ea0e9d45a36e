internal import IISConfiguration
internal import Text

/// What tells the rules of one plan from those of other servers and other scripts: a part of each rule's name.
///
/// Letters in lower case, digits and hyphens, at most 20: firewalls of Azure and Windows do not tell upper from lower case, and a
/// key has no dot, so that no name of one plan begins like those of another.
public struct PlanKey: Hashable, Sendable {
  /// The key.
  public let text: String

  /// Reads a key of `[A-Za-z0-9-]{1,20}`.
  public init?(_ text: String) {
    let isValid = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isValid, 1...Self.longest ~= text.utf8.count else { return nil }
    self.text = text.lowercased()
  }

  /// What the names of all rules of such a plan begin with, and of no other one.
  public var namePrefix: String { "ftpsgate-\(text)." }

  /// The key of some sites, from their ids: `1-3`, or a digest where that is no key.
  init(sites: [FTPSite]) {
    let ids = sites.map { $0.site.id?.value ?? $0.name }
    let joined = ids.sorted { (Int($0) ?? .max, $0) < (Int($1) ?? .max, $1) }.joined(separator: "-")
    self = PlanKey(joined) ?? PlanKey(unchecked: "sites-" + sha256(joined.utf8).prefix(8))
  }

  private init(unchecked text: String) { self.text = text }

  private static let longest = 20
}

extension PlanKey: CustomStringConvertible {
  /// The key.
  public var description: String { text }
}
