public import ArgumentParser

/// An option's value that is one of some words.
///
/// Says itself what the parser's own defaults find out by reflection, which took a tenth of the start-up.
public protocol NamedChoice: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension NamedChoice {
  /// Reads one of the words.
  public init?(argument: String) {
    self.init(rawValue: argument)
  }

  /// The word.
  public var defaultValueDescription: String { rawValue }

  /// The words.
  public static var allValueStrings: [String] { allCases.map { $0.rawValue } }

  /// Nothing: the words speak for themselves.
  public static var allValueDescriptions: [String: String] { [:] }
}
