/// One of the forms that an output can have, which an option chooses by its name.
///
/// A protocol, so that reports, matrices and scripts are chosen, described and tested alike: whatever is in `allCases` is
/// in the option's help, and the golden tests run it. Forms are the same if their names are.
public protocol OutputFormat: CaseIterable, CustomStringConvertible, Hashable, RawRepresentable, Sendable {
  /// What options call it.
  var name: String { get }
  /// What it is, in a few words.
  var purpose: String { get }
  /// How names of files in this form end.
  var fileEnding: String { get }
}

extension OutputFormat where AllCases == [Self] {
  /// What options call it.
  public var rawValue: String { name }

  /// What options call it.
  public var description: String { name }

  /// The form of this name.
  public init?(rawValue: String) {
    guard let known = Self.allCases.first(where: { $0.name == rawValue }) else { return nil }
    self = known
  }

  /// Whether the names are the same.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
